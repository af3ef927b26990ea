//! A field whose code panics costs its own value and nothing else, and the panic hook is silent.

use super::child::{assert_writes, program};

#[test]
fn a_panicking_field_of_an_event_becomes_a_stand_in() {
    assert_writes(
        "hostile::event_fields",
        r#"
        {"ts":"T","lvl":"INFO","event":"display","a":1,"b":"<panicked>","c":2}
        {"ts":"T","lvl":"INFO","event":"debug","a":"<panicked>"}
        {"ts":"T","lvl":"INFO","event":"serialize","a":"<panicked>","b":"<panicked>"}
        {"ts":"T","lvl":"INFO","event":"schema_key","detail":"<panicked>"}
        "#,
    );
}

#[test]
fn a_panicking_field_of_an_attribute_becomes_a_stand_in_and_the_function_runs() {
    let head = r#"{"ts":"T","lvl":"INFO","job_id":"<panicked>","video_id":"<panicked>""#;
    assert_writes(
        "hostile::attribute_fields",
        &format!(
            r#"
            {head},"event":"job_received","job":"armed","a":"<panicked>","tenant":"<panicked>"}}
            {head},"stage":"armed","event":"stage_start","a":"<panicked>","b":"<panicked>","tenant":"<panicked>"}}
            {head},"stage":"armed","event":"stage_result","outcome":"partial","dur_ms":0,"detail":"<panicked>","a":"<panicked>","b":"<panicked>","c":"<panicked>","d":"<panicked>","tenant":"<panicked>"}}
            {head},"event":"job_finished","outcome":"success","dur_ms":0,"job":"armed","tenant":"<panicked>"}}
            "#
        ),
    );
}

#[test]
fn a_panicking_field_of_a_library_becomes_a_stand_in() {
    assert_writes(
        "hostile::foreign_fields",
        r#"
        {"ts":"T","lvl":"INFO","event":"log","detail":"fields","target":"behaviour::scenarios::hostile","a":"<panicked>","b":"<panicked>"}
        {"ts":"T","lvl":"INFO","event":"log","detail":"<panicked>","target":"behaviour::scenarios::hostile"}
        {"ts":"T","lvl":"INFO","event":"log","detail":"pairs","target":"behaviour::scenarios::hostile","a":"<panicked>","b":"<panicked>"}
        {"ts":"T","lvl":"INFO","event":"log","detail":"<panicked>","target":"behaviour::scenarios::hostile"}
        {"ts":"T","lvl":"INFO","event":"in_a_span","a":"<panicked>"}
        "#,
    );
}

#[test]
fn a_panic_while_a_value_is_classified_ends_the_stage_and_returns_the_value() {
    assert_writes(
        "hostile::return_values",
        r#"
        {"ts":"T","lvl":"INFO","stage":"error","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"error","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Bomb: <panicked>","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","stage":"debug_only","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"debug_only","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Speechless: <panicked>","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","stage":"classified","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"classified","event":"stage_result","outcome":"error","dur_ms":0,"detail":"<panicked>","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","stage":"closure","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"closure","event":"stage_result","outcome":"error","dur_ms":0,"detail":"<panicked>","error_type":"service_error"}
        "#,
    );
}

#[test]
fn a_parameter_that_panics_when_it_is_shown_becomes_a_stand_in() {
    assert_writes(
        "hostile::parameters",
        r#"
        {"ts":"T","lvl":"INFO","video_id":"<panicked>","stage":"parameter","event":"stage_start"}
        {"ts":"T","lvl":"INFO","video_id":"<panicked>","stage":"parameter","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_value_that_fails_logs_or_never_ends_still_makes_a_line() {
    // A repetition that is held back is not formatted.
    let ran = program("hostile::not_panicking")
        .env("RATE_LIMIT_PER_KEY", "0")
        .run()
        .assert_quiet();
    let report = ran.report();
    let only = |event| {
        let mut lines = report.events(event);
        let line = lines.next().expect("a line of this event");
        assert!(lines.next().is_none(), "two lines of {event}");
        line
    };
    assert_eq!(only("failing").str("a"), "half<error>");
    assert_eq!(only("talkative").str("a"), "talked");
    assert_eq!(only("inside").u64("n"), 1);
    assert_eq!(only("recursive").str("a"), "came back");
    assert!(only("endless").str("a").starts_with("more and more and "));
    assert!(only("endless").u64("truncated") > 0);
    let deepest = report
        .lines
        .iter()
        .find(|line| line.get_str("again") == Some("<nested>"));
    assert!(
        deepest.is_some(),
        "the recursion was not cut:\n{}",
        ran.stdout
    );
}
