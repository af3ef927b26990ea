//! Programs as futures.

use std::future::Future;
use std::io::Read;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use super::{STUBBORN_FAMILY, assert_all_gone, life_line, poll_once, sh, shell};
use crate::process::Capture;

/// The smallest executor there is: these futures need no other.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}

#[test]
fn a_future_gives_what_the_blocking_call_gives() {
    let done = block_on(
        sh("printf 12345; echo noise >&2")
            .capture_stdout(10)
            .run_async(),
    );
    let done = done.expect("success");
    assert_eq!(
        (done.stdout.as_slice(), done.stderr_tail.as_str()),
        (&b"12345"[..], "noise")
    );
    let error = block_on(sh("echo why >&2; exit 2").run_async()).expect_err("exit 2");
    assert_eq!(error.detail(), "exit_code=2: why");
    let missing = Capture::new(std::process::Command::new("no-such-program"));
    assert_eq!(
        block_on(missing.run_async()).expect_err("missing").detail(),
        "no-such-program: not found in PATH"
    );
}

#[test]
fn futures_can_be_sent() {
    fn assert_send(_: &impl Send) {}
    assert_send(&sh("exit 0").run_async());
}

#[test]
fn dropping_the_future_kills_the_whole_group() {
    let (mut family, line) = life_line();
    // Its first byte says that everybody is there.
    let script = STUBBORN_FAMILY.replace("echo started >&2", "echo s >&3");
    let mut future = Box::pin(sh(&script).stdin(line).run_async());
    poll_once(&mut future);
    family.read_exact(&mut [0; 2]).expect("the family starts");
    drop(future);
    assert_all_gone(family);
}

#[test]
fn dropping_the_future_while_the_program_starts_kills_it_too() {
    for _ in 0..50 {
        let (family, line) = life_line();
        let mut future = Box::pin(sh("sleep 300").stdin(line).run_async());
        poll_once(&mut future);
        drop(future);
        assert_all_gone(family);
    }
}

#[test]
fn a_future_that_is_never_polled_runs_nothing() {
    let (mut reader, writer) = life_line();
    drop(
        Capture::new(shell("echo ran >&0"))
            .stdin(writer)
            .run_async(),
    );
    let mut said = String::new();
    reader.read_to_string(&mut said).expect("readable");
    assert_eq!(said, "");
}
