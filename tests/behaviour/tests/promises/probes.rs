//! What the program says of errors of other crates counts for every run that returns one.

use super::child::{assert_ends, assert_writes, program};

#[test]
fn a_probe_is_asked_for_every_link_before_what_is_known_of_it() {
    assert_ends(
        "probes::asked",
        r#"
        {"ts":"T","lvl":"WARN","stage":"database","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Database: no connection is free","error_type":"resource_error"}
        {"ts":"T","lvl":"ERROR","stage":"database","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Database: refused: 429","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"storage","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"Storage: cannot store: refused: 429","error_type":"quota_error"}
        {"ts":"T","lvl":"INFO","stage":"storage","event":"stage_result","outcome":"no_captions","dur_ms":0,"detail":"Storage: cannot store: refused: 404"}
        {"ts":"T","lvl":"ERROR","stage":"storage","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Storage: cannot store: unknown","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"boxed","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"cannot store: no connection is free","error_type":"resource_error"}
        {"ts":"T","lvl":"WARN","stage":"anyhow","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"no video: refused: 429","error_type":"quota_error"}
        {"ts":"T","lvl":"WARN","stage":"anyhow","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"no connection is free","error_type":"resource_error"}
        {"ts":"T","lvl":"WARN","stage":"generic","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Storage: cannot store: no connection is free","error_type":"resource_error"}
        {"ts":"T","lvl":"WARN","stage":"io","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"io","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"Error: timed out","error_type":"own_error"}
        {"ts":"T","lvl":"WARN","stage":"anyhow","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"slow: timed out","error_type":"own_error"}
        {"ts":"T","lvl":"INFO","stage":"io","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn an_error_that_may_borrow_is_never_given_to_a_probe() {
    assert_ends(
        "probes::borrowed",
        r#"
        {"ts":"T","lvl":"INFO","stage":"parse","event":"stage_result","outcome":"told","dur_ms":0,"detail":"Parse: x1"}
        {"ts":"T","lvl":"INFO","stage":"parse_boxed","event":"stage_result","outcome":"told","dur_ms":0,"detail":"x1"}
        {"ts":"T","lvl":"INFO","stage":"parse_generic","event":"stage_result","outcome":"told","dur_ms":0,"detail":"x1"}
        {"ts":"T","lvl":"INFO","stage":"io","event":"stage_result","outcome":"given","dur_ms":0,"detail":"Error: static"}
        "#,
    );
}

#[test]
fn sixteen_probes_are_asked_and_the_next_one_is_refused_aloud() {
    let ran = program("probes::sixteen").run();
    assert_eq!(
        ran.stderr,
        "logging: an error probe is not asked: 16 are registered already\n"
    );
    ran.assert_lines(
        r#"
        {"ts":"T","lvl":"INFO","stage":"io","event":"stage_start"}
        {"ts":"T","lvl":"WARN","stage":"io","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        "#,
    );
}

#[test]
fn without_a_probe_an_unknown_error_is_an_error() {
    assert_writes(
        "probes::none",
        r#"
        {"ts":"T","lvl":"INFO","stage":"database","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"database","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Database: no connection is free","error_type":"service_error"}
        "#,
    );
}
