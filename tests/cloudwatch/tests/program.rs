//! The program `insights`, run as a user does.

mod files;

use std::io::Write;
use std::process::{Command, Output, Stdio};

use files::path;

const LINES: &str = concat!(
    r#"{"ts":"2026-11-28T06:00:00.000Z","lvl":"INFO","job_id":"j-1","event":"job_received"}"#,
    "\n",
    r#"{"ts":"2026-11-28T06:00:00.042Z","lvl":"INFO","job_id":"j-1","event":"job_finished","outcome":"success","dur_ms":42}"#,
    "\n",
);

#[test]
fn a_saved_query_runs_on_standard_input() {
    let output = insights(&["one-job", "job_id=j-1"], LINES);
    let rows = "ts | lvl | stage | event | outcome | dur_ms | attempt | detail\n\
        2026-11-28T06:00:00.000Z | INFO |  | job_received |  |  |  | \n\
        2026-11-28T06:00:00.042Z | INFO |  | job_finished | success | 42 |  | \n";
    assert_eq!(told(&output), (Some(0), rows.to_owned(), String::new()));
}

#[test]
fn lines_that_are_no_json_are_counted_and_left_out() {
    let output = insights(&["volume"], "what?\n{}\n\n");
    let rows = "event | lvl | lines | characters | avg_characters\n |  | 1 | 2 | 2\n";
    let said = "insights: 2 lines are no JSON and were left out\n";
    assert_eq!(told(&output), (Some(0), rows.to_owned(), said.to_owned()));
}

#[test]
fn what_is_missing_is_told_and_fails() {
    let said = |args: &[&str]| {
        let (code, rows, said) = told(&insights(args, LINES));
        assert_eq!((code, rows.as_str()), (Some(1), ""));
        said
    };
    assert!(said(&[]).starts_with("insights: usage: insights QUERY"));
    assert!(said(&["one-job", "job_id"]).starts_with("insights: usage: insights QUERY"));
    assert_eq!(
        said(&["one-job"]),
        "insights: byte 150: `job_id` has no value\n"
    );
    let quote =
        "insights: byte 150: the value of `job_id` has a quote, a backslash or a line break\n";
    assert_eq!(said(&["one-job", "job_id=\" or lvl = \"INFO"]), quote);
    assert!(said(&["no-such-query"]).contains("no-such-query.txt: No such file"));
}

/// Runs a saved query.
fn insights(args: &[&str], lines: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_insights"));
    if let Some((query, values)) = args.split_first() {
        let file = path(&format!("../../docs/cloudwatch/queries/{query}.txt"));
        command.arg(file).args(values);
    }
    let pipes = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = pipes.spawn().expect("it starts");
    // Who fails at once reads nothing.
    let _ = child
        .stdin
        .take()
        .map(|mut pipe| pipe.write_all(lines.as_bytes()));
    child.wait_with_output().expect("it ends")
}

fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}
