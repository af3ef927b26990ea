//! Real programs, by way of `/bin/sh`.

#![cfg(unix)]

mod background;
mod endings;
mod lines;
mod not_started;
mod pumps;

use std::future::Future;
use std::io::{PipeReader, PipeWriter, Read};
use std::pin::Pin;
use std::process::Command;
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

use super::{Capture, Error, Finished};

/// What a call takes at most, with room for a machine that is busy with other tests. What must not
/// be waited for takes far longer.
const SOON: Duration = Duration::from_secs(60);
const LONG: Duration = Duration::from_secs(300);

fn sh(script: &str) -> Capture {
    Capture::new(shell(script)).timeout(LONG)
}

fn shell(script: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", script]);
    command
}

/// A pipe whose reader sees the end when all processes that got the writer are gone.
fn life_line() -> (PipeReader, PipeWriter) {
    std::io::pipe().expect("a pipe")
}

/// Waits until nobody holds the other end.
fn assert_all_gone(mut life_line: PipeReader) {
    let before = Instant::now();
    let mut rest = Vec::new();
    life_line.read_to_end(&mut rest).expect("readable");
    assert!(before.elapsed() < SOON, "a process outlived its time limit");
}

/// Starts the program of a future that is not to be waited for.
fn poll_once(future: &mut (impl Future<Output = Result<Finished, Error>> + Unpin)) {
    let polled = Pin::new(future).poll(&mut Context::from_waker(Waker::noop()));
    assert!(polled.is_pending());
}

/// Two generations that do not stop for `SIGTERM` and hold on to their standard input.
const STUBBORN_FAMILY: &str = "trap '' TERM; exec 3>&0; \
    (trap '' TERM; sleep 300 >&3 & sleep 300 >&3; wait) & echo started >&2; wait; sleep 300";
