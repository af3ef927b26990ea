//! A block is a stage as a function is.

use super::child::{assert_writes, place, program};

fn at(text: &str) -> String {
    place(
        "blocks.rs",
        include_str!("../../src/scenarios/blocks.rs"),
        text,
    )
}

#[test]
fn a_block_is_a_stage_and_its_value_says_how_it_ended() {
    assert_writes(
        "blocks::blocks",
        r#"
        {"ts":"T","lvl":"INFO","stage":"parse","event":"stage_start","bytes":2,"text":"4x"}
        {"ts":"T","lvl":"INFO","stage":"parse","event":"parsing","bytes":2,"text":"4x"}
        {"ts":"T","lvl":"ERROR","stage":"parse","event":"stage_result","outcome":"error","dur_ms":0,"detail":"ParseIntError: invalid digit found in string","error_type":"service_error","bytes":2,"text":"4x"}
        {"ts":"T","lvl":"INFO","stage":"look","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"look","event":"stage_result","outcome":"no_captions","dur_ms":0,"looked_at":2}
        {"ts":"T","lvl":"INFO","stage":"early","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"early","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn an_async_block_starts_when_it_is_polled_and_is_cancelled_when_it_is_dropped() {
    assert_writes(
        "blocks::async_blocks",
        r#"
        {"ts":"T","lvl":"INFO","stage":"later","event":"stage_start","attempt":1}
        {"ts":"T","lvl":"INFO","stage":"later","event":"stage_result","outcome":"success","dur_ms":0,"attempt":1}
        {"ts":"T","lvl":"INFO","stage":"limited","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"endless","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"endless","event":"stage_result","outcome":"cancelled","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"limited","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Elapsed: deadline has elapsed","error_type":"timeout_error"}
        "#,
    );
}

#[test]
fn return_and_question_mark_leave_the_block_and_not_the_function() {
    assert_writes(
        "blocks::left_from_the_middle",
        r#"
        {"ts":"T","lvl":"INFO","stage":"function","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"returns","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"returns","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"fails","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"fails","event":"stage_result","outcome":"error","dur_ms":0,"detail":"ParseIntError: invalid digit found in string","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","stage":"loops","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"loops","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"loops","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"loops","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"function","event":"still_in_the_function","found":2}
        {"ts":"T","lvl":"INFO","stage":"passes_on","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"passes_on","event":"stage_result","outcome":"error","dur_ms":0,"detail":"from the block","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"function","event":"stage_result","outcome":"error","dur_ms":0,"detail":"from the block","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","stage":"returns","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"returns","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"question_mark","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"question_mark","event":"stage_result","outcome":"no_captions","dur_ms":0}
        "#,
    );
}

#[test]
fn blocks_in_blocks_have_fields_and_outcomes_of_their_own() {
    assert_writes(
        "blocks::nested",
        r#"
        {"ts":"T","lvl":"INFO","stage":"outer","event":"stage_start","depth":1}
        {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_start","depth":2}
        {"ts":"T","lvl":"INFO","stage":"inner","event":"inside","depth":2}
        {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_result","outcome":"partial","dur_ms":0,"detail":"half of it","depth":2}
        {"ts":"T","lvl":"INFO","stage":"outer","event":"between","depth":1}
        {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"outer","event":"stage_result","outcome":"success","dur_ms":0,"depth":1}
        {"ts":"T","lvl":"INFO","stage":"outer","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"sync","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"sync","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"outer","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_block_borrows_and_moves_as_a_closure_does() {
    assert_writes(
        "blocks::captures",
        r#"
        {"ts":"T","lvl":"INFO","stage":"borrow","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"borrow","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"borrow_async","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"borrow_async","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn fields_have_every_form_that_those_of_the_attribute_have() {
    assert_writes(
        "blocks::fields",
        r#"
        {"ts":"T","lvl":"INFO","stage":"sync","event":"stage_start","url":"https://example.org/?token=[REDACTED]","error":"an error occurred when formatting an argument","debug":"Error","type":"x"}
        {"ts":"T","lvl":"INFO","stage":"sync","event":"stage_result","outcome":"success","dur_ms":0,"url":"https://example.org/?token=[REDACTED]","error":"an error occurred when formatting an argument","debug":"Error","type":"x"}
        "#,
    );
}

#[test]
fn a_panic_in_a_block_is_an_error() {
    let sync = at(r#"panic!("in the block")"#);
    let later = at(r#""in the async block""#);
    let field = at(r#"panic!("in a field")"#);
    assert_writes(
        "blocks::panics",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"sync","event":"stage_start","attempt":1}}
            {{"ts":"T","lvl":"ERROR","stage":"sync","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: in the block","attempt":1,"error_type":"panic","panic_at":"{sync}"}}
            {{"ts":"T","lvl":"INFO","stage":"async","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"async","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: in the async block","error_type":"panic","panic_at":"{later}"}}
            {{"ts":"T","lvl":"INFO","stage":"fields","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"fields","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: in a field","error_type":"panic","panic_at":"{field}"}}
            "#
        ),
    );
}

#[test]
fn the_fields_of_a_block_that_is_not_recorded_are_not_evaluated() {
    let ran = program("blocks::not_recorded")
        .env("LOG_LIFECYCLE", "off")
        .run();
    ran.assert_quiet().assert_lines(
        r#"
        {"ts":"T","lvl":"INFO","event":"only_this"}
        "#,
    );
}
