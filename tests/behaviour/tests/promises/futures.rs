//! A future starts at its first poll and ends once: done, panicked or dropped.

use super::child::{assert_writes, place};

#[test]
fn an_async_job_carries_its_context_across_every_await() {
    assert_writes(
        "futures::success",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"fetch"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"double","event":"stage_start","n":2}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"double","event":"before_await","n":2}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"double","event":"after_await","n":2}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"double","event":"stage_result","outcome":"success","dur_ms":0,"n":2,"double":4}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"fetch"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"fetch"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"double","event":"stage_start","n":0}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"double","event":"before_await","n":0}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"double","event":"after_await","n":0}
        {"ts":"T","lvl":"ERROR","job_id":"j-1","stage":"double","event":"stage_result","outcome":"error","dur_ms":0,"detail":"nothing","error_type":"service_error","n":0}
        {"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_failed","outcome":"error","dur_ms":0,"detail":"nothing","job":"fetch","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","job_id":"j-1","event":"job_finished","outcome":"error","dur_ms":0,"job":"fetch"}
        "#,
    );
}

#[test]
fn a_dropped_future_is_cancelled_from_the_inside_out() {
    assert_writes(
        "futures::dropped",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"waiting"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"waiting","event":"stage_start","which":"only"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","stage":"waiting","event":"stage_result","outcome":"cancelled","dur_ms":0,"which":"only"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"cancelled","dur_ms":0,"job":"waiting"}
        {"ts":"T","lvl":"INFO","event":"outside"}
        "#,
    );
}

