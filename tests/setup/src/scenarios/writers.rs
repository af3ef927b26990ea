//! Writers that log themselves.

use std::io::{self, Write};
use std::time::Duration;

use logging_runtime::{Logging, evt, health, stage};

use super::Scenarios;

pub(super) const ALL: Scenarios = &[
    ("logs_an_error", logs_an_error),
    ("starts_a_stage", starts_a_stage),
    ("refuses_a_number", refuses_a_number),
    ("is_deep_in_values", is_deep_in_values),
    ("has_all_the_time", has_all_the_time),
];

/// A program that waits for itself is ended by a signal.
#[allow(unsafe_code)]
fn end_in_a_minute() {
    // SAFETY: it has no preconditions, and nobody here handles the signal.
    unsafe { libc::alarm(60) };
}

/// Does something before each write.
struct Before(fn());

impl Write for Before {
    fn write(&mut self, lines: &[u8]) -> io::Result<usize> {
        (self.0)();
        io::stdout().write_all(lines)?;
        Ok(lines.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().flush()
    }
}

/// Each line is written before the next one comes, so that the losses are told between them.
fn logs_an_error() {
    end_in_a_minute();
    let logging = Logging::builder();
    let guard = logging
        .writer(Before(|| tracing::error!("from the writer")))
        .init();
    for n in 0..2 {
        evt!("line", n);
        assert!(guard.flush(Duration::from_secs(30)), "it is written");
    }
}

/// The writer waits until the queue is full, and then has something to say that is never dropped.
fn starts_a_stage() {
    end_in_a_minute();
    let guard = Logging::builder().writer(Before(stage_at_first)).init();
    let padding = "x".repeat(10_000);
    let mut n = 0;
    while health().dropped == 0 {
        evt!("filling", n, padding);
        n += 1;
    }
    assert!(guard.flush(Duration::from_secs(30)), "it is written");
    evt!("after");
}

fn stage_at_first() {
    while health().dropped == 0 {
        std::thread::sleep(Duration::from_millis(1));
    }
    if health().written == 0 {
        step();
    }
}

#[stage("step")]
fn step() {}

/// Refuses the first line with a number of lines that were held back.
struct RefusesOnce(bool);

impl Write for RefusesOnce {
    fn write(&mut self, lines: &[u8]) -> io::Result<usize> {
        let has_number = String::from_utf8_lossy(lines).contains("\"suppressed\":");
        if has_number && !std::mem::replace(&mut self.0, true) {
            return Err(io::Error::other("full"));
        }
        io::stdout().write_all(lines)?;
        Ok(lines.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().flush()
    }
}

fn refuses_a_number() {
    let logging = Logging::builder().set("RATE_LIMIT_WINDOW_SEC", "1");
    let _guard = logging.writer(RefusesOnce(false)).init();
    for _ in 0..105 {
        tracing::info!("the same");
    }
    std::thread::sleep(Duration::from_millis(1_100));
    tracing::info!("the same");
    tracing::info!("another");
}

/// A value that logs itself so many times.
struct Deep(u32);

impl std::fmt::Display for Deep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 > 0 {
            evt!("deep", value = %Deep(self.0 - 1));
        }
        write!(f, "{}", self.0)
    }
}

fn is_deep_in_values() {
    let _guard = Logging::builder().writer(Before(|| ())).init();
    evt!("deep", value = %Deep(7));
}

/// No limit at all is a limit, too.
fn has_all_the_time() {
    let logging = Logging::builder().shutdown_limit(Duration::MAX);
    let guard = logging.writer(Before(|| ())).init();
    evt!("line", n = 0);
    drop(guard);
}
