//! What starts ends once, with the lines that were promised and no other.

use std::collections::HashSet;

use checker::{Checker, Pairing};

use super::child::{assert_writes, program};

#[test]
fn a_job_and_its_stage_start_and_end_once() {
    assert_writes(
        "lifecycle::success",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"transcript","n":2}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"asr","event":"stage_start"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"asr","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"transcript"}
        "#,
    );
}

#[test]
fn a_failing_job_says_why_and_then_that_it_is_finished() {
    assert_writes(
        "lifecycle::failure",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"transcript","n":1}
        {"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_failed","outcome":"error","dur_ms":0,"detail":"no such video","job":"transcript","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_finished","outcome":"error","dur_ms":0,"job":"transcript"}
        "#,
    );
}

#[test]
fn a_question_mark_and_an_early_return_are_seen() {
    assert_writes(
        "lifecycle::question_mark",
        r#"
        {"ts":"T","lvl":"INFO","stage":"parse","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"parse","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"parse","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"parse","event":"stage_result","outcome":"error","dur_ms":0,"detail":"ParseIntError: invalid digit found in string","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","stage":"parse","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"parse","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn the_innermost_stage_stands_on_what_happens_inside() {
    assert_writes(
        "lifecycle::nested",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"before"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"middle","event":"stage_start"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"middle","event":"before_inner"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"inner","event":"stage_start"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"inner","event":"inside"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"middle","event":"after_inner"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"middle","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"after"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn each_call_of_a_recursion_has_its_own_pair() {
    assert_writes(
        "lifecycle::recursion",
        r#"
        {"ts":"T","lvl":"INFO","stage":"factorial","event":"stage_start","n":3}
        {"ts":"T","lvl":"INFO","stage":"factorial","event":"stage_start","n":2}
        {"ts":"T","lvl":"INFO","stage":"factorial","event":"stage_start","n":1}
        {"ts":"T","lvl":"INFO","stage":"factorial","event":"stage_result","outcome":"success","dur_ms":0,"n":1}
        {"ts":"T","lvl":"INFO","stage":"factorial","event":"stage_result","outcome":"success","dur_ms":0,"n":2}
        {"ts":"T","lvl":"INFO","stage":"factorial","event":"stage_result","outcome":"success","dur_ms":0,"n":3}
        "#,
    );
}

#[test]
fn a_job_in_a_job_has_its_own_id_and_names_its_parent() {
    assert_writes(
        "lifecycle::job_in_job",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"b-1","video_id":"v-0","event":"job_received","job":"batch","tenant":"acme"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_received","job":"one","parent_job_id":"b-1","tenant":"acme"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"inner","event":"stage_start","tenant":"acme"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"inner","event":"inside","tenant":"acme"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0,"tenant":"acme"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"one","parent_job_id":"b-1","tenant":"acme"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-2","event":"job_received","job":"one","parent_job_id":"b-1","tenant":"acme"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-2","stage":"inner","event":"stage_start","tenant":"acme"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-2","stage":"inner","event":"inside","tenant":"acme"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-2","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0,"tenant":"acme"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","video_id":"v-2","event":"job_finished","outcome":"success","dur_ms":0,"job":"one","parent_job_id":"b-1","tenant":"acme"}
        {"ts":"T","lvl":"INFO","job_id":"b-1","video_id":"v-0","event":"batch_done","tenant":"acme"}
        {"ts":"T","lvl":"INFO","job_id":"b-1","video_id":"v-0","event":"job_finished","outcome":"success","dur_ms":0,"job":"batch","tenant":"acme"}
        "#,
    );
}

#[test]
fn a_job_without_an_id_gets_128_random_bits() {
    let report = program("lifecycle::own_ids").run().assert_quiet().report();
    let mut ids = HashSet::new();
    for line in report.events("job_received") {
        let id = line.str("job_id");
        let digits = id.strip_prefix("j-").expect("the prefix");
        assert_eq!(digits.len(), 26, "{id}");
        assert!(
            digits
                .bytes()
                .all(|b| b.is_ascii_digit() || b.is_ascii_lowercase()),
            "{id}"
        );
        assert!(ids.insert(id), "{id} twice");
        let parent = line.get_str("parent_job_id");
        assert!(parent.is_none_or(|parent| ids.contains(parent) && parent != id));
    }
    assert_eq!(ids.len(), 200);
}

#[test]
fn a_stage_needs_no_job() {
    assert_writes(
        "lifecycle::stage_without_job",
        r#"
        {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"inner","event":"inside"}
        {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn the_fields_of_a_stage_stand_on_everything_inside_but_a_nested_stage() {
    assert_writes(
        "lifecycle::stage_fields",
        r#"
        {"ts":"T","lvl":"INFO","stage":"youtubei","event":"stage_start","attempt":2,"use_proxy":false,"profile":"mobile","host":"h"}
        {"ts":"T","lvl":"INFO","stage":"youtubei","event":"inside","attempt":2,"use_proxy":false,"profile":"mobile","host":"h"}
        {"ts":"T","lvl":"INFO","stage":"youtubei","event":"log","detail":"a library","attempt":2,"use_proxy":false,"profile":"mobile","target":"behaviour::scenarios::lifecycle","host":"h"}
        {"ts":"T","lvl":"INFO","stage":"youtubei","event":"overruled","attempt":2,"use_proxy":false,"profile":"web","host":"h"}
        {"ts":"T","lvl":"INFO","stage":"nested","event":"stage_start","attempt":9}
        {"ts":"T","lvl":"INFO","stage":"nested","event":"inside_nested","attempt":9}
        {"ts":"T","lvl":"INFO","stage":"nested","event":"stage_result","outcome":"success","dur_ms":0,"attempt":9}
        {"ts":"T","lvl":"INFO","stage":"youtubei","event":"stage_result","outcome":"success","dur_ms":0,"attempt":2,"use_proxy":false,"profile":"mobile","host":"h"}
        "#,
    );
}

#[test]
fn what_is_recorded_stands_on_the_result_and_the_newest_value_wins() {
    assert_writes(
        "lifecycle::recorded",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","given":1}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"download","event":"stage_start","source":"web","bytes":0}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"download","event":"unchanged","source":"web","bytes":0}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"download","event":"stage_result","outcome":"success","dur_ms":0,"bytes":"512","ratio":0.5,"source":"cache","field_outcome":"partial","field_dur_ms":"x"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0,"given":2,"videos":4}
        "#,
    );
}

#[test]
fn lifecycle_lines_do_not_follow_the_level() {
    program("lifecycle::nested")
        .env("LOG_LEVEL", "error")
        .run()
        .assert_quiet()
        .assert_lines(
            r#"
            {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"middle","event":"stage_start"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"inner","event":"stage_start"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"middle","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0}
            "#,
        );
}

#[test]
fn all_stage_starts_can_be_left_out() {
    program("lifecycle::nested")
        .env("LOG_STAGE_START", "false")
        .checked_by(Checker::new().pairing(Pairing::StageStartsLeftOut))
        .run()
        .assert_quiet()
        .assert_lines(
            r#"
            {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","event":"before"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"middle","event":"before_inner"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"inner","event":"inside"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"middle","event":"after_inner"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"middle","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"INFO","job_id":"j-1","event":"after"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0}
            "#,
        );
}

#[test]
fn only_the_ends_of_failing_runs_are_written_if_asked_for() {
    program("lifecycle::question_mark")
        .env("LOG_LIFECYCLE", "failures")
        .run()
        .assert_quiet()
        .assert_lines(
            r#"
            {"ts":"T","lvl":"ERROR","stage":"parse","event":"stage_result","outcome":"error","dur_ms":0,"detail":"ParseIntError: invalid digit found in string","error_type":"service_error","unpaired":true}
            "#,
        );
}

#[test]
fn only_the_ends_of_a_failing_job_are_written_if_asked_for() {
    program("lifecycle::failure")
        .env("LOG_LIFECYCLE", "failures")
        .run()
        .assert_quiet()
        .assert_lines(
            r#"
            {"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_failed","outcome":"error","dur_ms":0,"detail":"no such video","job":"transcript","error_type":"service_error","unpaired":true}
            {"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_finished","outcome":"error","dur_ms":0,"job":"transcript","unpaired":true}
            "#,
        );
}

#[test]
fn events_keep_their_context_where_only_failures_are_written() {
    program("lifecycle::nested")
        .env("LOG_LIFECYCLE", "failures")
        .run()
        .assert_quiet()
        .assert_lines(
            r#"
            {"ts":"T","lvl":"INFO","job_id":"j-1","event":"before"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"middle","event":"before_inner"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"inner","event":"inside"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"middle","event":"after_inner"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","event":"after"}
            "#,
        );
}

#[test]
fn no_lifecycle_line_is_written_if_asked_for() {
    program("lifecycle::nested")
        .env("LOG_LIFECYCLE", "off")
        .run()
        .assert_quiet()
        .assert_lines(
            r#"
            {"ts":"T","lvl":"INFO","event":"before"}
            {"ts":"T","lvl":"INFO","event":"before_inner"}
            {"ts":"T","lvl":"INFO","event":"inside"}
            {"ts":"T","lvl":"INFO","event":"after_inner"}
            {"ts":"T","lvl":"INFO","event":"after"}
            "#,
        );
}

#[test]
fn a_directive_turns_off_the_runs_of_its_target() {
    let ran = program("lifecycle::nested")
        .env("LOG_LEVEL", "info,behaviour::scenarios::lifecycle=off")
        .run()
        .assert_quiet();
    assert_eq!(ran.stdout, "");
}

#[test]
fn runs_after_the_guard_was_dropped_are_still_written() {
    assert_writes(
        "lifecycle::runs_after_shutdown",
        r#"
        {"ts":"T","lvl":"INFO","stage":"asr","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"asr","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}