#[test]
fn what_is_left_before_its_own_fields_are_known_is_told_with_what_is_known() {
    assert_writes(
        "futures::left_before_its_fields",
        r#"
        {"ts":"T","lvl":"INFO","stage":"early","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"early","event":"stage_result","outcome":"cancelled","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_start","n":1}
        {"ts":"T","lvl":"INFO","stage":"left","event":"stage_result","outcome":"success","dur_ms":0,"n":1}
        "#,
    );
}

#[test]
fn a_future_that_was_never_polled_writes_nothing_at_all() {
    assert_writes(
        "futures::never_polled",
        r#"
        {"ts":"T","lvl":"INFO","event":"only_this"}
        "#,
    );
}

#[test]
fn a_dropped_future_is_cancelled_whatever_it_has_set() {
    assert_writes(
        "futures::dropped_after_set_outcome",
        r#"
        {"ts":"T","lvl":"INFO","stage":"half_done","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"half_done","event":"stage_result","outcome":"cancelled","dur_ms":0,"detail":"half of it"}
        "#,
    );
}

#[test]
fn futures_dropped_out_of_order_leave_no_context_behind() {
    assert_writes(
        "futures::out_of_order",
        r#"
        {"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_start","which":"first"}
        {"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_start","which":"second"}
        {"ts":"T","lvl":"INFO","event":"both_wait"}
        {"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_result","outcome":"cancelled","dur_ms":0,"which":"first"}
        {"ts":"T","lvl":"INFO","event":"one_waits"}
        {"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_result","outcome":"cancelled","dur_ms":0,"which":"second"}
        "#,
    );
}

#[test]
fn every_form_of_async_function_is_seen() {
    assert_writes(
        "futures::forms",
        r#"
        {"ts":"T","lvl":"INFO","stage":"returns_impl","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"returns_impl","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"returns_box","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"returns_box","event":"stage_result","outcome":"error","dur_ms":0,"detail":"boxed","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","stage":"returns_alias","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"returns_alias","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"async_trait","event":"stage_start","n":4}
        {"ts":"T","lvl":"ERROR","stage":"async_trait","event":"stage_result","outcome":"error","dur_ms":0,"detail":"from the trait","error_type":"service_error","n":4}
        {"ts":"T","lvl":"INFO","stage":"in_trait","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"in_trait","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"generic","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"generic","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"borrows","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"borrows","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"kept_async","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"kept_async","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn arguments_and_locals_are_dropped_inside_the_stage() {
    assert_writes(
        "futures::locals_are_dropped_inside",
        r#"
        {"ts":"T","lvl":"INFO","stage":"holding","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"holding","event":"dropped","name":"argument"}
        {"ts":"T","lvl":"INFO","stage":"holding","event":"dropped","name":"local"}
        {"ts":"T","lvl":"INFO","stage":"holding","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"holding","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"holding","event":"dropped","name":"local"}
        {"ts":"T","lvl":"INFO","stage":"holding","event":"dropped","name":"argument of a dropped one"}
        {"ts":"T","lvl":"INFO","stage":"holding","event":"stage_result","outcome":"cancelled","dur_ms":0}
        "#,
    );
}

#[test]
fn a_function_that_makes_a_future_runs_in_the_context_and_starts_at_the_first_poll() {
    assert_writes(
        "futures::eager_part",
        r#"
        {"ts":"T","lvl":"INFO","stage":"eager","event":"eager"}
        {"ts":"T","lvl":"INFO","event":"between"}
        {"ts":"T","lvl":"INFO","stage":"eager","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"eager","event":"lazy"}
        {"ts":"T","lvl":"INFO","stage":"eager","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_future_behind_an_alias_or_an_associated_type_is_followed_to_its_end() {
    assert_writes(
        "futures::by_type",
        r#"
        {"ts":"T","lvl":"INFO","stage":"reply","event":"made","len":1}
        {"ts":"T","lvl":"INFO","stage":"reply","event":"stage_start","len":1}
        {"ts":"T","lvl":"INFO","stage":"reply","event":"stage_result","outcome":"success","dur_ms":0,"len":1}
        {"ts":"T","lvl":"INFO","stage":"reply","event":"made","len":1}
        {"ts":"T","lvl":"INFO","stage":"reply","event":"stage_start","len":1}
        {"ts":"T","lvl":"ERROR","stage":"reply","event":"stage_result","outcome":"error","dur_ms":0,"detail":"ParseIntError: invalid digit found in string","error_type":"service_error","len":1}
        {"ts":"T","lvl":"INFO","stage":"reply_value","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"reply_value","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"leaf","event":"stage_start"}
        {"ts":"T","lvl":"WARN","stage":"leaf","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"INFO","stage":"view","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"view","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_future_in_a_box_of_any_name_ends_once_when_it_is_dropped_or_panics() {
    let source = include_str!("../../src/scenarios/futures.rs");
    let place = place("futures.rs", source, r#"panic!("while it is polled")"#);
    assert_writes(
        "futures::by_type_dropped",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"held_forever","event":"stage_start"}}
            {{"ts":"T","lvl":"INFO","stage":"held_forever","event":"dropped","name":"argument"}}
            {{"ts":"T","lvl":"INFO","stage":"held_forever","event":"stage_result","outcome":"cancelled","dur_ms":0}}
            {{"ts":"T","lvl":"INFO","stage":"reply_of_panic","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"reply_of_panic","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: while it is polled","error_type":"panic","panic_at":"{place}"}}
            "#
        ),
    );
}

#[test]
fn a_future_with_a_type_of_its_own_is_a_value() {
    assert_writes(
        "futures::by_type_at_construction",
        r#"
        {"ts":"T","lvl":"INFO","stage":"named","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"named","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_box_that_cannot_live_forever_is_followed_as_well() {
    assert_writes(
        "futures::boxed_again",
        r#"
        {"ts":"T","lvl":"INFO","stage":"boxing","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"leaf","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"leaf","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"boxing","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_box_of_nothing_is_followed_as_well() {
    assert_writes(
        "futures::boxed_unit",
        r#"
        {"ts":"T","lvl":"INFO","stage":"unit","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"unit","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"overruled_unit","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"overruled_unit","event":"stage_result","outcome":"no_captions","dur_ms":0}
        "#,
    );
}

/// Of a future that is returned early, only that it was made can be seen.
#[test]
fn a_future_is_followed_although_its_function_tracks_the_caller() {
    assert_writes(
        "futures::tracking_the_caller",
        r#"
        {"ts":"T","lvl":"INFO","stage":"line_of_caller","event":"stage_start","n":1}
        {"ts":"T","lvl":"INFO","stage":"line_of_caller","event":"inside","n":1}
        {"ts":"T","lvl":"INFO","stage":"line_of_caller","event":"stage_result","outcome":"success","dur_ms":0,"n":1}
        {"ts":"T","lvl":"INFO","stage":"line_of_caller","event":"stage_start","n":0}
        {"ts":"T","lvl":"INFO","stage":"line_of_caller","event":"inside","n":0}
        {"ts":"T","lvl":"ERROR","stage":"line_of_caller","event":"stage_result","outcome":"error","dur_ms":0,"detail":"nothing","error_type":"service_error","n":0}
        {"ts":"T","lvl":"INFO","stage":"line_in_a_box","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"line_in_a_box","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"returned_early","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"returned_early","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}
