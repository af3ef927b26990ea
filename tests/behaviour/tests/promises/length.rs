//! A line is at most as long as it may be, it is valid JSON all the same, and says what is missing.

use checker::{Checker, Line};

use super::child::{Ran, program};

const DEFAULT: usize = 16 * 1024 - 256;

fn run(scenario: &str, max: usize) -> Ran {
    let max_text = max.to_string();
    let ran = program(scenario)
        .env("LOG_MAX_LINE_BYTES", &max_text)
        .checked_by(Checker::new().max_bytes(max));
    ran.run().assert_quiet()
}

fn truncated(line: &Line) -> usize {
    line.get("truncated")
        .map_or(0, |_| usize_of(line, "truncated"))
}

fn usize_of(line: &Line, key: &str) -> usize {
    usize::try_from(line.u64(key)).expect("a length")
}

#[test]
fn a_line_is_cut_only_where_it_does_not_fit_and_every_byte_is_counted() {
    let report = run("length::growing", 1_024).report();
    assert_eq!(report.lines.len(), 200);
    let mut cut = 0;
    for line in &report.lines {
        let (n, kept) = (usize_of(line, "n"), line.str("text").len());
        assert_eq!(kept + truncated(line), n);
        let whole = line.text().len() - mark_len(line) + truncated(line);
        assert_eq!(kept < n, whole > 1_024, "{n} of {whole}");
        cut += usize::from(kept < n);
    }
    assert!((50..150).contains(&cut), "{cut} of 200 were cut");
}

fn mark_len(line: &Line) -> usize {
    line.text()
        .find(",\"truncated\"")
        .map_or(0, |at| line.text().len() - at - 1)
}

#[test]
fn a_text_is_cut_at_a_character() {
    let ran = program("length::multi_byte").run().assert_quiet();
    for line in ran.report().events("cut") {
        let (unit, text) = (line.str("unit"), line.str("text"));
        assert_eq!(text, unit.repeat(text.len() / unit.len()));
        assert_eq!(text.len() + truncated(line), 20_000 * unit.len());
        assert!(line.text().len() > DEFAULT - 64, "{}", line.text().len());
    }
}

#[test]
fn the_length_is_counted_after_escaping_and_no_escape_is_cut_in_two() {
    let report = run("length::escapes", 2_048).report();
    assert_eq!(report.events("cut").count(), 6);
    for line in report.events("cut") {
        let (unit, text) = (line.str("unit"), line.str("text"));
        assert_eq!(text, unit.repeat(text.len() / unit.len()), "{unit:?}");
        assert!(truncated(line) > 0);
        assert!(line.text().len() > 2_048 - 64, "{}", line.text().len());
    }
}

#[test]
fn stderr_tail_is_cut_first_then_detail_then_the_longest_string() {
    let report = run("length::order_of_cuts", 1_024).report();
    let [whole, tail, detail, long] = report.lines.as_slice() else {
        panic!("{} lines", report.lines.len());
    };
    assert_eq!(truncated(whole), 0);
    assert_eq!(whole.str("stderr_tail").len(), 303);

    assert!(tail.str("stderr_tail").ends_with("tEND") && tail.str("stderr_tail").len() < 303);
    assert_eq!(tail.str("detail").len(), 305);
    assert_eq!(tail.str("long").len(), 300);

    assert_eq!(detail.str("stderr_tail"), "");
    assert!(detail.str("detail").starts_with("BEGINd") && detail.str("detail").len() < 305);
    assert_eq!(detail.str("long").len(), 600);

    assert_eq!((long.str("stderr_tail"), long.str("detail")), ("", ""));
    assert!(long.str("long").len() > 600 && long.str("long").len() < 1_200);
    assert!(
        report
            .lines
            .iter()
            .all(|line| line.str("short").len() == 50)
    );
}

#[test]
fn a_string_under_a_key_of_the_schema_keeps_256_bytes_on_every_line() {
    let report = program("length::schema_strings")
        .run()
        .assert_quiet()
        .report();
    assert_eq!(report.lines.len(), 4);
    for line in &report.lines {
        assert_eq!(line.str("job_id"), "é".repeat(128));
        assert_eq!(line.str("video_id"), "v".repeat(256));
        assert_eq!(truncated(line), 44 + 1);
    }
    assert_eq!(report.lines[1].str("stage").len(), 64);
}

#[test]
fn free_fields_are_dropped_whole_and_the_schema_stays() {
    let report = run("length::many_fields", 1_024).report();
    let [line] = report.lines.as_slice() else {
        panic!("{} lines", report.lines.len());
    };
    assert_eq!(line.str("event"), "log");
    assert_eq!((line.u64("key000"), line.u64("key001")), (0, 1));
    assert!(line.get("key999").is_none());
    assert!(truncated(line) > 8_000, "{}", truncated(line));
}

#[test]
fn an_array_that_does_not_fit_is_no_reason_to_lose_the_line() {
    let report = program("length::one_huge_array")
        .run()
        .assert_quiet()
        .report();
    let line = &report.lines[0];
    assert_eq!((line.str("event"), line.u64("before")), ("huge", 1));
    assert!(truncated(line) > 0);
}
