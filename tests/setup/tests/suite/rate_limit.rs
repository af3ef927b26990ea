//! `RATE_LIMIT_*`: how often the same thing may be said.

use crate::program::{assert_lines, program};

const RETRYING: &str = r#"{"ts":"T","lvl":"INFO","event":"log","detail":"retrying","target":"setup::scenarios::settings"}"#;
const MARKER: &str = r#"{"ts":"T","lvl":"INFO","event":"log","detail":"retrying [suppressed]","target":"setup::scenarios::settings"}"#;

/// The line that tells at the end what was held back.
fn held_back(lines: u64) -> String {
    format!(
        r#"{{"ts":"T","lvl":"WARN","event":"log","detail":"held back by the rate limit and not reported yet","suppressed":{lines},"target":"logging_runtime"}}"#
    )
}

#[test]
fn five_lines_of_a_key_pass_and_a_marker_and_the_rest_is_told_at_the_end() {
    let mut expected = vec![RETRYING; 5];
    let rest = held_back(2);
    expected.extend([MARKER, &rest]);
    assert_lines(&program("settings::repetitions").checked(), &expected);
}

#[test]
fn per_key_sets_how_many_pass() {
    let lines = program("settings::repetitions")
        .env("RATE_LIMIT_PER_KEY", "2")
        .checked();
    assert_lines(&lines, &[RETRYING, RETRYING, MARKER, &held_back(5)]);
}

#[test]
fn per_key_0_is_no_limit() {
    let lines = program("settings::repetitions")
        .env("RATE_LIMIT_PER_KEY", "0")
        .checked();
    assert_lines(&lines, &[RETRYING; 8]);
}

#[test]
fn after_the_window_a_line_passes_and_tells_how_many_did_not() {
    let run = program("settings::window")
        .arg("30000")
        .env("RATE_LIMIT_PER_KEY", "1")
        .env("RATE_LIMIT_WINDOW_SEC", "1")
        .run();
    run.assert_quiet();
    let report = checker::check(&run.stdout);
    report.assert_ok();
    let [first, marker, next, ..] = &report.lines[..] else {
        panic!("{}", run.stdout)
    };
    assert_eq!(first.str("detail"), "retrying");
    assert_eq!(marker.str("detail"), "retrying [suppressed]");
    assert_eq!(next.str("detail"), "retrying");
    assert!(next.u64("suppressed") > 0);
}

#[test]
fn the_window_is_a_minute_unless_it_is_set() {
    let run = program("settings::window")
        .arg("1500")
        .env("RATE_LIMIT_PER_KEY", "1")
        .run();
    run.assert_quiet();
    // The line, its marker, and what is told at the end.
    assert_eq!(run.stdout.lines().count(), 3, "{}", run.stdout);
}

#[test]
fn keys_that_have_to_make_room_for_others_pass_again() {
    let lines = |max_keys: &str| {
        let run = program("settings::keys")
            .env("RATE_LIMIT_MAX_KEYS", max_keys)
            .run();
        run.assert_quiet();
        checker::check(&run.stdout).assert_ok();
        run.stdout.lines().count()
    };
    // Each of the two keys: five lines and a marker; and the report at the end.
    assert_eq!(lines("2"), 13);
    assert_eq!(lines("1"), 16);
}

#[test]
fn a_call_site_may_have_a_budget_of_its_own() {
    let lines = program("settings::call_sites")
        .env("RATE_LIMIT_PER_CALLSITE", "2")
        .env("RATE_LIMIT_PER_KEY", "0")
        .checked();
    let records: Vec<String> = lines
        .into_iter()
        .filter(|line| !line.contains("job_id"))
        .collect();
    let plain = |detail: &str| {
        format!(
            r#"{{"ts":"T","lvl":"INFO","event":"log","detail":"{detail}","target":"setup::scenarios::settings"}}"#
        )
    };
    let expected = [
        plain("tracing 0"),
        plain("log 0"),
        r#"{"ts":"T","lvl":"INFO","event":"item","n":0}"#.to_owned(),
        plain("tracing 1"),
        plain("log 1"),
        r#"{"ts":"T","lvl":"INFO","event":"item","n":1}"#.to_owned(),
        plain("tracing 2 [suppressed]"),
        plain("log 2 [suppressed]"),
        r#"{"ts":"T","lvl":"INFO","event":"item","detail":"[suppressed]","n":2}"#.to_owned(),
        plain("tracing elsewhere"),
        held_back(3),
    ];
    assert_eq!(records, expected, "\n{}\n", records.join("\n"));
}

#[test]
fn call_sites_on_one_line_have_a_budget_each() {
    let run = program("settings::call_sites_of_a_line")
        .env("RATE_LIMIT_PER_CALLSITE", "1")
        .run();
    run.assert_quiet();
    assert_eq!(run.stdout.lines().count(), 4, "{}", run.stdout);
    assert!(!run.stdout.contains("suppressed"), "{}", run.stdout);
}

#[test]
fn records_without_a_call_site_have_the_budget_of_their_target() {
    let run = program("settings::no_call_sites")
        .env("RATE_LIMIT_PER_CALLSITE", "1")
        .run();
    run.assert_quiet();
    let report = checker::check(&run.stdout);
    report.assert_ok();
    let details: Vec<&str> = report.lines.iter().map(|line| line.str("detail")).collect();
    let expected = [
        "python 0",
        "lua 0",
        "python 1 [suppressed]",
        "lua 1 [suppressed]",
    ];
    assert_eq!(details[..4], expected);
    assert_eq!((details.len(), report.lines[4].u64("suppressed")), (5, 2));
}

#[test]
fn call_sites_have_no_budget_unless_it_is_set() {
    let run = program("settings::call_sites").run();
    run.assert_quiet();
    assert!(!run.stdout.contains("suppressed"), "{}", run.stdout);
}

#[test]
fn jobs_and_stages_are_never_held_back() {
    let all = |program: crate::program::Program| {
        let lines = program.checked();
        let lifecycle = lines
            .iter()
            .filter(|line| !line.contains(r#""event":"log""#));
        lifecycle.cloned().collect::<Vec<_>>()
    };
    let limited = program("settings::jobs")
        .env("RATE_LIMIT_PER_KEY", "1")
        .env("RATE_LIMIT_PER_CALLSITE", "1");
    assert_eq!(all(limited), all(program("settings::jobs")));
}
