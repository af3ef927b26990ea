//! One event is one line, with its keys in a fixed order and nothing in it that could break out.

use super::child::{assert_writes, program};

#[test]
fn keys_stand_in_the_order_of_the_schema_with_everything_at_once() {
    program("line::order")
        .env("LOG_FIELDS", "service=tldw,env=prod")
        .run()
        .assert_quiet()
        .assert_lines(
            r#"
            {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_received","job":"transcript","videos":2,"tenant":"acme","service":"tldw","env":"prod"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"asr","event":"stage_start","profile":"stage","zeta":1,"tenant":"acme","service":"tldw","env":"prod"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"asr","event":"all","outcome":"partial","dur_ms":0,"detail":"why","attempt":2,"use_proxy":true,"profile":"mobile","cookie_source":"file","job":"j","parent_job_id":"j-0","error_type":"auth_error","outcome_name":"n","panic_at":"a.rs:1","exit_code":1,"signal":15,"bytes_out":9,"items":3,"cpu":12.5,"mem_mb":512,"target":"t","trace_id":"a","span_id":"b","stages":"s","stderr_tail":"tail","own":"first","last":"own","zeta":1,"tenant":"acme","path":"/v1","service":"tldw","env":"prod"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"asr","event":"stage_result","outcome":"success","dur_ms":0,"profile":"stage","zeta":1,"tenant":"acme","service":"tldw","env":"prod"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"transcript","tenant":"acme","service":"tldw","env":"prod"}
            "#,
        );
}

#[test]
fn an_own_field_beats_the_context_that_beats_a_span_that_beats_a_constant() {
    let ran = program("line::collisions")
        .env(
            "LOG_FIELDS",
            "a=constant,b=constant,c=constant,d=constant,e=constant,f=constant",
        )
        .run()
        .assert_quiet();
    let report = ran.report();
    let line = report.events("collision").next().expect("the event");
    assert!(
        line.text().ends_with(
            r#""event":"collision","a":"own","b":"stage","c":"context","d":"inner","e":"outer","f":"constant"}"#
        ),
        "{}",
        line.text()
    );
}

#[test]
fn a_record_of_a_library_cannot_forge_a_lifecycle_line() {
    assert_writes(
        "line::foreign_keys",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"log","detail":"from tracing","target":"behaviour::scenarios::line","field_ts":1,"field_lvl":"x","field_event":"stage_result","field_outcome":"success","field_dur_ms":5,"field_detail":"forged","field_job_id":7,"field_stage":false,"field_suppressed":9,"field_truncated":1,"field_unpaired":true,"colour":"red"}
        {"ts":"T","lvl":"WARN","job_id":"j-1","event":"log","detail":"from log","target":"behaviour::scenarios::line","field_ts":1,"field_lvl":"x","field_event":"job_failed","field_outcome":"error","field_dur_ms":5}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"in_a_span","field_ts":2,"field_event":"e","field_outcome":"o","field_dur_ms":3}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn an_event_may_set_a_key_of_the_schema_only_to_a_value_of_its_type() {
    assert_writes(
        "line::schema_keys",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j","video_id":"v","stage":"s","event":"right","outcome":"partial","dur_ms":0,"detail":"d"}
        {"ts":"T","lvl":"INFO","event":"wrong","field_stage":1,"field_outcome":true,"field_dur_ms":-7,"field_detail":2.5,"field_job_id":3,"field_video_id":false}
        {"ts":"T","lvl":"INFO","event":"text_for_a_number","field_dur_ms":"7"}
        {"ts":"T","lvl":"INFO","event":"never","field_ts":"t","field_lvl":"l","field_event":"e","field_suppressed":1,"field_unpaired":true,"field_truncated":2,"field__aws":"a"}
        {"ts":"T","lvl":"INFO","event":"named_like_a_rename","field_ts":0,"field_field_ts":1}
        {"ts":"T","lvl":"INFO","event":"twice","a":1}
        "#,
    );
}

#[test]
fn an_event_named_like_a_lifecycle_line_at_run_time_is_renamed() {
    assert_writes(
        "line::lifecycle_names",
        r#"
        {"ts":"T","lvl":"INFO","event":"evt_job_received"}
        {"ts":"T","lvl":"INFO","event":"evt_stage_start"}
        {"ts":"T","lvl":"INFO","event":"evt_stage_result"}
        {"ts":"T","lvl":"INFO","event":"evt_job_failed"}
        {"ts":"T","lvl":"INFO","event":"evt_job_finished"}
        {"ts":"T","lvl":"INFO","event":"evt_performance_metric"}
        {"ts":"T","lvl":"INFO","event":"Stage_Start"}
        "#,
    );
}

#[test]
fn nothing_dangerous_leaves_raw_in_a_value_a_key_a_name_a_target_or_an_id() {
    const SAFE: &str = r#"\"\\/\u0000\b\t\n\f\r\u001b[31m\u007f\u0085\u009b\u2028\u2029"#;
    let head = format!(r#"{{"ts":"T","lvl":"INFO","job_id":"{SAFE}""#);
    assert_writes(
        "line::escaping",
        &format!(
            r#"
            {head},"event":"job_received","text":"{SAFE}"}}
            {head},"event":"n{SAFE}","k\"\n\u001b":"{SAFE}","a":"{SAFE}","b":["{SAFE}"],"c":"\u001b"}}
            {head},"event":"log","detail":"{SAFE}","target":"behaviour::scenarios::line"}}
            {head},"event":"log","detail":"{SAFE}","target":"t\n"}}
            {head},"event":"harmless","text":"é 日本 😀 '","bytes":25}}
            {head},"event":"job_finished","outcome":"success","dur_ms":0}}
            "#
        ),
    );
}

#[test]
fn a_text_cannot_forge_a_second_line_or_key() {
    let attack = r#"x\",\"event\":\"job_finished\"}\n{\"ts\":\"2025-08-27T16:24:06.123Z\""#;
    assert_writes(
        "line::forging",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","event":"forged","text":"{attack}"}}
            {{"ts":"T","lvl":"INFO","event":"log","detail":"{attack}","target":"behaviour::scenarios::line"}}
            {{"ts":"T","lvl":"INFO","event":"log","detail":"{attack}","target":"behaviour::scenarios::line","text":"{attack}"}}
            "#
        ),
    );
}
