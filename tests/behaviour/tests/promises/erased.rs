//! An error in a box, in another error or behind a context is still known for what it is.

use super::child::assert_ends;

#[test]
fn a_box_of_any_kind_is_looked_into() {
    assert_ends(
        "erased::boxes",
        r#"
        {"ts":"T","lvl":"WARN","stage":"boxed","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"boxed_send","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"boxed_send_sync","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"boxed_sync_send","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"shared","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"timed out","error_type":"timeout_error"}
        "#,
    );
}

#[test]
fn an_error_that_borrows_is_known_by_its_sources() {
    assert_ends(
        "erased::borrowing",
        r#"
        {"ts":"T","lvl":"ERROR","stage":"borrows","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Parse: not a number: x1","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"borrows","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Parse: not a number: x1: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"ERROR","stage":"boxed_borrows","event":"stage_result","outcome":"error","dur_ms":0,"detail":"not a number: x1","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"boxed_borrows","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"not a number: x1: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"boxed_borrows_send","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"not a number: x1: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"reference","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"not a number: x1: timed out","error_type":"timeout_error"}
        "#,
    );
}

#[test]
fn contexts_are_told_from_the_outside_in_and_hide_nothing() {
    assert_ends(
        "erased::contexts",
        r#"
        {"ts":"T","lvl":"ERROR","stage":"anyhow","event":"stage_result","outcome":"error","dur_ms":0,"detail":"no video","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"anyhow","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"b: a: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"ERROR","stage":"anyhow","event":"stage_result","outcome":"error","dur_ms":0,"detail":"a timeout as a context: timed out: disk","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"anyhow","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"not a number: static: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"anyhow_of_io","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"anyhow_async","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"at depth 0: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"anyhow","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"permission denied","error_type":"auth_error"}
        {"ts":"T","lvl":"WARN","stage":"anyhow_async","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"at depth 1: permission denied","error_type":"auth_error"}
        "#,
    );
}

#[test]
fn what_is_inside_an_io_error_counts_before_its_kind() {
    assert_ends(
        "erased::inside_out",
        r#"
        {"ts":"T","lvl":"WARN","stage":"io","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"Error: permission denied","error_type":"auth_error"}
        {"ts":"T","lvl":"WARN","stage":"io","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: a text","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"io","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"Error: permission denied","error_type":"auth_error"}
        {"ts":"T","lvl":"WARN","stage":"io","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"Error: permission denied","error_type":"auth_error"}
        {"ts":"T","lvl":"WARN","stage":"io","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: not a number: static: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"io","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        "#,
    );
}

#[test]
fn a_result_in_a_result_fails_where_either_does() {
    assert_ends(
        "erased::nested",
        r#"
        {"ts":"T","lvl":"INFO","stage":"two","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"two","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"two","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"deep","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"deep","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"INFO","stage":"found","event":"stage_result","outcome":"no_captions","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"found","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"timed out","error_type":"timeout_error"}
        "#,
    );
}

#[test]
fn an_error_in_a_result_in_a_result_says_what_it_says_alone() {
    assert_ends(
        "erased::nested_texts",
        r#"
        {"ts":"T","lvl":"WARN","stage":"any_in_time","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"a: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"boxed_in_time","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"ERROR","stage":"text_in_time","event":"stage_result","outcome":"error","dur_ms":0,"detail":"no disk","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"said_in_time","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"Refused: refused","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"bare_in_time","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Bare: Bare","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","stage":"any_in_time","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}
