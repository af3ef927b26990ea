//! `FFMPEG_*`: the defaults of subprocess capture.

use crate::program::{assert_lines, masked, program};

const TALKS: &str = "for n in $(seq 50); do echo line $n >&2; done; exit 3";

fn tail(first: usize) -> String {
    let lines: Vec<String> = (first..=50).map(|n| format!("line {n}")).collect();
    lines.join("\\n")
}

fn failed(stderr_tail: &str) -> String {
    format!(
        r#"{{"ts":"T","lvl":"ERROR","stage":"ffmpeg","event":"stage_result","outcome":"error","dur_ms":0,"detail":"exit_code=3: line 50","error_type":"service_error","exit_code":3{stderr_tail}}}"#
    )
}

#[test]
fn the_last_40_lines_of_standard_error_are_kept() {
    let lines = program("settings::subprocess").arg(TALKS).checked();
    let stderr_tail = format!(r#","stderr_tail":"{}""#, tail(11));
    assert_lines(&lines[1..], &[&failed(&stderr_tail)]);
}

#[test]
fn how_many_lines_are_kept_can_be_set() {
    let lines = program("settings::subprocess")
        .arg(TALKS)
        .env("FFMPEG_STDERR_TAIL_LINES", "3")
        .checked();
    let stderr_tail = format!(r#","stderr_tail":"{}""#, tail(48));
    assert_lines(&lines[1..], &[&failed(&stderr_tail)]);
}

#[test]
fn a_program_may_run_as_long_as_it_likes_unless_a_limit_is_set() {
    let slow = "sleep 1.2; echo done >&2; exit 3";
    let lines = program("settings::subprocess").arg(slow).checked();
    assert!(
        lines[1].contains(r#""detail":"exit_code=3: done""#),
        "{}",
        lines[1]
    );
    let run = program("settings::subprocess")
        .arg("echo started >&2; sleep 600; exit 3")
        .env("FFMPEG_TIMEOUT", "1")
        .run();
    run.assert_quiet();
    let report = checker::check(&run.stdout);
    report.assert_ok();
    let end = &report.lines[1];
    assert_eq!(end.str("outcome"), "timeout", "{}", masked(end.text()));
    assert_eq!(end.str("stderr_tail"), "started");
    assert!(end.u64("dur_ms") >= 1_000);
}
