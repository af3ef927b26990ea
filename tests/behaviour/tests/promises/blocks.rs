//! A block is a stage as a function is.

use super::child::assert_writes;

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
