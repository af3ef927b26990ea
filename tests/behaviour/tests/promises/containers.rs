//! `#[stages]` makes a stage of each function, and of no other.

use checker::{Checker, Pairing};

use super::child::{assert_writes, program};

#[test]
fn the_functions_of_an_implementation_are_stages_of_their_names() {
    assert_writes(
        "containers::implementations",
        r#"
        {"ts":"T","lvl":"INFO","stage":"fetch","event":"stage_start"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"fetch","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"fetch","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"fetch","event":"stage_result","outcome":"error","dur_ms":0,"detail":"empty","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","video_id":"v-1","stage":"later","event":"stage_start"}
        {"ts":"T","lvl":"INFO","video_id":"v-1","stage":"own","event":"stage_start","n":3}
        {"ts":"T","lvl":"INFO","video_id":"v-1","stage":"own","event":"stage_result","outcome":"success","dur_ms":0,"n":3}
        {"ts":"T","lvl":"INFO","video_id":"v-1","stage":"later","event":"stage_result","outcome":"no_captions","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"match","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"match","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"a_name_that_goes_on_and_on_until_it_has_far_more_than_sixty_four","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"a_name_that_goes_on_and_on_until_it_has_far_more_than_sixty_four","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_module_is_entered_and_what_is_marked_is_left_out() {
    assert_writes(
        "containers::modules",
        r#"
        {"ts":"T","lvl":"INFO","stage":"transcribe","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"decode","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"decode","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"transcribe","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn of_a_trait_the_methods_with_a_body_are_stages() {
    assert_writes(
        "containers::traits",
        r#"
        {"ts":"T","lvl":"INFO","stage":"given","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"given","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"given","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"needed","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"needed","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"given","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn the_options_hold_for_each_function() {
    program("containers::options")
        .checked_by(Checker::new().pairing(Pairing::StageStartsLeftOut))
        .run()
        .assert_quiet()
        .assert_lines(
            r#"
            {"ts":"T","lvl":"INFO","stage":"start_is_not_told","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"INFO","stage":"nor_here","event":"stage_result","outcome":"success","dur_ms":0}
            "#,
        );
}

#[test]
fn a_rewriting_macro_may_stand_above_or_below() {
    assert_writes(
        "containers::rewritten",
        r#"
        {"ts":"T","lvl":"INFO","stage":"fetch","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"fetch","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"fetch","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"fetch","event":"stage_result","outcome":"no_captions","dur_ms":0}
        "#,
    );
}
