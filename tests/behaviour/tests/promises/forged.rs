//! Nobody changes what a line of somebody else says.

use super::child::{assert_writes, program};

#[test]
fn what_is_recorded_cannot_change_whose_result_it_is() {
    assert_writes(
        "forged::by_record",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_received","job":"real"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"real","event":"stage_start"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","stage":"real","event":"stage_result","outcome":"success","dur_ms":0,"bytes_out":3,"field_stage":"other","field_job_id":"zz","field_video_id":"zz","field_outcome":"fine","field_dur_ms":1}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"real","field_job_id":"v-1","field_error_type":"auth_error"}
        "#,
    );
}

#[test]
fn the_fields_of_a_timer_cannot_either() {
    assert_writes(
        "forged::by_timer",
        r#"
        {"ts":"T","lvl":"INFO","stage":"timed","event":"stage_start","items":2,"field_outcome":"success","field_dur_ms":7,"field_job_id":"forged"}
        {"ts":"T","lvl":"WARN","stage":"timed","event":"stage_result","outcome":"blocked","dur_ms":0,"error_type":"service_error","items":2,"field_outcome":"success","field_dur_ms":7,"field_job_id":"forged"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","event":"job_received","job":"timed","field_detail":"x"}
        {"ts":"T","lvl":"INFO","job_id":"j-2","event":"job_finished","outcome":"success","dur_ms":0,"job":"timed"}
        "#,
    );
}

#[test]
fn a_context_holds_ids_as_text_and_no_other_key_of_the_schema() {
    assert_writes(
        "forged::by_context",
        r#"
        {"ts":"T","lvl":"INFO","video_id":"42","event":"inside","tenant":7,"field_stage":"ghost","field_outcome":"success"}
        "#,
    );
}

#[test]
fn the_span_of_a_library_changes_nothing_of_a_job() {
    assert_writes(
        "forged::by_span",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-3","event":"job_received","job":"honest","field_stage":"ghost","field_detail":"ghost detail","field_error_type":"auth_error","field_parent_job_id":"evil","field_target":"evil","field_unpaired":true,"peer":"p"}
        {"ts":"T","lvl":"INFO","job_id":"j-3","stage":"honest","event":"stage_start","field_stage":"ghost","field_detail":"ghost detail","field_error_type":"auth_error","field_parent_job_id":"evil","field_target":"evil","field_unpaired":true,"peer":"p"}
        {"ts":"T","lvl":"INFO","job_id":"j-3","stage":"honest","event":"stage_result","outcome":"success","dur_ms":0,"field_stage":"ghost","field_detail":"ghost detail","field_error_type":"auth_error","field_parent_job_id":"evil","field_target":"evil","field_unpaired":true,"peer":"p"}
        {"ts":"T","lvl":"INFO","job_id":"j-3","event":"job_finished","outcome":"success","dur_ms":0,"job":"honest","field_stage":"ghost","field_detail":"ghost detail","field_error_type":"auth_error","field_parent_job_id":"evil","field_target":"evil","field_unpaired":true,"peer":"p"}
        "#,
    );
}

#[test]
fn a_failure_inside_a_success_is_a_failure() {
    assert_writes(
        "forged::nested_failures",
        r#"
        {"ts":"T","lvl":"INFO","stage":"nested","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"nested","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"nested","event":"stage_start"}
        {"ts":"T","lvl":"WARN","stage":"nested","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"INFO","stage":"nested","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"nested","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Error: an error occurred when formatting an argument","error_type":"service_error"}
        "#,
    );
}

#[test]
fn the_summary_has_the_names_that_stand_on_the_lines() {
    let ran = program("forged::said_of_success")
        .env("LOG_JOB_SUMMARY", "true")
        .run();
    assert!(!ran.stdout.contains("abcdefghijklmnop"), "{}", ran.stdout);
    let last = ran.stdout.lines().last().unwrap_or_default();
    assert!(last.contains(r#""detail":"all of it""#), "{last}");
    assert!(
        last.contains(r#""stages":{"Bearer [REDACTED]":{"n":1,"#),
        "{last}"
    );
}
