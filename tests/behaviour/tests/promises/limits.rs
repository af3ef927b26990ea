//! Only true repetitions are held back, to the line, and what is held back is told.

use checker::{Checker, Line, Report};

use super::child::program;

fn run(scenario: &str, env: &[(&str, &str)]) -> Report {
    let program = env.iter().fold(program(scenario), |program, (key, value)| {
        program.env(key, value)
    });
    program.run().assert_quiet().report()
}

/// The lines without the one that reports, at the end, how many more there were.
#[track_caller]
fn before_report(report: &Report, held: u64) -> &[Line] {
    let (last, lines) = report.lines.split_last().expect("a line");
    assert_eq!(
        (last.str("lvl"), last.str("target")),
        ("WARN", "logging_runtime")
    );
    assert_eq!(
        last.str("detail"),
        "held back by the rate limit and not reported yet"
    );
    assert_eq!(last.u64("suppressed"), held);
    lines
}

#[test]
fn a_hundred_thousand_equal_stages_are_two_hundred_thousand_lines() {
    let report = run("limits::equal_stages", &[]);
    assert_eq!(
        report.to_string(),
        "200000 lines, 0 jobs, 100000 stages, 0 problems"
    );
}

#[test]
fn a_thousand_events_that_differ_in_a_field_are_a_thousand_lines() {
    let report = run("limits::different_events", &[]);
    let ids: Vec<u64> = report.lines.iter().map(|line| line.u64("id")).collect();
    assert_eq!(ids, (0..1_000).collect::<Vec<_>>());
}

#[test]
fn a_thousand_equal_events_are_five_lines_a_marker_and_a_report() {
    let report = run("limits::equal_events", &[]);
    let lines = before_report(&report, 994);
    assert_eq!(lines.len(), 6);
    let (marker, passed) = lines.split_last().expect("six lines");
    assert!(
        passed
            .iter()
            .all(|line| line.text().ends_with(r#""event":"heartbeat","ok":true}"#))
    );
    assert!(
        marker
            .text()
            .ends_with(r#""event":"heartbeat","detail":"[suppressed]","ok":true}"#),
        "{}",
        marker.text()
    );
}

#[test]
fn the_marker_keeps_the_detail_and_a_duration_makes_no_difference() {
    let report = run("limits::equal_events_with_detail", &[]);
    let lines = before_report(&report, 994);
    let details: Vec<&str> = lines.iter().map(|line| line.str("detail")).collect();
    assert_eq!(details[..5], [r#"said "before""#; 5]);
    assert_eq!(details[5..], [r#"said "before" [suppressed]"#]);
}

#[test]
fn a_record_is_the_same_from_log_and_from_tracing() {
    let report = run("limits::equal_records", &[]);
    let lines = before_report(&report, 994);
    assert_eq!(
        details(lines),
        [
            "again",
            "again",
            "again",
            "again",
            "again",
            "again [suppressed]"
        ]
    );
}

fn details(lines: &[Line]) -> Vec<&str> {
    lines.iter().map(|line| line.str("detail")).collect()
}

#[test]
fn a_record_at_another_level_is_another_message() {
    let report = run("limits::records_of_two_levels", &[]);
    let lines = before_report(&report, 8);
    for level in ["INFO", "WARN"] {
        assert_eq!(
            lines.iter().filter(|line| line.str("lvl") == level).count(),
            6
        );
    }
}

#[test]
fn long_messages_with_the_same_beginning_do_not_hide_each_other() {
    assert_eq!(run("limits::long_records", &[]).lines.len(), 50);
}

#[test]
fn the_fields_of_a_record_make_no_difference() {
    let report = run("limits::records_with_fields", &[]);
    assert_eq!(before_report(&report, 44).len(), 6);
}

#[test]
fn of_records_without_a_message_only_equal_ones_are_held_back() {
    let report = run("limits::records_without_a_message", &[]);
    let lines = before_report(&report, 14);
    let has = |key| lines.iter().filter(move |line| line.get(key).is_some());
    let ids: Vec<u64> = has("id").map(|line| line.u64("id")).collect();
    assert_eq!(ids, (0..20).collect::<Vec<_>>());
    assert_eq!(has("same").count(), 6);
    assert_eq!(has("detail").count(), 1);
}

#[test]
fn the_marker_stands_also_at_the_end_of_a_message_that_is_cut() {
    let ran = program("limits::equal_long_records")
        .env("LOG_MAX_LINE_BYTES", "1024")
        .checked_by(Checker::new().max_bytes(1_024))
        .run()
        .assert_quiet();
    let report = ran.report();
    let details = details(&report.lines);
    let [passed @ .., marker] = details.as_slice() else {
        panic!("{} lines", report.lines.len());
    };
    assert_eq!(passed.len(), 5);
    let text = marker.strip_suffix(" [suppressed]").expect(marker);
    assert!(text.len() > 800 && passed.iter().all(|detail| detail.starts_with(text)));
}

#[test]
fn the_next_line_that_passes_says_how_many_were_held_back() {
    let report = run("limits::next_window", &[("RATE_LIMIT_WINDOW_SEC", "1")]);
    let told = report
        .events("told")
        .next()
        .expect("the count of the program itself");
    let records: Vec<&Line> = report.events("log").collect();
    assert_eq!(records.len(), 7);
    assert_eq!(records[5].str("detail"), "again [suppressed]");
    assert!(
        records[..6]
            .iter()
            .all(|line| line.get("suppressed").is_none())
    );
    assert_eq!(records[6].str("detail"), "again");
    assert_eq!(records[6].u64("suppressed"), told.u64("held"));
}

#[test]
fn zero_turns_the_limit_off() {
    let report = run("limits::equal_events", &[("RATE_LIMIT_PER_KEY", "0")]);
    assert_eq!(report.events("heartbeat").count(), 1_000);
    assert_eq!(report.lines.len(), 1_000);
}

#[test]
fn the_number_of_lines_can_be_set() {
    let report = run("limits::equal_events", &[("RATE_LIMIT_PER_KEY", "1")]);
    assert_eq!(before_report(&report, 998).len(), 2);
}

#[test]
fn a_call_site_can_have_a_limit_of_its_own() {
    let report = run(
        "limits::different_events",
        &[("RATE_LIMIT_PER_CALLSITE", "10")],
    );
    assert_eq!(before_report(&report, 989).len(), 11);
}

#[test]
fn metrics_are_never_held_back() {
    assert_eq!(
        run("limits::metrics", &[])
            .events("performance_metric")
            .count(),
        1_000
    );
}

#[test]
fn many_threads_share_one_limit_exactly() {
    let report = run("limits::many_threads", &[]);
    let lines = before_report(&report, 7_994);
    // Two threads may write in another order than they were let through.
    let mut details = details(lines);
    details.sort_unstable();
    assert_eq!(
        details,
        [
            "again",
            "again",
            "again",
            "again",
            "again",
            "again [suppressed]"
        ]
    );
}

#[test]
fn equal_events_of_different_contexts_are_different() {
    assert_eq!(
        run("limits::context_makes_a_difference", &[])
            .events("downloaded")
            .count(),
        40
    );
}

#[test]
fn the_report_at_the_end_keeps_to_the_rules_of_every_line() {
    let ran = program("limits::equal_events")
        .env("LOG_FIELDS", "service=tldw")
        .checked_by(Checker::new().late_lines(false))
        .run()
        .assert_quiet();
    let last = ran.stdout.lines().last().expect("a line");
    assert!(
        last.ends_with(r#""target":"logging_runtime","service":"tldw"}"#),
        "{last}"
    );
    assert_eq!(ran.report().lines.len(), 7);
}
