//! `LOG_BUFFER_*`: what a job has kept to itself comes out if it fails.

use crate::program::program;

/// What the lines of one job say, in their order.
fn told(lines: &[String], job: &str) -> Vec<String> {
    let mine = format!(r#""job_id":"{job}""#);
    lines
        .iter()
        .filter(|line| line.contains(&mine))
        .map(|line| {
            let line =
                checker::parse(line.replace(r#""ts":"T""#, r#""ts":"2025-01-01T00:00:00.000Z""#));
            let line = line.expect("a line");
            let name = line.str("event");
            line.get_str("detail")
                .filter(|_| name == "log")
                .unwrap_or(name)
                .to_owned()
        })
        .collect()
}

#[test]
fn without_a_buffer_what_is_below_the_level_is_lost() {
    let lines = program("settings::buffered").checked();
    let expected = [
        "job_received",
        "in plain sight",
        "job_failed",
        "job_finished",
    ];
    assert_eq!(told(&lines, "j-2"), expected);
}

#[test]
fn the_debug_lines_of_a_failing_job_come_out_before_its_failure_and_those_of_a_good_one_never() {
    let lines = program("settings::buffered")
        .env("LOG_BUFFER_UNTIL_ERROR", "20480")
        .checked();
    let good = ["job_received", "in plain sight", "job_finished"];
    assert_eq!(told(&lines, "j-1"), good);
    let bad = [
        "job_received",
        "in plain sight",
        "first",
        "second",
        "third",
        "job_failed",
        "job_finished",
    ];
    assert_eq!(told(&lines, "j-2"), bad);
    assert_eq!(
        lines[5..8],
        [
            r#"{"ts":"T","lvl":"DEBUG","job_id":"j-2","event":"log","detail":"first","target":"setup::scenarios::settings","step":1}"#,
            r#"{"ts":"T","lvl":"DEBUG","job_id":"j-2","event":"log","detail":"second","target":"setup::scenarios::settings"}"#,
            r#"{"ts":"T","lvl":"DEBUG","job_id":"j-2","event":"third","password":"[REDACTED]"}"#,
        ]
    );
}

#[test]
fn kept_lines_have_the_time_at_which_they_happened() {
    let run = program("settings::buffered")
        .env("LOG_BUFFER_UNTIL_ERROR", "20480")
        .run();
    let report = checker::check(&run.stdout);
    report.assert_ok();
    let at = |detail: &str| {
        let line = report
            .lines
            .iter()
            .rfind(|line| line.get_str("detail") == Some(detail));
        line.expect("a line with this detail").str("ts").to_owned()
    };
    assert!(at("first") <= at("in plain sight"));
    assert!(
        at("second") < at("no luck"),
        "five milliseconds lie between them"
    );
}

#[test]
fn only_what_is_above_the_buffer_level_is_kept() {
    let with_level = |level: &str| {
        let lines = program("settings::buffered")
            .env("LOG_BUFFER_UNTIL_ERROR", "20480")
            .env("LOG_BUFFER_LEVEL", level)
            .checked();
        let told = told(&lines, "j-2");
        told.into_iter()
            .filter(|what| {
                ["first", "too fine", "second", "noise", "third"].contains(&what.as_str())
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        with_level("trace"),
        ["first", "too fine", "second", "third"]
    );
    assert_eq!(with_level("debug"), ["first", "second", "third"]);
    assert!(with_level("info").is_empty());
}

#[test]
fn a_small_buffer_keeps_the_newest_lines() {
    let lines = program("settings::buffered")
        .env("LOG_BUFFER_UNTIL_ERROR", "150")
        .checked();
    let told = told(&lines, "j-2");
    assert!(told.contains(&"third".to_owned()), "{told:?}");
    assert!(!told.contains(&"first".to_owned()), "{told:?}");
}

#[test]
fn the_oldest_job_makes_room_where_all_jobs_together_keep_too_much() {
    let kept = |total: &str| {
        let lines = program("settings::two_buffers")
            .env("LOG_BUFFER_UNTIL_ERROR", "20480")
            .env("LOG_BUFFER_TOTAL", total)
            .checked();
        let debug = lines.iter().filter(|line| line.contains("DEBUG"));
        let old = debug.clone().filter(|line| line.contains("of the old job"));
        (old.count(), debug.count())
    };
    assert_eq!(kept("67108864"), (1, 4));
    // Three lines of the young job are about 430 bytes.
    assert_eq!(kept("500"), (0, 3));
    assert_eq!(kept("0"), (0, 0));
}

#[test]
fn kept_lines_are_not_rate_limited() {
    let lines = program("settings::buffered")
        .env("LOG_BUFFER_UNTIL_ERROR", "20480")
        .env("RATE_LIMIT_PER_CALLSITE", "1")
        .checked();
    assert_eq!(told(&lines, "j-2")[2..5], ["first", "second", "third"]);
}
