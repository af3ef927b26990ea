//! The options of the attributes do what they say, on sync and async functions alike.

use checker::Checker;

use super::child::{assert_writes, program};

#[test]
fn an_id_is_the_given_one_as_a_text() {
    assert_eq!(
        ids("attributes::ids", 5),
        ["j-literal", "j-7", "explicit", "id-3", "42"]
    );
}

/// The ids of the jobs of a scenario; the last job's is one of its own.
#[track_caller]
fn ids(scenario: &str, n_given: usize) -> Vec<String> {
    let report = program(scenario).run().assert_quiet().report();
    let ids = report
        .events("job_received")
        .map(|line| line.str("job_id").to_owned());
    let mut ids: Vec<String> = ids.collect();
    let own = ids.split_off(n_given);
    assert!(
        matches!(own.as_slice(), [id] if id.len() == 28 && id.starts_with("j-")),
        "{own:?}"
    );
    ids
}

#[test]
fn every_form_of_field_is_written() {
    assert_writes(
        "attributes::field_forms",
        r#"
        {"ts":"T","lvl":"INFO","stage":"forms","event":"stage_start","n":3,"option":"Some(\"x\")","shown":"id-4","twice":6,"list":"[3, 1]","text":"id-4","type":"t"}
        {"ts":"T","lvl":"INFO","stage":"forms","event":"stage_result","outcome":"success","dur_ms":0,"n":3,"option":"Some(\"x\")","shown":"id-4","twice":6,"list":"[3, 1]","text":"id-4","type":"t"}
        "#,
    );
}

#[test]
fn a_method_can_use_its_receiver() {
    assert_writes(
        "attributes::methods",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"id-9","video_id":"v-1","event":"job_received","job":"method","letters":3,"worker":"w-1"}
        {"ts":"T","lvl":"INFO","job_id":"id-9","video_id":"v-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"method","worker":"w-1"}
        {"ts":"T","lvl":"INFO","stage":"async_method","event":"stage_start","name":"w-1!","n":1}
        {"ts":"T","lvl":"INFO","stage":"async_method","event":"stage_result","outcome":"success","dur_ms":0,"name":"w-1!","n":1}
        "#,
    );
}

#[test]
fn the_configured_context_keys_stand_in_their_order_and_are_taken_by_themselves() {
    program("attributes::configured_keys")
        .checked_by(Checker::new().context_keys(["tenant", "video_id", "region"]))
        .run()
        .assert_quiet()
        .assert_lines(
            r#"
            {"ts":"T","lvl":"INFO","job_id":"j-1","tenant":"acme","video_id":"v-1","region":"eu","event":"job_received","plan":"free"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","tenant":"acme","video_id":"v-1","region":"eu","event":"inside","plan":"own"}
            {"ts":"T","lvl":"INFO","job_id":"j-1","tenant":"acme","video_id":"v-1","region":"eu","event":"job_finished","outcome":"success","dur_ms":0,"plan":"free"}
            "#,
        );
}

#[test]
fn an_async_job_takes_its_parameters_too() {
    assert_writes(
        "attributes::asynchronous",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_received","job":"later","double":6,"n":3}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"inside","n":3}
        {"ts":"T","lvl":"INFO","job_id":"j-1","video_id":"v-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"later","n":3}
        "#,
    );
}

#[test]
fn an_argument_that_the_body_consumes_can_be_a_field() {
    assert_writes(
        "attributes::moved_arguments",
        r#"
        {"ts":"T","lvl":"INFO","video_id":"v","stage":"consumes","event":"stage_start","n":2}
        {"ts":"T","lvl":"INFO","video_id":"v","stage":"consumes","event":"stage_result","outcome":"success","dur_ms":0,"n":2}
        {"ts":"T","lvl":"INFO","video_id":"v","stage":"consumes_later","event":"stage_start","n":2}
        {"ts":"T","lvl":"INFO","video_id":"v","stage":"consumes_later","event":"stage_result","outcome":"success","dur_ms":0,"n":2}
        "#,
    );
}

#[test]
fn expressions_are_evaluated_once_and_around_the_run() {
    assert_writes(
        "attributes::evaluated_outside",
        r#"
        {"ts":"T","lvl":"INFO","stage":"outer","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"outer","event":"evaluated","n":1}
        {"ts":"T","lvl":"INFO","stage":"outer","event":"evaluated","n":2}
        {"ts":"T","lvl":"INFO","stage":"evaluates","event":"stage_start","n":2,"shard":1}
        {"ts":"T","lvl":"INFO","stage":"evaluates","event":"inside","n":2,"shard":1}
        {"ts":"T","lvl":"INFO","stage":"evaluates","event":"stage_result","outcome":"success","dur_ms":0,"n":2,"shard":1}
        {"ts":"T","lvl":"INFO","stage":"outer","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_stage_in_the_expression_of_the_same_stage_has_its_own_pair() {
    assert_writes(
        "attributes::stages_in_expressions",
        r#"
        {"ts":"T","lvl":"INFO","stage":"counts_down","event":"stage_start","n":0,"inside":0}
        {"ts":"T","lvl":"INFO","stage":"counts_down","event":"stage_result","outcome":"success","dur_ms":0,"n":0,"inside":0}
        {"ts":"T","lvl":"INFO","stage":"counts_down","event":"stage_start","n":1,"inside":0}
        {"ts":"T","lvl":"INFO","stage":"counts_down","event":"stage_result","outcome":"success","dur_ms":0,"n":1,"inside":0}
        {"ts":"T","lvl":"INFO","stage":"counts_down","event":"stage_start","n":2,"inside":1}
        {"ts":"T","lvl":"INFO","stage":"counts_down","event":"stage_result","outcome":"success","dur_ms":0,"n":2,"inside":1}
        "#,
    );
}

#[test]
fn a_run_whose_expression_panics_is_told_with_what_is_known() {
    let report = program("attributes::panicking_expressions").run().report();
    let told: Vec<(&str, Option<&str>, Option<&str>)> = report
        .lines
        .iter()
        .map(|line| {
            (
                line.str("event"),
                line.get_str("outcome"),
                line.get_str("detail"),
            )
        })
        .collect();
    let (error, detail) = (Some("error"), Some("panic: no first"));
    assert_eq!(
        told,
        [
            ("stage_start", None, None),
            ("stage_result", error, detail),
            ("job_received", None, None),
            ("job_failed", error, detail),
            ("job_finished", error, None),
            ("went_on", None, None),
        ]
    );
}

#[test]
fn a_value_that_is_no_context_key_stands_behind_the_own_fields() {
    assert_writes(
        "attributes::values_of_context",
        r#"
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","text":"t","number":7,"ratio":0.5,"yes":true,"list":"[1]"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"inside","text":"t","number":7,"ratio":0.5,"yes":true,"list":"[1]"}
        {"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0,"text":"t","number":7,"ratio":0.5,"yes":true,"list":"[1]"}
        "#,
    );
}
