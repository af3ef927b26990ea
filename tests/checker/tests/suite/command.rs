//! The program `check-lines`.

use std::io::Write;
use std::process::{Command, Stdio};

const GOOD: &str = concat!(
    r#"{"ts":"2025-08-27T16:24:06.123Z","lvl":"INFO","video_id":"v","event":"log","detail":"hello"}"#,
    "\n",
);
const START: &str = concat!(
    r#"{"ts":"2025-08-27T16:24:06.124Z","lvl":"INFO","job_id":"j-1","stage":"asr","event":"stage_start"}"#,
    "\n",
);

/// Exit code, standard output and standard error of a run.
fn run(args: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_check-lines"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that only prints its usage may be gone before it has read its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn a_good_stream_from_standard_input_exits_with_0() {
    let (code, out, err) = run(&[], GOOD);
    assert_eq!(
        (code, out.as_str()),
        (Some(0), "1 line, 0 jobs, 0 stages, 0 problems\n")
    );
    assert_eq!(err, "");
}

#[test]
fn a_file_is_read_by_its_name() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("good.jsonl");
    std::fs::write(&path, GOOD).unwrap();
    let (code, out, _) = run(&[path.to_str().unwrap()], "");
    assert_eq!(
        (code, out.as_str()),
        (Some(0), "1 line, 0 jobs, 0 stages, 0 problems\n")
    );
}

#[test]
fn problems_are_printed_and_exit_with_1() {
    let (code, out, _) = run(&[], &format!("{GOOD}{START}nonsense\n"));
    assert_eq!(code, Some(1));
    assert_eq!(
        out,
        concat!(
            "line 2: stage `asr` of `j-1` has no `stage_result`\n",
            "line 3: no strict JSON: byte 0: `n` where a value should stand\n",
            "3 lines, 0 jobs, 0 stages, 2 problems\n",
        )
    );
}

#[test]
fn an_empty_input_exits_with_1() {
    let (code, out, _) = run(&["--no-balance"], "");
    assert_eq!(code, Some(1));
    assert_eq!(
        out,
        "line 1: the stream is empty\n0 lines, 0 jobs, 0 stages, 1 problem\n"
    );
}

#[test]
fn options_change_the_rules() {
    assert_eq!(run(&["--no-balance"], START).0, Some(0));
    assert_eq!(run(&["--no-stage-starts"], START).0, Some(1));
    let result = START.replace("start\"", "result\",\"outcome\":\"success\",\"dur_ms\":1");
    assert_eq!(run(&["--no-stage-starts"], &result).0, Some(0));
    assert_eq!(run(&["--max-bytes", "91"], GOOD).0, Some(1));
    assert_eq!(run(&["--max-bytes", "92"], GOOD).0, Some(0));
    assert_eq!(run(&["--context-keys", "tenant,user"], GOOD).0, Some(1));
    assert_eq!(run(&["--context-keys", "tenant,video_id"], GOOD).0, Some(0));
    let warning = GOOD
        .replace("INFO", "WARN")
        .replace("\"log\"", "\"performance_metric\"");
    assert_eq!(run(&[], &warning).0, Some(1));
    assert_eq!(run(&["--no-levels"], &warning).0, Some(0));
}

#[test]
fn late_lines_are_refused_on_demand() {
    let line = |event: &str, rest: &str| {
        format!(
            "{{\"ts\":\"2025-08-27T16:24:06.123Z\",\"lvl\":\"INFO\",\"job_id\":\"j\",\"event\":\"{event}\"{rest}}}\n"
        )
    };
    let stream = line("job_received", "")
        + &line("job_finished", ",\"outcome\":\"success\",\"dur_ms\":1")
        + &line("log", "");
    assert_eq!(run(&[], &stream).0, Some(0));
    let (code, out, _) = run(&["--no-late-lines"], &stream);
    assert_eq!(code, Some(1));
    assert!(
        out.starts_with("line 3: job `j` was finished in line 2\n"),
        "{out}"
    );
}

#[test]
fn more_problems_than_listed_are_counted() {
    let (code, out, _) = run(&[], &"nonsense\n".repeat(60));
    assert_eq!(code, Some(1));
    assert!(
        out.ends_with("\nand 10 more\n60 lines, 0 jobs, 0 stages, 60 problems\n"),
        "{out}"
    );
}

#[test]
fn a_wrong_call_exits_with_2_and_says_how() {
    for args in [
        &["--nonsense"][..],
        &["--max-bytes"],
        &["--max-bytes", "many"],
        &["a", "b"],
    ] {
        let (code, out, err) = run(args, GOOD);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{args:?}");
        assert!(err.contains("usage: check-lines [OPTIONS] [FILE]"), "{err}");
    }
    let (code, _, err) = run(&["no-such-file.jsonl"], "");
    assert_eq!(code, Some(2));
    assert!(
        err.starts_with("check-lines: no-such-file.jsonl: "),
        "{err}"
    );
}
