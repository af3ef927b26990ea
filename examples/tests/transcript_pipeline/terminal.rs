//! What a user sees who runs the program by hand. `script`, a part of util-linux, lends the terminal.

use std::path::Path;
use std::process::Command;

use crate::program::{check, jobs_file, program, run, sample_line};

/// What a terminal understands as "empty this row".
const CLEAR_ROW: &str = "\r\x1b[2K";

/// Runs the program over one job with a terminal for the streams that `redirection` leaves alone, and
/// returns what the terminal got.
fn on_a_terminal(jobs: &Path, redirection: &str) -> String {
    let command = format!("'{}' '{}' {redirection}", program(), jobs.display());
    let mut script = Command::new("script");
    script
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .stdin(std::process::Stdio::null());
    script
        .env_clear()
        .env("TERM", "xterm")
        .env("SHELL", "/bin/sh");
    if let Some(path) = std::env::var_os("PATH") {
        script.env("PATH", path);
    }
    let run = run(&mut script);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn standard_output_is_json_on_a_terminal_too() {
    let (_folder, path) = jobs_file(&[&sample_line("job-01")]);
    let shown = on_a_terminal(&path, "2>/dev/null");
    let report = check(shown.replace("\r\n", "\n").as_bytes());
    report.assert_ok();
    assert_eq!(report.events("job_finished").count(), 1);
}

#[test]
fn standard_error_has_a_progress_bar_on_a_terminal_and_the_lines_stay_clean() {
    let (folder, path) = jobs_file(&[&sample_line("job-01")]);
    let lines = folder.path().join("lines");
    let shown = on_a_terminal(&path, &format!(">'{}'", lines.display()));
    assert!(shown.contains("1/1 jobs"), "{shown:?}");
    let mut rows = shown.lines().filter_map(|row| row.rsplit(CLEAR_ROW).next());
    assert!(rows.any(|row| row.starts_with("stage ")), "{shown:?}");
    check(&std::fs::read(lines).unwrap()).assert_ok();
}

#[test]
fn there_is_no_progress_bar_without_a_terminal() {
    assert!(
        !crate::program::SAMPLE.run.stderr.contains("jobs"),
        "{}",
        crate::program::SAMPLE.run.stderr
    );
}
