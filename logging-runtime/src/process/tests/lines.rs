//! What the log says, byte for byte but for times.

use std::io::{self, Write};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tracing_subscriber::Registry;
use tracing_subscriber::layer::SubscriberExt;

use super::{poll_once, sh, shell};
use crate::process::{Capture, Class};
use crate::{Context, Logging, Outcome};

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        written.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines that `code` writes, without their `ts`, and with `N` for the number of milliseconds.
fn lines(code: impl FnOnce()) -> Vec<String> {
    let written = Written::default();
    let layer = Logging::builder().json().writer(written.clone()).layer();
    let subscriber = Registry::default().with(layer.expect("a layer"));
    tracing::subscriber::with_default(subscriber, code);
    let bytes = written.0.lock().unwrap_or_else(PoisonError::into_inner);
    let text = std::str::from_utf8(&bytes).expect("UTF-8");
    text.lines().map(without_times).collect()
}

fn without_times(line: &str) -> String {
    let line = &line[r#"{"ts":"2025-08-27T16:24:06.123Z","#.len()..];
    let Some((head, rest)) = line.split_once(r#""dur_ms":"#) else {
        return line.to_owned();
    };
    let rest = rest.trim_start_matches(|char: char| char.is_ascii_digit());
    format!(r#"{head}"dur_ms":N{rest}"#)
}

fn start(stage: &str) -> String {
    format!(r#""lvl":"INFO","stage":"{stage}","event":"stage_start"}}"#)
}

fn result(level: &str, stage: &str, rest: &str) -> String {
    format!(r#""lvl":"{level}","stage":"{stage}","event":"stage_result",{rest}}}"#)
}

#[test]
fn success_says_how_many_bytes_came_out() {
    let written = lines(|| drop(sh("printf 12345; echo noise >&2").run()));
    let end = r#""outcome":"success","dur_ms":N,"bytes_out":5"#;
    assert_eq!(written, [start("sh"), result("INFO", "sh", end)]);
}

#[test]
fn a_failure_says_why_with_code_and_tail() {
    let written = lines(|| drop(sh("echo first >&2; echo 'last words' >&2; exit 7").run()));
    let end = r#""outcome":"error","dur_ms":N,"detail":"exit_code=7: last words","error_type":"service_error","exit_code":7,"stderr_tail":"first\nlast words""#;
    assert_eq!(written, [start("sh"), result("ERROR", "sh", end)]);
}

#[test]
fn a_signal_stands_instead_of_the_exit_code() {
    let written = lines(|| drop(sh("kill -9 $$").run()));
    let end = r#""outcome":"error","dur_ms":N,"detail":"signal=9","error_type":"service_error","signal":9"#;
    assert_eq!(written, [start("sh"), result("ERROR", "sh", end)]);
}

#[test]
fn a_timeout_says_after_what_time_and_keeps_the_tail() {
    let limit = Duration::from_millis(1500);
    let written = lines(|| drop(sh("echo 50% >&2; exec sleep 300").timeout(limit).run()));
    let end = r#""outcome":"timeout","dur_ms":N,"detail":"timeout after 1.5s: 50%","error_type":"timeout_error","stderr_tail":"50%""#;
    assert_eq!(written, [start("sh"), result("WARN", "sh", end)]);
}

#[test]
fn a_missing_program_is_named_whatever_the_stage_is_called() {
    let missing = Capture::new(Command::new("no-such-program")).name("asr");
    let written = lines(|| drop(missing.run()));
    let end = r#""outcome":"error","dur_ms":N,"detail":"no-such-program: not found in PATH","error_type":"config_error""#;
    assert_eq!(written, [start("asr"), result("ERROR", "asr", end)]);
}

#[test]
fn an_exit_that_is_no_failure_keeps_its_code() {
    let empty = |_, _: &str| Some(Class::of(Outcome::NoCaptions));
    let written = lines(|| drop(sh("exit 1").classify(empty).run()));
    let end =
        r#""outcome":"no_captions","dur_ms":N,"detail":"exit_code=1","exit_code":1,"bytes_out":0"#;
    assert_eq!(written, [start("sh"), result("INFO", "sh", end)]);
}

#[test]
fn a_dropped_future_is_cancelled() {
    let written = lines(|| {
        let mut future = Box::pin(sh("exec sleep 300").run_async());
        poll_once(&mut future);
    });
    let end = r#""outcome":"cancelled","dur_ms":N"#;
    assert_eq!(written, [start("sh"), result("INFO", "sh", end)]);
}

#[test]
fn the_stage_has_the_context_of_its_caller() {
    let written = lines(|| {
        let video = Context::current().with("video_id", "v-1");
        drop(video.scope(|| sh("exit 0").run()));
    });
    let begin = r#""lvl":"INFO","video_id":"v-1","stage":"sh","event":"#;
    assert_eq!(written.len(), 2);
    assert!(
        written.iter().all(|line| line.starts_with(begin)),
        "{written:?}"
    );
}

#[test]
fn the_command_line_is_logged_on_request_without_its_secrets() {
    let mut command = shell("exit 0");
    command.args([
        "it",
        "--password",
        "hunter2",
        "https://user:hunter2@host/",
        "a b",
    ]);
    let written = lines(|| drop(Capture::new(command).log_command(true).run()));
    let shown = r#""command":"/bin/sh -c 'exit 0' it --password [REDACTED] "#;
    assert_eq!(written.len(), 2);
    for line in &written {
        assert!(line.contains(shown) && !line.contains("hunter2"), "{line}");
    }
    let silent = lines(|| drop(sh("exit 0").run()));
    assert!(
        silent.iter().all(|line| !line.contains("command")),
        "{silent:?}"
    );
}

#[test]
fn secrets_in_standard_error_do_not_reach_the_log() {
    let script =
        "echo 'Authorization: Bearer hunter2hunter2' >&2; echo password=hunter2 >&2; exit 1";
    let written = lines(|| drop(sh(script).run()));
    assert!(
        written[1].contains("stderr_tail") && !written[1].contains("hunter2"),
        "{written:?}"
    );
}
