//! What an error means, and what is told of it.

use super::child::{assert_ends, assert_writes};

#[test]
fn an_io_error_means_what_its_kind_says() {
    assert_ends(
        "errors::io_errors",
        r#"
        {"ts":"T","lvl":"WARN","stage":"io","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error","kind":"TimedOut"}
        {"ts":"T","lvl":"WARN","stage":"io","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: operation would block","error_type":"timeout_error","kind":"WouldBlock"}
        {"ts":"T","lvl":"WARN","stage":"io","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"Error: permission denied","error_type":"auth_error","kind":"PermissionDenied"}
        {"ts":"T","lvl":"ERROR","stage":"io","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Error: connection refused","error_type":"network_error","kind":"ConnectionRefused"}
        {"ts":"T","lvl":"ERROR","stage":"io","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Error: connection reset","error_type":"network_error","kind":"ConnectionReset"}
        {"ts":"T","lvl":"ERROR","stage":"io","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Error: broken pipe","error_type":"network_error","kind":"BrokenPipe"}
        {"ts":"T","lvl":"ERROR","stage":"io","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Error: entity not found","error_type":"resource_error","kind":"NotFound"}
        {"ts":"T","lvl":"ERROR","stage":"io","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Error: no storage space","error_type":"resource_error","kind":"StorageFull"}
        {"ts":"T","lvl":"ERROR","stage":"io","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Error: invalid data","error_type":"service_error","kind":"InvalidData"}
        {"ts":"T","lvl":"WARN","stage":"io","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error","kind":"Other"}
        "#,
    );
}

#[test]
fn a_subprocess_is_classified_by_its_status() {
    assert_ends(
        "errors::subprocesses",
        r#"
        {"ts":"T","lvl":"INFO","stage":"status","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"ERROR","stage":"status","event":"stage_result","outcome":"error","dur_ms":0,"detail":"exit status: 3","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","stage":"output","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"ERROR","stage":"output","event":"stage_result","outcome":"error","dur_ms":0,"detail":"exit status: 1","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"output","event":"stage_result","outcome":"error","dur_ms":0,"detail":"exit status: 1: no disk","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"output","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Error: No such file or directory (os error 2)","error_type":"resource_error"}
        "#,
    );
}

#[test]
fn an_error_behind_a_pointer_is_known_by_its_sources_and_told_by_its_text_alone() {
    assert_ends(
        "errors::erased_errors",
        r#"
        {"ts":"T","lvl":"ERROR","stage":"boxed","event":"stage_result","outcome":"error","dur_ms":0,"detail":"only a text","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"boxed","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"boxed_send","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"permission denied","error_type":"auth_error"}
        {"ts":"T","lvl":"ERROR","stage":"anyhow","event":"stage_result","outcome":"error","dur_ms":0,"detail":"only a text","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"anyhow","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"no video: cannot fetch: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"INFO","stage":"anyhow_option","event":"stage_result","outcome":"no_captions","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"anyhow","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn an_error_of_any_type_is_told_by_what_it_can_say() {
    assert_ends(
        "errors::own_errors",
        r#"
        {"ts":"T","lvl":"ERROR","stage":"shown","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Shown: shown","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"only_debug","event":"stage_result","outcome":"error","dur_ms":0,"detail":"OnlyDebug: OnlyDebug { _code: 7 }","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"silent","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Silent","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"chained","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Link: a link","error_type":"service_error"}
        "#,
    );
}

#[test]
fn an_error_that_is_only_a_text_has_no_type_name() {
    assert_ends(
        "errors::texts",
        r#"
        {"ts":"T","lvl":"ERROR","stage":"string","event":"stage_result","outcome":"error","dur_ms":0,"detail":"a String","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"str","event":"stage_result","outcome":"error","dur_ms":0,"detail":"a str","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"cow","event":"stage_result","outcome":"error","dur_ms":0,"detail":"a Cow","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"string","event":"stage_result","outcome":"error","dur_ms":0,"error_type":"service_error"}
        "#,
    );
}

#[test]
fn eight_sources_are_told_and_none_twice() {
    assert_ends(
        "errors::chains",
        r#"
        {"ts":"T","lvl":"ERROR","stage":"chained","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Link: 0: a: b: c: d: e: f: g: h","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"chained","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Link: cannot fetch: timed out: os error 110","error_type":"service_error"}
        "#,
    );
}

#[test]
fn a_type_known_only_to_the_caller_is_a_success_and_a_known_error_is_still_seen() {
    assert_ends(
        "errors::generic_values",
        r#"
        {"ts":"T","lvl":"INFO","stage":"generic","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"generic_error","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"ERROR","stage":"generic_error","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Silent","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"bounded","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        "#,
    );
}

#[test]
fn an_http_status_is_an_outcome() {
    assert_ends(
        "errors::http_statuses",
        r#"
        {"ts":"T","lvl":"INFO","stage":"http","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"http","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"http","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"401 Unauthorized","error_type":"auth_error"}
        {"ts":"T","lvl":"WARN","stage":"http","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"403 Forbidden","error_type":"auth_error"}
        {"ts":"T","lvl":"WARN","stage":"http","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"407 Proxy Authentication Required","error_type":"auth_error"}
        {"ts":"T","lvl":"WARN","stage":"http","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"408 Request Timeout","error_type":"timeout_error"}
        {"ts":"T","lvl":"ERROR","stage":"http","event":"stage_result","outcome":"error","dur_ms":0,"detail":"404 Not Found","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"http","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"429 Too Many Requests","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"http","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"451 Unavailable For Legal Reasons","error_type":"service_error"}
        {"ts":"T","lvl":"ERROR","stage":"http","event":"stage_result","outcome":"error","dur_ms":0,"detail":"500 Internal Server Error","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"http","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"504 Gateway Timeout","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"http_error","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"StatusCode: 429 Too Many Requests","error_type":"service_error"}
        "#,
    );
}

#[test]
fn the_words_of_a_text_decide_its_kind_only_where_that_is_asked_for() {
    assert_writes(
        "errors::by_words",
        r#"
        {"ts":"T","lvl":"INFO","stage":"worded","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"worded","event":"stage_result","outcome":"error","dur_ms":0,"detail":"connection reset by peer","error_type":"network_error"}
        {"ts":"T","lvl":"INFO","stage":"worded","event":"stage_start"}
        {"ts":"T","lvl":"ERROR","stage":"worded","event":"stage_result","outcome":"error","dur_ms":0,"detail":"it failed","error_type":"service_error"}
        "#,
    );
}
