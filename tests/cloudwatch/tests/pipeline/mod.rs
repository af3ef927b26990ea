//! A small pipeline, run by the framework itself, whose lines have times that are always the same.

#![allow(dead_code, reason = "each test uses its part")]

use std::future::Future;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::process::Command;
use std::task::{Context, Waker};
use std::thread;
use std::time::Duration;

use checker::{Checker, Line, Pairing};
use logging_runtime::process::Capture;
use logging_runtime::testing::{Event, capture_with};
use logging_runtime::{JobTimer, Logging, job, perf_evt, stage};

/// The lines of all jobs.
pub(crate) fn lines() -> Vec<Line> {
    let logging = Logging::builder().set("RATE_LIMIT_WINDOW_SEC", "1");
    let events = capture_with(logging, || {
        let _ = transcript("j-1", "v-1", Page::Slow);
        let _ = transcript("j-2", "v-2", Page::Empty);
        let _ = transcript("j-3", "v-3", Page::Refused);
        let _ = transcript("j-4", "v-1", Page::Broken);
        let panics = || transcript("j-5", "v-5", Page::Strange);
        assert!(catch_unwind(AssertUnwindSafe(panics)).is_err());
        give_up();
        std::mem::forget(JobTimer::start("transcript", Some("j-7")));
        for _ in 0..9 {
            nearly_full();
        }
        // What was held back stands on the first line of the message that passes again.
        thread::sleep(Duration::from_millis(1_100));
        nearly_full();
        perf_evt!(cpu = 12.5, mem_mb = 512);
        perf_evt!(cpu = 37.5, mem_mb = 640);
    });
    let written: Vec<&str> = events.iter().map(Event::line).collect();
    read(&timed(&written))
}

/// Reads lines, of which some jobs are open.
pub(crate) fn read(text: &str) -> Vec<Line> {
    let report = Checker::new().pairing(Pairing::Unchecked).check(text);
    report.assert_ok();
    report.lines
}

#[derive(Clone, Copy)]
enum Page {
    Slow,
    Empty,
    Refused,
    Broken,
    Strange,
}

#[job("transcript", id = id, ctx(video_id = video))]
fn transcript(id: &str, video: &str, page: Page) -> io::Result<Option<String>> {
    let text = download(page, 1, false).or_else(|error| match error.kind() {
        io::ErrorKind::TimedOut => download(page, 2, true),
        _ => Err(error),
    })?;
    let Some(text) = text else { return Ok(None) };
    convert(page)?;
    Ok(Some(text))
}

#[stage("download", fields(attempt, use_proxy, profile = "mobile"))]
fn download(page: Page, attempt: u32, use_proxy: bool) -> io::Result<Option<String>> {
    match page {
        Page::Slow if attempt == 1 => Err(io::ErrorKind::TimedOut.into()),
        Page::Empty => Ok(None),
        Page::Refused => Err(io::ErrorKind::PermissionDenied.into()),
        Page::Strange => panic!("what is this page?"),
        Page::Slow | Page::Broken => Ok(Some("words".to_owned())),
    }
}

fn convert(page: Page) -> io::Result<()> {
    let script = match page {
        Page::Broken => "echo 'no audio' >&2; exit 3",
        _ => "exit 0",
    };
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    match Capture::new(command).name("ffmpeg").run() {
        Ok(output) if output.status.success() => Ok(()),
        _ => Err(io::Error::other("not converted")),
    }
}

fn nearly_full() {
    tracing::warn!(target: "disk", "the disk is nearly full");
}

/// A job that is begun and dropped.
fn give_up() {
    #[job("transcript", id = "j-6", ctx(video_id = "v-6"))]
    async fn waits() {
        std::future::pending::<()>().await;
    }
    let future = pin!(waits());
    assert!(
        future
            .poll(&mut Context::from_waker(Waker::noop()))
            .is_pending()
    );
}

/// The same lines, seven minutes after each other from half past five on, and ten milliseconds longer each.
fn timed(lines: &[&str]) -> String {
    let timed = lines.iter().enumerate().map(|(number, line)| {
        let minutes = 330 + 7 * number;
        let at = format!("2026-11-28T{:02}:{:02}:00.000Z", minutes / 60, minutes % 60);
        let (head, behind) = line.split_at(r#"{"ts":""#.len());
        let (_, rest) = behind.split_at(at.len());
        [head, &at, &lasting(rest, 10 * number)].concat()
    });
    timed.map(|line| line + "\n").collect()
}

fn lasting(rest: &str, millis: usize) -> String {
    let Some((before, behind)) = rest.split_once(r#""dur_ms":"#) else {
        return rest.to_owned();
    };
    let end = behind.find([',', '}']).unwrap_or_default();
    format!(r#"{before}"dur_ms":{millis}{}"#, &behind[end..])
}
