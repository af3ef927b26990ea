//! `tracing` built with its features `log` and `log-always`: its events reach `log` as well, and
//! are lines once all the same.
//!
//! A feature is one for a whole build, so each of them has a build of its own.

use crate::outside::Crate;
use crate::program::{assert_lines, bare, ended};

const PROGRAM: &str = include_str!("../../crates/tracing_log.rs");

fn line(level: &str, detail: &str, rest: &str) -> String {
    format!(
        r#"{{"ts":"T","lvl":"{level}","event":"log","detail":"{detail}","target":"CRATE"{rest}}}"#
    )
}

#[track_caller]
fn assert_each_comes_once(name: &'static str, feature: &str) {
    let dependencies =
        format!("log = \"0.4\"\ntracing = {{ version = \"0.1\", features = [{feature:?}] }}");
    let user = Crate::new(name, &dependencies, PROGRAM);
    let run = ended(bare(user.build()).output().expect("the program starts"));
    run.assert_quiet();
    checker::check(&run.stdout).assert_ok();
    let target = name.replace('-', "_");
    let lines: Vec<String> = run
        .masked()
        .into_iter()
        .map(|line| line.replace(&format!(r#""target":"{target}""#), r#""target":"CRATE""#))
        .collect();
    let in_job = |level: &str, detail: &str| {
        line(level, detail, "").replace(r#""event""#, r#""job_id":"j-1","event""#)
    };
    let expected = [
        line("INFO", "tracing", r#","n":1"#),
        line("INFO", "log", ""),
        line("INFO", "both", ""),
        line("INFO", "both", ""),
        line("WARN", "in a span", r#","path":"/","user":"ada""#).replace("CRATE", "lib::net"),
        r#"{"ts":"T","lvl":"INFO","event":"evt","n":2}"#.to_owned(),
        line("INFO", "again 0", ""),
        line("INFO", "again 1", ""),
        r#"{"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_received","job":"work"}"#.to_owned(),
        in_job("ERROR", "in a job"),
        in_job("ERROR", "in a job, by log"),
        r#"{"ts":"T","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":0,"job":"work"}"#.to_owned(),
    ];
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    assert_lines(&lines, &expected);
    // In the old set-up each of them comes once as well.
    let mut old = bare(user.build());
    old.env("USE_MINIMAL_LOGGING", "false");
    let old = ended(old.output().expect("the program starts"));
    old.assert_quiet();
    for (text, times) in [
        ("tracing n=1", 1),
        (": log\n", 1),
        (": both\n", 2),
        ("again 0", 1),
    ] {
        assert_eq!(
            old.stdout.matches(text).count(),
            times,
            "{text}: {}",
            old.stdout
        );
    }
}

#[test]
fn with_the_feature_log_each_event_and_record_is_one_line() {
    assert_each_comes_once("tracing-log-user", "log");
}

#[test]
fn with_the_feature_log_always_each_event_and_record_is_one_line() {
    assert_each_comes_once("tracing-log-always-user", "log-always");
}
