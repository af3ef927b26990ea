//! Locks that are not waited for without end: the end of a program has a limit, and a process that was forked
//! may find one held by a thread that it does not have.
//!
//! What a fresh state can stand ready for is a `Forkable`. What remains are locks of one job or stage, each
//! of which lasts a moment: a child tries them for a while, and then does without what is behind them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

static IS_CHILD: AtomicBool = AtomicBool::new(false);

/// Runs in a forked child.
#[cfg(unix)]
pub(crate) fn note() {
    IS_CHILD.store(true, Ordering::Relaxed);
}

/// Whether threads of ours may be gone without their end.
#[inline]
pub(crate) fn is_child() -> bool {
    IS_CHILD.load(Ordering::Relaxed)
}

/// Longer than any of its own threads holds one.
const PATIENCE: Duration = Duration::from_millis(100);

/// Locks it, also after a panic. Nothing where nobody is there who could give it back.
#[inline]
pub(crate) fn enter<T>(lock: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    if is_child() {
        try_for_a_while(lock)
    } else {
        Some(lock.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cold]
fn try_for_a_while<T>(lock: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    lock_until(lock, Instant::now() + PATIENCE)
}

/// Locks it, also after a panic, unless that takes longer than until then.
pub(crate) fn lock_until<T>(lock: &Mutex<T>, deadline: Instant) -> Option<MutexGuard<'_, T>> {
    for attempt in 0_u32.. {
        match try_lock(lock) {
            Some(guard) => return Some(guard),
            None if Instant::now() >= deadline => return None,
            // Most locks are held for a microsecond.
            None if attempt < 100 => thread::yield_now(),
            None => thread::sleep(Duration::from_millis(1)),
        }
    }
    None
}

/// Locks it, also after a panic, if nobody has it.
pub(crate) fn try_lock<T>(lock: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    match lock.try_lock() {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_nobody_gives_back_is_left() {
        let lock = Mutex::new(1);
        let held = lock.lock();
        assert!(try_for_a_while(&lock).is_none());
        drop(held);
        assert_eq!(try_for_a_while(&lock).as_deref(), Some(&1));
    }
}
