//! `USE_MINIMAL_LOGGING=false`: the old set-up follows the same settings, and its faults are not
//! the program's.

use crate::program::{Ended, program};

fn legacy(scenario: &str, variables: &[(&str, &str)]) -> Ended {
    let mut program = program(scenario).env("USE_MINIMAL_LOGGING", "false");
    for (name, value) in variables {
        program = program.env(name, value);
    }
    program.run()
}

/// The names of the events that a program sends under these settings, in their order.
#[track_caller]
fn events(variables: &[(&str, &str)]) -> Vec<String> {
    let run = legacy("legacy::everything", variables);
    run.assert_quiet();
    let names = run.stdout.lines().filter_map(|line| {
        let (_, fields) = line.split_once("logging_runtime::lifecycle: ")?;
        let (_, rest) = fields.split_once("event=\"")?;
        Some(rest.split_once('"')?.0.to_owned())
    });
    names.collect()
}

const JOB: [&str; 6] = [
    "job_received",
    "stage_start",
    "stage_result",
    "stage_start",
    "stage_result",
    "job_finished",
];
const FAILED_JOB: [&str; 7] = [
    "job_received",
    "stage_start",
    "stage_result",
    "stage_start",
    "stage_result",
    "job_failed",
    "job_finished",
];

#[test]
fn jobs_and_stages_do_not_follow_the_level_and_evt_does() {
    let jobs = [&JOB[..], &FAILED_JOB].concat();
    assert_eq!(events(&[("LOG_LEVEL", "warn")]), jobs);
    assert_eq!(events(&[("LOG_LEVEL", "off")]), jobs);
    assert_eq!(events(&[]), [&["coarse"][..], &jobs].concat());
    let fine = [&["coarse", "fine"][..], &jobs].concat();
    assert_eq!(events(&[("LOG_LEVEL", "debug")]), fine);
}

#[test]
fn a_directive_means_the_place_where_an_event_is_written() {
    let events = |directives| events(&[("LOG_LEVEL", directives)]);
    let jobs = [&JOB[..], &FAILED_JOB].concat();
    let fine = [&["coarse", "fine"][..], &jobs].concat();
    assert_eq!(events("info,setup::scenarios::legacy=debug"), fine);
    assert_eq!(events("info,setup::scenarios::legacy=off"), jobs);
    assert_eq!(events("info,setup::work=off"), ["coarse"]);
}

#[test]
fn lifecycle_settings_hold() {
    let lifecycle = |value| events(&[("LOG_LIFECYCLE", value)]);
    assert_eq!(lifecycle("off"), ["coarse"]);
    let failures = ["coarse", "stage_result", "job_failed", "job_finished"];
    assert_eq!(lifecycle("failures"), failures);
    let no_starts = events(&[("LOG_STAGE_START", "false")]);
    assert!(
        !no_starts.contains(&"stage_start".to_owned()),
        "{no_starts:?}"
    );
    assert_eq!(no_starts.len(), 1 + JOB.len() + FAILED_JOB.len() - 4);
}

#[test]
fn a_filter_that_is_not_ours_is_not_changed_in_silence() {
    let run = legacy("legacy::handle", &[]);
    run.assert_told(&[
        "the old set-up",
        "the filter cannot be changed: `USE_MINIMAL_LOGGING=false` leaves it to the old set-up",
    ]);
}

#[test]
fn the_human_format_has_no_colours_where_it_does_not_go_to_a_terminal() {
    let run = legacy("legacy::everything", &[]);
    assert!(!run.stdout.contains('\u{1b}'), "{}", run.stdout);
}

#[test]
fn the_old_set_up_runs_once() {
    let run = legacy("legacy::twice", &[]);
    run.assert_told(&["the old set-up", "done"]);
    let run = legacy("legacy::strict_twice", &[]);
    let refused = "logging is set up already: its first set-up holds, and so does the guard of that one: true";
    run.assert_told(&["the old set-up", "done", refused]);
}

#[test]
fn an_old_set_up_that_panics_is_told_and_replaced() {
    let run = legacy("legacy::panics", &[]);
    run.assert_told(&[
        "logging: the legacy set-up panicked; `tracing-subscriber`'s human format is set up",
    ]);
    assert!(
        run.stdout
            .ends_with(" INFO setup::scenarios::legacy: hello\n")
    );
}

#[test]
fn an_old_set_up_that_panics_since_it_has_run_before_is_told() {
    let run = legacy("legacy::has_a_subscriber", &[]);
    run.assert_told(&[
        "logging: the legacy set-up panicked; events go to the subscriber that is there",
    ]);
    assert!(run.stdout.contains("hello"), "{}", run.stdout);
}

#[test]
fn the_strict_set_up_refuses_an_old_one_that_panics_and_another_may_follow() {
    let run = legacy("legacy::panics_strict", &[]);
    run.assert_told(&["the legacy set-up panicked", "the old set-up"]);
}
