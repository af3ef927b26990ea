//! The parts of the runtime that threads share, compiled with locks and counters that hand every
//! step to a scheduler, and what has to hold whatever the scheduler does.

// The sources bring their own unit tests, which run where they stand.
#![cfg(not(test))]

/// In the place of the runtime's own.
mod sync {
    pub(crate) use shuttle::sync::{Mutex, MutexGuard};
    pub(crate) use std::sync::PoisonError;

    pub(crate) mod atomic {
        pub(crate) use shuttle::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
    }
}

#[path = "../../../logging-runtime/src/limit/mod.rs"]
#[allow(
    dead_code,
    missing_docs,
    reason = "the sources are linted where they stand"
)]
mod limit;

mod limiter;

pub use limiter::{Scene, few_places, one_key, one_key_among_expired, two_budgets};
