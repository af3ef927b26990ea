//! In the place of the runtime's own.

use std::sync::{LockResult, PoisonError};
use std::time::Duration;

pub(crate) use shuttle::hint;
use shuttle::rand::Rng;
pub(crate) use shuttle::sync::{Mutex, MutexGuard, MutexGuard as Held};

pub(crate) use crate::time::Instant;

/// A lock that a scheduler knows, and so tries no schedule in which nobody but who waits for it goes on. The
/// runtime's own is [`crate::latch`].
#[derive(Debug, Default)]
pub(crate) struct Latch<T>(Mutex<T>);

impl<T> Latch<T> {
    pub(crate) fn new(value: T) -> Latch<T> {
        Latch(Mutex::new(value))
    }

    pub(crate) fn lock(&self) -> Held<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The scheduler's own never ends a wait by its limit. Here each such wait ends after some steps of others, by its limit
/// or by chance: who relies on being woken before that finds out.
#[derive(Debug, Default)]
pub(crate) struct Condvar(shuttle::sync::Condvar);

impl Condvar {
    pub(crate) fn notify_all(&self) {
        self.0.notify_all();
    }

    pub(crate) fn wait_while<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        condition: impl FnMut(&mut T) -> bool,
    ) -> LockResult<MutexGuard<'a, T>> {
        self.0.wait_while(guard, condition)
    }

    #[allow(clippy::unused_self, reason = "as the standard library has it")]
    pub(crate) fn wait_timeout_while<'a, T>(
        &self,
        mut guard: MutexGuard<'a, T>,
        limit: Duration,
        mut condition: impl FnMut(&mut T) -> bool,
    ) -> Option<MutexGuard<'a, T>> {
        if !condition(&mut guard) {
            return Some(guard);
        }
        drop(guard);
        thread::yield_now();
        if shuttle::rand::thread_rng().r#gen() {
            crate::time::pass(limit);
        }
        None
    }
}

pub(crate) mod thread {
    use std::time::Duration;

    pub(crate) use shuttle::thread::{Builder, yield_now};

    pub(crate) fn sleep(time: Duration) {
        crate::time::pass(time);
        yield_now();
    }
}

pub(crate) mod atomic {
    pub(crate) use shuttle::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
}
