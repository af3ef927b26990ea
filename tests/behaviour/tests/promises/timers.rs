//! A timer writes what an attribute would.

use super::child::assert_writes;

#[test]
fn a_timer_writes_what_an_attribute_would_and_is_not_current_by_itself() {
    assert_writes(
        "timers::timers",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"by_hand"}
        {"ts":"T","lvl":"INFO","event":"outside"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"step","event":"stage_start","attempt":1}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"in_the_job_only"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"step","event":"in_the_stage","attempt":1}
        {"ts":"T","lvl":"WARN","job_id":"j-1","stage":"step","event":"stage_result","outcome":"timeout","dur_ms":0,"attempt":1,"error_type":"timeout_error","bytes":512}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"by_hand","videos":3}
        "#,
    );
}

#[test]
fn a_timer_that_is_dropped_ends_as_an_error() {
    assert_writes(
        "timers::timers_dropped",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"by_hand"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"step","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","job_id":"j-1","stage":"step","event":"stage_result","outcome":"error","dur_ms":0,"detail":"left without finish","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_failed","outcome":"error","dur_ms":0,"detail":"left without finish","job":"by_hand","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_finished","outcome":"error","dur_ms":0,"job":"by_hand"}
        "#,
    );
}

#[test]
fn a_timer_can_be_finished_on_another_thread_after_its_job() {
    assert_writes(
        "timers::finished_elsewhere",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"by_hand"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"step","event":"stage_start"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"by_hand"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"step","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}
