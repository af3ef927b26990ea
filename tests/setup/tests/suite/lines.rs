//! `LOG_MAX_LINE_BYTES` and `LOG_FIELDS`: how long a line is, and what stands on each.

use checker::Checker;

use crate::program::{TWO_JOBS, assert_lines, program};

#[test]
fn a_line_has_at_most_16128_bytes_and_says_what_was_cut() {
    let run = program("settings::long_lines").run();
    run.assert_quiet();
    let report = checker::check(&run.stdout);
    report.assert_ok();
    assert_length(&report.lines[0], 16_128);
    assert!(report.lines[1].get("truncated").is_none());
}

#[test]
fn the_length_can_be_set() {
    for length in [1_024, 4_096] {
        let run = program("settings::long_lines")
            .env("LOG_MAX_LINE_BYTES", length.to_string())
            .run();
        run.assert_quiet();
        let report = Checker::new().max_bytes(length).check(&run.stdout);
        report.assert_ok();
        assert_length(&report.lines[0], length);
    }
    let run = program("settings::long_lines")
        .env("LOG_MAX_LINE_BYTES", "65536")
        .run();
    let report = Checker::new().max_bytes(65_536).check(&run.stdout);
    report.assert_ok();
    assert_eq!(report.lines[0].str("detail"), "x".repeat(20_000));
}

/// As long as can be, and every byte that is missing is counted.
#[track_caller]
fn assert_length(line: &checker::Line, length: usize) {
    assert!(line.text().len() <= length, "{}", line.text().len());
    assert!(line.text().len() > length - 32, "{}", line.text().len());
    let detail = line.str("detail");
    let kept = detail.chars().filter(|c| *c == 'x').count() as u64;
    assert_eq!(line.u64("truncated") + kept, 20_000, "{}", detail.len());
}

#[test]
fn constant_fields_stand_last_on_every_line() {
    let lines = program("settings::jobs")
        .env(
            "LOG_FIELDS",
            "service=tldw, env = prod ,version=1.4,job=no,note=a=b",
        )
        .checked();
    let expected: Vec<String> = TWO_JOBS
        .into_iter()
        .map(|line| {
            let (line, _) = line.rsplit_once('}').expect("an object");
            format!(
                r#"{line},"service":"tldw","env":"prod","version":"1.4","field_job":"no","note":"a=b"}}"#
            )
        })
        .collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    assert_lines(&lines, &expected);
}

#[test]
fn a_constant_field_cannot_forge_what_the_framework_says() {
    let lines = program("settings::long_lines")
        .env(
            "LOG_FIELDS",
            "event=stage_result,outcome=error,ts=now,lvl=ERROR,short=no",
        )
        .lines();
    assert_eq!(
        lines[1],
        r#"{"ts":"T","lvl":"INFO","event":"short","field_event":"stage_result","field_outcome":"error","field_ts":"now","field_lvl":"ERROR","short":"no"}"#
    );
}
