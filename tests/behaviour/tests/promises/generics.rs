//! In a generic function the bounds decide what is seen of a value, and no bound is ever asked for.

use super::child::assert_ends;

#[test]
fn a_generic_error_is_seen_as_what_its_bounds_say_or_as_a_well_known_type() {
    assert_ends(
        "generics::errors",
        r#"
        {"ts":"T","lvl":"WARN","stage":"classify_error","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Slow: it is slow","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"classify_display","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Slow: it is slow","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"classify_debug","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Slow: Slow","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"classify","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Slow","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"classify","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Mute","error_type":"timeout_error"}
        {"ts":"T","lvl":"ERROR","stage":"error","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Slow: it is slow","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"error","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"error_static","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"display","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"ERROR","stage":"display","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Slow: it is slow","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"debug","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: Kind(TimedOut)","error_type":"timeout_error"}
        {"ts":"T","lvl":"ERROR","stage":"debug","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Slow: Slow","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"into_box","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"ERROR","stage":"own","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Slow","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"any","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"any","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"any","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"ERROR","stage":"any","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Mute","error_type":"service_error"}
        "#,
    );
}

#[test]
fn a_value_of_a_type_parameter_is_a_success_and_its_frame_is_seen() {
    assert_ends(
        "generics::values",
        r#"
        {"ts":"T","lvl":"INFO","stage":"value","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"value","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"classified_value","event":"stage_result","outcome":"timeout","dur_ms":0,"error_type":"timeout_error"}
        {"ts":"T","lvl":"INFO","stage":"option","event":"stage_result","outcome":"no_captions","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"option","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"nested","event":"stage_result","outcome":"no_captions","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"nested","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"twice","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"twice","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"async_value","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        "#,
    );
}

#[test]
fn methods_of_generic_types_and_traits_see_what_their_bounds_say() {
    assert_ends(
        "generics::of_types",
        r#"
        {"ts":"T","lvl":"WARN","stage":"get","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"ERROR","stage":"get","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Slow: it is slow","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"fetch","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        "#,
    );
}

/// It may be an `Error` only where its value lives for ever, which is not asked.
#[test]
fn an_error_that_hands_a_value_back_is_shown_however_short_that_lives() {
    assert_ends(
        "generics::handed_back",
        r#"
        {"ts":"T","lvl":"ERROR","stage":"push","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Full: there is no room","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"push_in_box","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Full: there is no room","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"push","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Full: there is no room","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"try_push","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Full: there is no room","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"push_all","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Full: there is no room","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"push_later","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Full: there is no room","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"push_boxed","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Full: there is no room","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"push_by_alias","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Full: there is no room","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"push_followed","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Full: there is no room","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"push_in_time","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Full","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","stage":"push_anyway","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}
