//! Locks that are not waited for without end: the end of a program has a limit, and a process that was forked
//! may find one held by a thread that it does not have.
//!
//! What a fresh state can stand ready for is a `Forkable`. What remains are locks of one job or stage, each
//! of which lasts a moment: a child tries them for a while, and then does without what is behind them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::latch::{Held, Latch};

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

/// Takes a lock. Nothing where nobody is there who could give it back.
#[inline]
pub(crate) fn enter<T>(latch: &Latch<T>) -> Option<Held<'_, T>> {
    if is_child() {
        try_for_a_while(latch)
    } else {
        Some(latch.lock())
    }
}

#[cold]
fn try_for_a_while<T>(latch: &Latch<T>) -> Option<Held<'_, T>> {
    latch.lock_until(Instant::now() + PATIENCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_nobody_gives_back_is_left() {
        let latch = Latch::new(1);
        let held = latch.lock();
        assert!(try_for_a_while(&latch).is_none());
        drop(held);
        assert_eq!(try_for_a_while(&latch).as_deref(), Some(&1));
    }
}
