//! A program as a future: a thread stays with it, whatever the runtime is.
//!
//! A thread of its own, and not the runtime's process support, for three reasons. It behaves to the
//! byte as the blocking call does. It needs no I/O or time driver, which a runtime may have been
//! built without. And a child whose future was dropped is reaped at once, not when the runtime next
//! finds the time.

use std::future::Future;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use super::leash::Leash;
use super::pump::Output;
use super::run::{self, Ended, How, Plan};

/// A running program. Dropping it kills the program with its group.
#[derive(Debug)]
pub(super) struct Background(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    leash: Leash,
    slot: Mutex<Slot>,
}

#[derive(Debug, Default)]
struct Slot {
    ended: Option<Ended>,
    waker: Option<Waker>,
}

impl Background {
    pub(super) fn start(plan: Plan) -> Self {
        let shared = Arc::new(Shared::default());
        let worker = Arc::clone(&shared);
        let thread = thread::Builder::new().name("process-wait".to_owned());
        if let Err(error) = thread.spawn(move || worker.run(plan)) {
            let reason = "cannot be started".to_owned();
            shared.deliver(ended(How::NotStarted { error, reason }));
        }
        Self(shared)
    }
}

impl Future for Background {
    type Output = Ended;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Ended> {
        let mut slot = self.0.slot();
        if let Some(ended) = slot.ended.take() {
            return Poll::Ready(ended);
        }
        slot.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.0.leash.pull();
    }
}

impl Shared {
    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, plan: Plan) {
        let run = AssertUnwindSafe(|| run::run(plan, &self.leash));
        // A panic here would leave the future waiting for ever.
        self.deliver(panic::catch_unwind(run).unwrap_or_else(|_| {
            self.leash.pull();
            ended(How::Lost(io::Error::other("the waiting thread panicked")))
        }));
    }

    fn deliver(&self, ended: Ended) {
        let mut slot = self.slot();
        slot.ended = Some(ended);
        let waker = slot.waker.take();
        drop(slot);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

fn ended(how: How) -> Ended {
    Ended {
        how,
        output: Output::none(),
        bytes_out: 0,
        elapsed: Duration::ZERO,
    }
}
