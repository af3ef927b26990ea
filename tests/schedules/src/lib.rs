//! The parts of the runtime that threads share, compiled with locks and counters that hand every
//! step to a scheduler, and what has to hold whatever the scheduler does.

// The sources bring their own unit tests, which run where they stand.
#![cfg(not(test))]

/// In the place of the runtime's own.
mod sync {
    use std::sync::PoisonError;

    pub(crate) use shuttle::sync::MutexGuard as Held;
    pub(crate) use shuttle::{hint, thread};

    /// A lock that a scheduler knows, and so tries no schedule in which nobody but who waits for it goes on. The
    /// runtime's own is [`crate::latch`].
    pub(crate) struct Latch<T>(shuttle::sync::Mutex<T>);

    impl<T> Latch<T> {
        pub(crate) fn new(value: T) -> Latch<T> {
            Latch(shuttle::sync::Mutex::new(value))
        }

        pub(crate) fn lock(&self) -> Held<'_, T> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner)
        }
    }

    pub(crate) mod atomic {
        pub(crate) use shuttle::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
    }
}

#[path = "../../../logging-runtime/src/latch.rs"]
#[allow(dead_code, reason = "not all of it is used here")]
mod latch;

#[path = "../../../logging-runtime/src/limit/mod.rs"]
#[allow(
    dead_code,
    missing_docs,
    reason = "the sources are linted where they stand"
)]
mod limit;

mod held;
mod limiter;

pub use held::take_turns;
pub use limiter::{Scene, few_places, one_key, one_key_among_expired, two_budgets};
