//! Whether a run is recorded is decided once, when it starts.

use checker::{Checker, Pairing};

use super::child::program;

#[test]
fn a_stage_with_a_level_of_its_own_follows_the_filter_at_that_level() {
    program("decisions::levels")
        .checked_by(Checker::new().levels(false))
        .run()
        .assert_quiet()
        .assert_lines(
            r#"
            {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_start"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"inside"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_start"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"inside"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"WARN","stage":"severe","event":"stage_start"}
            {"ts":"T","lvl":"WARN","stage":"severe","event":"stage_result","outcome":"no_captions","dur_ms":0}
            "#,
        );
}

#[test]
fn a_filter_at_that_level_lets_the_stage_through() {
    program("decisions::levels")
        .env("LOG_LEVEL", "debug")
        .checked_by(Checker::new().levels(false))
        .run()
        .assert_quiet()
        .assert_lines(
            r#"
            {"ts":"T","lvl":"DEBUG","stage":"verbose","event":"stage_start"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_start"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"inside"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"DEBUG","stage":"verbose","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"DEBUG","stage":"verbose","event":"stage_start"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_start"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"inside"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"ERROR","stage":"verbose","event":"stage_result","outcome":"error","dur_ms":0,"detail":"it failed","error_type":"service_error"}
            {"ts":"T","lvl":"WARN","stage":"severe","event":"stage_start"}
            {"ts":"T","lvl":"WARN","stage":"severe","event":"stage_result","outcome":"no_captions","dur_ms":0}
            "#,
        );
}

#[test]
fn a_stage_can_leave_out_its_start_line() {
    program("decisions::without_start")
        .checked_by(Checker::new().pairing(Pairing::StageStartsLeftOut))
        .run()
        .assert_quiet()
        .assert_lines(
            r#"
            {"ts":"T","lvl":"INFO","stage":"quiet_start","event":"inside_quiet_start"}
            {"ts":"T","lvl":"INFO","stage":"quiet_start","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_start"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"inside"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
            "#,
        );
}

#[test]
fn a_job_can_tell_its_whole_story_on_one_line() {
    let ran = program("decisions::summary")
        .env("LOG_JOB_SUMMARY", "true")
        .run()
        .assert_quiet();
    let report = ran.report();
    let end = report.events("job_finished").next().expect("the end");
    let stages = end
        .get("stages")
        .and_then(|stages| stages.members())
        .expect("an object");
    let names: Vec<&str> = stages.iter().map(|stage| stage.key.as_str()).collect();
    assert_eq!(names[..4], ["middle", "inner", "parse", "extra00"]);
    assert_eq!(names.len(), 32);
    let inner = &stages[1].value;
    assert_eq!(inner.get("n").and_then(checker::Value::as_u64), Some(2));
    assert!(
        inner
            .get("dur_ms")
            .and_then(checker::Value::as_u64)
            .is_some()
    );
    let outcome = |at: usize| {
        stages[at]
            .value
            .get("outcome")
            .and_then(|word| word.as_str())
    };
    assert_eq!((outcome(1), outcome(2)), (Some("success"), Some("error")));
}

#[test]
fn a_job_has_no_summary_unless_asked_for() {
    let report = program("decisions::summary").run().assert_quiet().report();
    assert!(report.lines.iter().all(|line| line.get("stages").is_none()));
}

#[test]
fn a_run_keeps_the_decision_of_its_start_whatever_the_filter_does() {
    program("decisions::filter_changes")
        .checked_by(Checker::new().levels(false))
        .run()
        .assert_quiet()
        .assert_lines(
            r#"
            {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_start"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"inside"}
            {"ts":"T","lvl":"INFO","stage":"inner","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"DEBUG","stage":"verbose_around","event":"stage_start"}
            {"ts":"T","lvl":"DEBUG","stage":"verbose_around","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"INFO","stage":"off_around","event":"stage_start"}
            {"ts":"T","lvl":"INFO","stage":"off_around","event":"stage_result","outcome":"success","dur_ms":0}
            {"ts":"T","lvl":"INFO","stage":"off_around","event":"stage_start"}
            {"ts":"T","lvl":"INFO","stage":"off_around","event":"stage_result","outcome":"success","dur_ms":0}
            "#,
        );
}
