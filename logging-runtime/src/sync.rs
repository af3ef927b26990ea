//! The locks and counters of what is also tested under a scheduler that tries interleavings: `tests/schedules`
//! compiles the same sources with those of `shuttle` in the place of these.

pub(crate) use crate::latch::{Held, Latch};
pub(crate) use std::sync::{Condvar, Mutex, MutexGuard};
pub(crate) use std::time::Instant;
pub(crate) use std::{hint, thread};

pub(crate) mod atomic {
    pub(crate) use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
}
