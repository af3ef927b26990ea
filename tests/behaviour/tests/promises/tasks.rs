//! Futures that run among others end once, and never mix.

use checker::Report;

use super::child::{assert_writes, place, program};

#[test]
fn the_loser_of_a_select_is_cancelled() {
    assert_writes(
        "tasks::lost_select",
        r#"
        {"ts":"T","lvl":"INFO","stage":"race","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_start","which":"loser"}
        {"ts":"T","lvl":"INFO","stage":"double","event":"stage_start","n":1}
        {"ts":"T","lvl":"INFO","stage":"double","event":"before_await","n":1}
        {"ts":"T","lvl":"INFO","stage":"double","event":"after_await","n":1}
        {"ts":"T","lvl":"INFO","stage":"double","event":"stage_result","outcome":"success","dur_ms":0,"n":1,"double":2}
        {"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_result","outcome":"cancelled","dur_ms":0,"which":"loser"}
        {"ts":"T","lvl":"INFO","stage":"race","event":"race_is_over"}
        {"ts":"T","lvl":"INFO","stage":"race","event":"stage_result","outcome":"success","dur_ms":0}
        "#,
    );
}

#[test]
fn a_stage_under_a_timeout_is_cancelled_and_the_one_around_it_timed_out() {
    assert_writes(
        "tasks::timed_out",
        r#"
        {"ts":"T","lvl":"INFO","stage":"with_deadline","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_start","which":"too long"}
        {"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_result","outcome":"cancelled","dur_ms":0,"which":"too long"}
        {"ts":"T","lvl":"WARN","stage":"with_deadline","event":"stage_result","outcome":"timeout","dur_ms":0,"detail":"Elapsed: deadline has elapsed","error_type":"timeout_error"}
        "#,
    );
}

#[test]
fn an_aborted_task_is_cancelled() {
    assert_writes(
        "tasks::aborted",
        r#"
        {"ts":"T","lvl":"INFO","stage":"announcing","event":"stage_start"}
        {"ts":"T","lvl":"INFO","stage":"announcing","event":"stage_result","outcome":"cancelled","dur_ms":0}
        "#,
    );
}

#[test]
fn a_task_dropped_by_its_runtime_is_cancelled() {
    assert_writes(
        "tasks::runtime_shut_down",
        r#"
        {"ts":"T","lvl":"INFO","stage":"announcing","event":"stage_start"}
        {"ts":"T","lvl":"INFO","event":"shutting_down"}
        {"ts":"T","lvl":"INFO","stage":"announcing","event":"stage_result","outcome":"cancelled","dur_ms":0}
        "#,
    );
}

#[test]
fn the_sibling_of_a_panicking_future_is_cancelled_not_panicked() {
    let source = include_str!("../../src/scenarios/tasks.rs");
    let place = place("tasks.rs", source, r#"panic!("in a branch")"#);
    assert_writes(
        "tasks::sibling_of_a_panic",
        &format!(
            r#"
            {{"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_start","which":"sibling"}}
            {{"ts":"T","lvl":"INFO","stage":"panicking","event":"stage_start"}}
            {{"ts":"T","lvl":"ERROR","stage":"panicking","event":"stage_result","outcome":"error","dur_ms":0,"detail":"panic: in a branch","error_type":"panic","panic_at":"{place}"}}
            {{"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_result","outcome":"cancelled","dur_ms":0,"which":"sibling"}}
            "#
        ),
    );
}

#[test]
fn fifty_tasks_on_one_thread_never_mix() {
    assert_not_mixed(
        &program("tasks::many_tasks").run().assert_quiet().report(),
        50,
    );
}

#[test]
fn fifty_tasks_on_four_threads_never_mix() {
    assert_not_mixed(
        &program("tasks::many_threads").run().assert_quiet().report(),
        50,
    );
}

#[test]
fn a_future_polled_on_another_thread_each_time_keeps_its_context() {
    assert_not_mixed(
        &program("tasks::moved_between_threads")
            .run()
            .assert_quiet()
            .report(),
        1,
    );
}

#[test]
fn fifty_futures_joined_in_one_task_never_mix() {
    let ran = program("tasks::joined_in_one_task").run();
    assert_not_mixed(&ran.assert_quiet().report(), 50);
}

#[test]
fn a_future_dropped_on_another_thread_is_cancelled_there() {
    assert_writes(
        "tasks::dropped_on_another_thread",
        r#"
        {"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_start","which":"elsewhere"}
        {"ts":"T","lvl":"INFO","stage":"waiting","event":"stage_result","outcome":"cancelled","dur_ms":0,"which":"elsewhere"}
        "#,
    );
}

/// Each line of each task has the ids and the stage of its own task.
#[track_caller]
fn assert_not_mixed(report: &Report, n_tasks: usize) {
    assert_eq!(report.events("job_finished").count(), n_tasks);
    assert_eq!(report.events("stage_result").count(), n_tasks * 5);
    assert_eq!(report.events("turn").count(), n_tasks * 5 * 3);
    for line in &report.lines {
        let number = line
            .str("job_id")
            .strip_prefix("j-")
            .expect("an id of a task");
        assert_eq!(
            line.str("video_id"),
            format!("v-{number}"),
            "{}",
            line.text()
        );
    }
    for line in report.events("turn") {
        assert_eq!(line.str("stage"), "step");
        assert_eq!(
            line.str("job_id"),
            format!("j-{}", line.str("of")),
            "{}",
            line.text()
        );
        assert_eq!(line.str("number"), line.str("of"), "{}", line.text());
        assert_eq!(line.u64("step"), line.u64("at"), "{}", line.text());
    }
}
