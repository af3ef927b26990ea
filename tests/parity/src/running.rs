//! Futures driven by hand, with and without somebody who reads the lines.

use std::cell::Cell;
use std::future::Future;
use std::io::{self, Write};
use std::pin::{Pin, pin};
use std::sync::OnceLock;
use std::task::{Context, Poll, Waker};

use logging_runtime::Logging;
use tracing::Dispatch;
use tracing_subscriber::layer::SubscriberExt;

/// Polls a future to its end.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// Polls a future once and drops it.
///
/// # Panics
///
/// If it is ready at once.
pub fn poll_once<F: Future>(future: F) {
    let mut future = Box::pin(future);
    let polled = future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()));
    assert!(polled.is_pending(), "it waits once");
}

/// A future that is ready at its second poll.
pub fn yield_now() -> Pending {
    Pending { polled: false }
}

/// See [`yield_now`].
#[derive(Debug)]
pub struct Pending {
    polled: bool,
}

impl Future for Pending {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.polled, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}

thread_local! {
    static LINES: Cell<usize> = const { Cell::new(0) };
}

/// Runs code whose lines are written, and says how many were.
///
/// # Panics
///
/// If the environment sets the logging up in a wrong way.
pub fn recorded<R>(code: impl FnOnce() -> R) -> (R, usize) {
    static READER: OnceLock<Dispatch> = OnceLock::new();
    let reader = READER.get_or_init(|| {
        let layer = Logging::builder().json().writer(Counter).layer();
        let layer = layer.expect("a layer");
        Dispatch::new(tracing_subscriber::registry().with(layer))
    });
    LINES.set(0);
    let value = tracing::dispatcher::with_default(reader, code);
    (value, LINES.get())
}

/// Counts the lines of each thread, which writes them itself.
struct Counter;

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
        LINES.set(LINES.get() + lines);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
