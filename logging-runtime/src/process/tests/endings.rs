//! How a program ends, as its caller sees it.

use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::{SOON, STUBBORN_FAMILY, assert_all_gone, life_line, sh};
use crate::process::{Class, Error, ErrorKind};
use crate::{Classify, Outcome};

#[test]
fn success_counts_the_bytes_of_stdout_and_keeps_none() {
    let done = sh("printf 12345; echo noise >&2").run().expect("success");
    assert_eq!(
        (done.bytes_out, done.stdout.len(), done.stdout_truncated),
        (5, 0, false)
    );
    assert_eq!(done.stderr_tail, "noise");
    assert!(done.status.success());
}

#[test]
fn captured_stdout_is_whole_or_says_that_it_is_not() {
    let whole = sh("printf 12345").capture_stdout(5).run().expect("success");
    assert_eq!(
        (whole.stdout.as_slice(), whole.stdout_truncated),
        (&b"12345"[..], false)
    );
    let cut = sh("printf 123456")
        .capture_stdout(5)
        .run()
        .expect("success");
    assert_eq!(
        (cut.stdout.as_slice(), cut.stdout_truncated, cut.bytes_out),
        (&b"12345"[..], true, 6)
    );
    let none = sh("printf 1").capture_stdout(0).run().expect("success");
    assert_eq!(
        (none.stdout.as_slice(), none.stdout_truncated),
        (&b""[..], true)
    );
}

#[test]
fn the_size_of_the_output_file_is_the_bytes_out() {
    let file = std::env::temp_dir().join(format!("capture-output-{}", std::process::id()));
    let script = format!("echo on stdout; printf 1234567 > '{}'", file.display());
    let written = sh(&script).output_file(&file).run();
    let both = sh(&script).output_file(&file).capture_stdout(100).run();
    std::fs::remove_file(&file).expect("it was written");
    assert_eq!(written.expect("success").bytes_out, 7);
    let both = both.expect("success");
    assert_eq!(
        (both.bytes_out, both.stdout.as_slice()),
        (7, &b"on stdout\n"[..])
    );
    assert_eq!(
        sh("exit 0")
            .output_file(file)
            .run()
            .expect("success")
            .bytes_out,
        0
    );
}

#[test]
fn a_non_zero_exit_is_an_error_with_code_and_tail() {
    let error = sh("echo first >&2; echo 'last words' >&2; exit 7")
        .run()
        .expect_err("exit 7");
    assert!(matches!(error.kind(), ErrorKind::Exit(_)));
    assert_eq!(error.exit_code(), Some(7));
    assert_eq!(error.stderr_tail(), "first\nlast words");
    assert_eq!(error.to_string(), "/bin/sh: exit_code=7: last words");
    assert_eq!(error.detail(), "exit_code=7: last words");
    assert_eq!(
        (error.outcome(), error.error_type()),
        (Outcome::Error, Some("service_error"))
    );
}

#[test]
fn a_silent_failure_has_no_last_line() {
    assert_eq!(
        sh("exit 1").run().expect_err("exit 1").detail(),
        "exit_code=1"
    );
}

#[test]
fn a_signal_is_an_error_with_its_number() {
    let error = sh("echo bye >&2; kill -9 $$").run().expect_err("killed");
    assert_eq!((error.exit_code(), error.is_timeout()), (None, false));
    assert_eq!(error.detail(), "signal=9: bye");
}

#[test]
fn only_the_last_lines_are_kept() {
    let error = sh("for i in 1 2 3 4 5 6; do echo line $i >&2; done; exit 1")
        .tail_lines(2)
        .run()
        .expect_err("exit 1");
    assert_eq!(error.stderr_tail(), "line 5\nline 6");
}

#[test]
fn a_timeout_kills_the_whole_group_and_says_so() {
    let (family, line) = life_line();
    let limit = Duration::from_millis(300);
    let before = Instant::now();
    let error = sh(STUBBORN_FAMILY)
        .stdin(line)
        .timeout(limit)
        .run()
        .expect_err("a timeout");
    assert!(before.elapsed() >= limit && before.elapsed() < SOON);
    assert_all_gone(family);
    assert!(matches!(error.kind(), ErrorKind::Timeout(after) if *after == limit));
    assert_eq!(
        (error.outcome(), error.error_type()),
        (Outcome::Timeout, Some("timeout_error"))
    );
    assert!(error.detail().starts_with("timeout after 300ms"), "{error}");
    assert!(error.is_timeout() && error.exit_code().is_none());
}

#[test]
fn a_time_limit_beyond_the_clock_is_none() {
    assert!(sh("exit 0").timeout(Duration::MAX).run().is_ok());
    assert!(sh("exit 0").timeout(None).run().is_ok());
}

#[test]
fn a_program_that_reads_gets_an_end_instead_of_waiting() {
    assert_eq!(sh("cat; echo done").run().expect("success").bytes_out, 5);
    assert_eq!(
        sh("cat; echo done")
            .stdin(Stdio::piped())
            .run()
            .expect("success")
            .bytes_out,
        5
    );
}

#[test]
fn the_classifier_sees_status_and_tail_and_decides() {
    fn rule(status: ExitStatus, tail: &str) -> Option<Class> {
        match (status.code()?, tail) {
            (3, "empty") => Some(Class::of(Outcome::NoCaptions)),
            (4, "denied") => Some(Class::of(Outcome::Blocked).error_type("auth_error")),
            (0, "corrupt") => Some(Class::error("format_error")),
            _ => None,
        }
    }
    let run = |script| sh(script).classify(rule).run();
    let class = |error: Error| (error.outcome(), error.error_type());

    assert_eq!(
        run("echo empty >&2; exit 3")
            .expect("no failure")
            .status
            .code(),
        Some(3)
    );
    let denied = run("echo denied >&2; exit 4").expect_err("a failure");
    assert_eq!(class(denied), (Outcome::Blocked, Some("auth_error")));
    let corrupt = run("echo corrupt >&2; exit 0").expect_err("a failure");
    assert_eq!(class(corrupt), (Outcome::Error, Some("format_error")));
    assert_eq!(
        class(run("exit 4").expect_err("a failure")),
        (Outcome::Error, Some("service_error"))
    );
    assert!(run("exit 0").is_ok());
}

#[test]
fn a_classifier_that_panics_has_no_opinion() {
    let error = sh("exit 1")
        .classify(|_, _| panic!("in the rule"))
        .run()
        .expect_err("exit 1");
    assert_eq!(error.error_type(), Some("service_error"));
}

#[test]
fn failures_of_ffmpeg_are_told_apart_when_asked() {
    let script = "echo 'http://h/x: Connection refused' >&2; exit 1";
    let error = sh(script).ffmpeg().run().expect_err("exit 1");
    assert_eq!(error.error_type(), Some("network_error"));
    let error = sh(script).run().expect_err("exit 1");
    assert_eq!(error.error_type(), Some("service_error"));
}

#[test]
fn neither_error_nor_builder_shows_the_arguments() {
    let secret = "exit 1; : --password hunter2";
    assert!(!format!("{:?}", sh(secret)).contains("hunter2"));
    let error = sh(secret).run().expect_err("exit 1");
    assert!(!format!("{error} {error:?} {}", error.detail()).contains("hunter2"));
}
