//! What a program says of its own values is what counts.

use super::child::assert_ends;

#[test]
fn a_derived_classification_says_outcome_error_type_and_level() {
    assert_ends(
        "classified::derived",
        r#"
        {"ts":"T","lvl":"WARN","stage":"derived","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"FetchError: it is Banned","error_type":"auth_error"}
        {"ts":"T","lvl":"WARN","stage":"derived","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"FetchError: slow after 3","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"derived","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"FetchError: it is Io(Kind(TimedOut))","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"derived","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"FetchError: it is Deeper(Kind(PermissionDenied))","error_type":"auth_error"}
        {"ts":"T","lvl":"INFO","stage":"derived","event":"stage_result","outcome":"no_captions","dur_ms":0,"detail":"FetchError: it is Status(404)"}
        {"ts":"T","lvl":"ERROR","stage":"derived","event":"stage_result","outcome":"error","dur_ms":0,"detail":"FetchError: it is Status(500)","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"derived","event":"stage_result","outcome":"partial","dur_ms":0,"detail":"FetchError: it is Half"}
        {"ts":"T","lvl":"WARN","stage":"derived","event":"stage_result","outcome":"error","dur_ms":0,"detail":"FetchError: it is Quota","error_type":"quota_error"}
        {"ts":"T","lvl":"ERROR","stage":"derived","event":"stage_result","outcome":"error","dur_ms":0,"detail":"FetchError: it is Unnamed","error_type":"service_error"}
        {"ts":"T","lvl":"INFO","stage":"derived_value","event":"stage_result","outcome":"not_modified","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"derived_inside","event":"stage_result","outcome":"not_modified","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"derived_inside","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"FetchError: it is Banned","error_type":"auth_error"}
        "#,
    );
}

#[test]
fn a_variant_that_says_nothing_is_the_default_and_a_function_judges_its_fields() {
    assert_ends(
        "classified::defaults",
        r#"
        {"ts":"T","lvl":"WARN","stage":"refusal","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"Refusal: Silent","error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"refusal","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"Refusal: Quota","error_type":"quota_error"}
        {"ts":"T","lvl":"ERROR","stage":"refusal","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Refusal: Old { age: 9, limit: 3 }","error_type":"timeout_error"}
        {"ts":"T","lvl":"ERROR","stage":"refusal","event":"stage_result","outcome":"success","dur_ms":0,"detail":"Refusal: Old { age: 1, limit: 3 }"}
        {"ts":"T","lvl":"WARN","stage":"refusal","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"Refusal: Inner(Page { status: 403 })","error_type":"auth_error"}
        {"ts":"T","lvl":"ERROR","stage":"refusal","event":"stage_result","outcome":"error","dur_ms":0,"detail":"Refusal: Inner(Page { status: 500 })","error_type":"auth_error"}
        {"ts":"T","lvl":"INFO","stage":"batch","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"INFO","stage":"batch","event":"stage_result","outcome":"partial","dur_ms":0}
        "#,
    );
}

#[test]
fn a_classification_by_hand_works_on_a_value_and_on_an_error() {
    assert_ends(
        "classified::by_hand",
        r#"
        {"ts":"T","lvl":"INFO","stage":"page","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"page","event":"stage_result","outcome":"blocked","dur_ms":0,"error_type":"auth_error"}
        {"ts":"T","lvl":"ERROR","stage":"page","event":"stage_result","outcome":"error","dur_ms":0,"error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"page_error","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"Page: Page { status: 403 }","error_type":"auth_error"}
        {"ts":"T","lvl":"WARN","stage":"page_inside","event":"stage_result","outcome":"blocked","dur_ms":0,"error_type":"auth_error"}
        "#,
    );
}

#[test]
fn a_function_of_the_attribute_overrules_what_the_value_says() {
    assert_ends(
        "classified::overruled",
        r#"
        {"ts":"T","lvl":"INFO","stage":"closure","event":"stage_result","outcome":"success","dur_ms":0}
        {"ts":"T","lvl":"WARN","stage":"closure","event":"stage_result","outcome":"blocked","dur_ms":0,"error_type":"service_error"}
        {"ts":"T","lvl":"WARN","stage":"path","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"slow","error_type":"timeout_error"}
        {"ts":"T","lvl":"INFO","stage":"forgiven","event":"stage_result","outcome":"success","dur_ms":0,"detail":"not so bad"}
        "#,
    );
}

#[test]
fn a_box_around_an_error_changes_nothing() {
    assert_ends(
        "classified::pointers",
        r#"
        {"ts":"T","lvl":"WARN","stage":"box","event":"stage_result","outcome":"blocked","dur_ms":0,"detail":"FetchError: it is Banned","error_type":"auth_error"}
        {"ts":"T","lvl":"WARN","stage":"box_of_io","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        {"ts":"T","lvl":"WARN","stage":"arc_of_io","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Error: timed out","error_type":"timeout_error"}
        "#,
    );
}
