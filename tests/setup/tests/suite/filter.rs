//! `LOG_LEVEL` and `RUST_LOG`: which lines are written.

use crate::program::{TWO_JOBS, assert_lines, program};

/// What the lines of the program with all levels say.
#[track_caller]
fn told(variables: &[(&str, &str)]) -> Vec<String> {
    let program = variables
        .iter()
        .fold(program("settings::levels"), |program, (name, value)| {
            program.env(name, value)
        });
    let ended = program.run();
    ended.assert_quiet();
    let report = checker::check(&ended.stdout);
    report.assert_ok();
    let told = report.lines.iter().map(|line| {
        let what = line.get_str("detail").unwrap_or(line.str("event"));
        what.to_owned()
    });
    told.collect()
}

const AT_INFO: [&str; 5] = [
    "tracing error",
    "tracing warn",
    "tracing info",
    "log info",
    "evt_info",
];

const AT_DEBUG: [&str; 8] = [
    "tracing error",
    "tracing warn",
    "tracing info",
    "tracing debug",
    "log info",
    "log debug",
    "evt_info",
    "evt_debug",
];

#[test]
fn lines_are_at_info_unless_somebody_says_otherwise() {
    assert_eq!(told(&[]), AT_INFO);
    assert_eq!(told(&[("LOG_LEVEL", ""), ("RUST_LOG", "  ")]), AT_INFO);
}

#[test]
fn log_level_sets_the_level_of_tracing_of_log_and_of_evt() {
    assert_eq!(told(&[("LOG_LEVEL", "debug")]), AT_DEBUG);
    assert_eq!(told(&[("LOG_LEVEL", "DEBUG")]), AT_DEBUG);
    let at_warn = ["tracing error", "tracing warn"];
    assert_eq!(told(&[("LOG_LEVEL", "warning")]), at_warn);
    assert_eq!(told(&[("LOG_LEVEL", "error")]), ["tracing error"]);
    assert_eq!(told(&[("LOG_LEVEL", "trace")]).len(), 10);
}

#[test]
fn rust_log_stands_in_for_log_level() {
    assert_eq!(told(&[("RUST_LOG", "debug")]), AT_DEBUG);
    let both = [("LOG_LEVEL", "info"), ("RUST_LOG", "debug")];
    assert_eq!(told(&both), AT_INFO);
}

#[test]
fn directives_set_the_level_of_a_target_and_what_is_inside() {
    let told = told(&[("LOG_LEVEL", "off, app::asr=trace ,setup::scenarios=warn")]);
    let expected = ["tracing error", "tracing warn", "log trace of app::asr"];
    assert_eq!(told, expected);
}

#[test]
fn jobs_and_stages_do_not_follow_the_level() {
    for level in ["warn", "off"] {
        let lines = program("settings::jobs").env("LOG_LEVEL", level).checked();
        let without_records: Vec<&str> = TWO_JOBS
            .into_iter()
            .filter(|line| !line.contains("looking for captions"))
            .collect();
        assert_lines(&lines, &without_records);
    }
}

#[test]
fn a_directive_for_their_module_turns_jobs_and_stages_off() {
    let lines = program("settings::jobs")
        .env("LOG_LEVEL", "info,setup::work=off")
        .lines();
    assert_lines(&lines, &[]);
}
