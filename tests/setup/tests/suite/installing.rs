//! Setting up never fails and never panics, whatever was there before.

use crate::program::{TWO_JOBS, assert_lines, program};

fn line(detail: &str) -> String {
    format!(
        r#"{{"ts":"T","lvl":"INFO","event":"log","detail":"{detail}","target":"setup::scenarios::setups"}}"#
    )
}

#[test]
fn a_second_set_up_is_harmless_and_each_line_comes_once() {
    let evt = r#"{"ts":"T","lvl":"INFO","event":"evt"}"#;
    let lines = program("setups::twice").checked();
    assert_lines(&lines, &[&line("tracing"), &line("log"), evt]);
}

#[test]
fn a_second_guard_does_not_stop_the_first() {
    let lines = program("setups::second_guard").checked();
    let held_back = r#"{"ts":"T","lvl":"WARN","event":"log","detail":"held back by the rate limit and not reported yet","suppressed":2,"target":"logging_runtime"}"#;
    assert_lines(
        &lines[5..],
        &[
            &line("retrying [suppressed]"),
            &line("the second guard is gone"),
            held_back,
            &line("both are gone"),
        ],
    );
}

#[test]
fn a_second_guard_does_not_stop_the_first_writer_either() {
    let run = program("setups::second_guard_batched")
        .env("LOG_DELIVERY", "batched")
        .run();
    // What is queued is lost with a kill: so the queue is still there.
    assert_lines(&run.masked(), &[]);
}

#[test]
fn the_handle_of_a_second_guard_changes_the_filter() {
    let lines = program("setups::second_handle").checked();
    assert_lines(&lines, &[&line("seen").replace("INFO", "DEBUG")]);
}

#[test]
fn logging_goes_on_after_its_guard_in_either_delivery() {
    for delivery in ["sync", "batched"] {
        let lines = program("setups::early_guard")
            .env("LOG_DELIVERY", delivery)
            .checked();
        assert_lines(&lines[..2], &[&line("tracing"), &line("log")]);
        assert_lines(&lines[2..], &TWO_JOBS);
    }
}

#[test]
fn beside_another_subscriber_jobs_stages_and_evt_are_lines_and_that_is_told_once() {
    let run = program("setups::after_a_subscriber").run();
    let told: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(
        told[..4],
        [
            "logging: the program has a tracing subscriber already: jobs, stages and `evt!` are written here, other events by that subscriber",
            "event INFO for the other subscriber",
            "new transcript",
            "event INFO looking for captions",
        ]
    );
    let notices = told.iter().filter(|line| line.starts_with("logging:"));
    assert_eq!((notices.count(), run.code), (1, Some(0)));
    checker::check(&run.stdout).assert_ok();
    let lines = run.masked();
    let evt = r#"{"ts":"T","lvl":"INFO","event":"evt","n":1}"#;
    assert_lines(&lines[..2], &[&line("a log record"), evt]);
    // Its plain events are the other subscriber's.
    let lifecycle: Vec<&str> = TWO_JOBS
        .into_iter()
        .filter(|line| !line.contains("looking for captions"))
        .collect();
    assert_lines(&lines[2..], &lifecycle);
}

#[test]
fn beside_another_logger_everything_but_its_records_is_a_line() {
    let run = program("setups::after_a_logger").run();
    run.assert_told(&[
        "logging: the program has a `log` logger already: its records are not written here",
        "theirs: a log record",
        // The level of their logger is theirs, whatever ours does.
        "theirs: one that is not too fine any more",
    ]);
    let evt = r#"{"ts":"T","lvl":"WARN","event":"evt"}"#;
    assert_lines(&run.masked(), &[&line("tracing"), evt]);
}

#[test]
fn after_a_capture_the_set_up_has_nothing_to_complain_of_and_writes_records_of_log() {
    let lines = program("setups::after_a_capture").checked();
    assert_lines(&lines, &[&line("a log record"), &line("another")]);
}

#[test]
fn after_a_capture_the_strict_set_up_is_not_refused() {
    let lines = program("setups::strict_after_a_capture").checked();
    assert_lines(&lines, &[&line("ready")]);
}

#[test]
fn after_a_capture_the_old_human_format_gets_records_of_log() {
    let run = program("setups::after_a_capture")
        .env("USE_MINIMAL_LOGGING", "false")
        .run();
    run.assert_quiet();
    let records = ["a log record", "another"].map(|text| run.stdout.matches(text).count());
    assert_eq!(records, [1, 1], "{}", run.stdout);
}

#[test]
fn with_nothing_wrong_the_strict_set_up_is_the_same() {
    assert_lines(&program("setups::strict").checked(), &[&line("ready")]);
}

const TAKEN: [&str; 2] = ["already installed: true", "source: none"];

#[test]
fn the_strict_set_up_refuses_a_program_with_a_subscriber_and_installs_nothing() {
    let run = program("setups::strict_after_a_subscriber").run();
    let error = "error: the program has a tracing subscriber already: add `Logging::builder().layer()` to it instead";
    run.assert_told(&[error, TAKEN[0], TAKEN[1]]);
    assert_lines(&run.masked(), &[]);
}

#[test]
fn the_strict_set_up_refuses_a_program_with_a_logger_and_installs_nothing() {
    let run = program("setups::strict_after_a_logger").run();
    let error = "error: the program has a `log` logger already: add `Logging::builder().layer()` to it instead";
    let vacant = "nobody has become the subscriber: true";
    run.assert_told(&[error, TAKEN[0], TAKEN[1], vacant]);
    assert_lines(&run.masked(), &[]);
}

#[test]
fn a_second_strict_set_up_is_refused_and_the_first_goes_on() {
    for (scenario, lines) in [
        ("setups::strict_twice", &[line("the first one goes on")][..]),
        ("setups::strict_after_init", &[]),
    ] {
        let run = program(scenario).run();
        let error = "error: logging is set up already: its first set-up holds, and so does the guard of that one";
        run.assert_told(&[error, TAKEN[0], TAKEN[1]]);
        assert_eq!(run.masked(), lines, "{scenario}");
    }
}

#[test]
fn a_scoped_subscriber_of_this_thread_is_no_reason_to_refuse() {
    let lines = program("setups::strict_inside_a_scope").checked();
    assert_lines(&lines, &[&line("on another thread")]);
}

#[test]
fn a_bad_value_is_an_error_where_errors_are_asked_for() {
    let run = program("setups::strict").env("LOG_DELIVERY", "async").run();
    run.assert_told(&[
        r#"error: LOG_DELIVERY="async" is ignored: use one of sync, batched"#,
        "already installed: false",
        "source: none",
    ]);
    assert_lines(&run.masked(), &[]);
}

#[test]
fn what_is_set_in_code_wins_over_the_environment() {
    let lines = program("setups::by_code")
        .env("LOG_LEVEL", "error")
        .env("RATE_LIMIT_PER_KEY", "0")
        .env("LOG_FIELDS", "service=other,env=prod")
        .lines();
    assert_lines(
        &lines,
        &[
            r#"{"ts":"T","lvl":"DEBUG","event":"log","detail":"hello","target":"setup::scenarios::setups","shoe_size":"[REDACTED]","password":"swordfish","env":"prod","service":"tldw"}"#,
            r#"{"ts":"T","lvl":"INFO","tenant":"acme","event":"evt","env":"prod","service":"tldw"}"#,
            r#"{"ts":"T","lvl":"INFO","tenant":"acme","event":"evt","detail":"[suppressed]","env":"prod","service":"tldw"}"#,
        ],
    );
}
