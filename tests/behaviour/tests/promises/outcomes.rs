//! What a returned value means for the stage that returned it.

use super::child::assert_ends;

#[test]
fn a_value_is_a_success_a_none_is_no_captions_and_an_err_is_an_error() {
    assert_ends(
        "outcomes::values",
        r#"
        {"ts":"T","lvl":"INFO","stage":"unit","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"number","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"bool","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"control_flow","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"option","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"option","event":"stage_result","outcome":"no_captions","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"result_option","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"result_option","event":"stage_result","outcome":"no_captions","dur_ms":0}
        {"ts":"T","lvl":"ERROR","stage":"result_option","event":"stage_result","outcome":"error","dur_ms":0,"detail":"failed","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","stage":"infallible","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"list","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_result_in_an_option_is_judged_as_one() {
    assert_ends(
        "outcomes::options_of_results",
        r#"
        {"ts":"T","lvl":"INFO","stage":"text","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"text","event":"stage_result","outcome":"no_captions","dur_ms":0}
        {"ts":"T","lvl":"ERROR","stage":"text","event":"stage_result","outcome":"error","dur_ms":0,"detail":"failed","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"known","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"said","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"Refused","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"unknown","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Unknown","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","stage":"option_in_option","event":"stage_result","outcome":"no_captions","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"alias","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"INFO","stage":"next","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"next","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"INFO","stage":"next","event":"stage_result","outcome":"no_captions","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"awaited","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"boxed","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"generic","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"overruled","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"Error: timed out","error_type":"service_error"}
        "#,
    );
}

#[test]
fn a_stage_can_say_what_none_means() {
    assert_ends(
        "outcomes::none_words",
        r#"
        {"ts":"T","lvl":"INFO","stage":"not_found","event":"stage_result","outcome":"not_found","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"none_is_fine","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"none_is_late","event":"stage_result","outcome":"timeout","dur_ms":0,"error_type":"timeout_error"}
        {"ts":"T","lvl":"INFO","stage":"some","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_program_can_say_what_none_means() {
    assert_ends(
        "outcomes::none_of_the_program",
        r#"
        {"ts":"T","lvl":"INFO","stage":"option","event":"stage_result","outcome":"empty","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"none_is_fine","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_name_that_breaks_the_rule_is_an_error_that_keeps_its_name() {
    assert_ends(
        "outcomes::own_words",
        r#"
        {"ts":"T","lvl":"INFO","stage":"own_word","event":"stage_result","outcome":"partial","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"own_word","event":"stage_result","outcome":"retry_2","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"own_word","event":"stage_result","outcome":"timeout","dur_ms":0,"error_type":"timeout_error"}
        {"ts":"T","lvl":"ERROR","stage":"own_word","event":"stage_result","outcome":"error","dur_ms":0,"error_type":"service_error","outcome_name":"Partial"}
        {"ts":"T","lvl":"ERROR","stage":"own_word","event":"stage_result","outcome":"error","dur_ms":0,"error_type":"service_error","outcome_name":"soft error"}
        {"ts":"T","lvl":"ERROR","stage":"own_word","event":"stage_result","outcome":"error","dur_ms":0,"error_type":"service_error","outcome_name":"no_timeout"}
        {"ts":"T","lvl":"ERROR","stage":"own_word","event":"stage_result","outcome":"error","dur_ms":0,"error_type":"service_error","outcome_name":""}
        "#,
    );
}

#[test]
fn the_body_can_set_outcome_and_detail() {
    assert_ends(
        "outcomes::set_by_the_body",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"set"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"set","event":"stage_result","outcome":"partial","dur_ms":0,"detail":"three of four"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"set_in_a_closure","event":"stage_result","outcome":"no_captions","dur_ms":0}
        {"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_failed","outcome":"blocked","dur_ms":0,"detail":"1 of 2","job":"set","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","job_id":"j-1","event":"job_finished","outcome":"blocked","dur_ms":0,"job":"set"}
        "#,
    );
}
