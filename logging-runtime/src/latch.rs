//! A lock for what is done in a moment. It is given back by a plain store, where that of the standard library needs a
//! second atomic exchange, to see whether somebody sleeps. Here nobody is woken: who finds it taken lets others have
//! the processor and looks again, and after a while sleeps a millisecond between two looks.

#![allow(unsafe_code)]
#![allow(
    clippy::inline_always,
    reason = "taking it and giving it back are a few instructions, and a call has as many"
)]

use std::cell::UnsafeCell;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::time::{Duration, Instant};

use crate::sync::atomic::{AtomicBool, Ordering};
use crate::sync::{hint, thread};

/// A value that one thread has at a time.
#[derive(Default)]
pub(crate) struct Latch<T> {
    is_taken: AtomicBool,
    value: UnsafeCell<T>,
}

/// Whoever has this has the value. A panic meanwhile leaves that as it is.
#[must_use]
pub(crate) struct Held<'a, T> {
    latch: &'a Latch<T>,
    value: PhantomData<&'a mut T>,
}

// SAFETY: the value goes from thread to thread, and one has it at a time.
unsafe impl<T: Send> Sync for Latch<T> {}

impl<T> Latch<T> {
    pub(crate) const fn new(value: T) -> Latch<T> {
        Latch {
            is_taken: AtomicBool::new(false),
            value: UnsafeCell::new(value),
        }
    }

    /// Takes it, however long that takes.
    #[inline(always)]
    pub(crate) fn lock(&self) -> Held<'_, T> {
        loop {
            if let Some(held) = self.try_lock() {
                return held;
            }
            self.wait(None);
        }
    }

    /// Takes it, unless it is still taken then.
    pub(crate) fn lock_until(&self, deadline: Instant) -> Option<Held<'_, T>> {
        loop {
            if let Some(held) = self.try_lock() {
                return Some(held);
            }
            if !self.wait(Some(deadline)) {
                return None;
            }
        }
    }

    /// Takes it, if nobody has it.
    #[inline(always)]
    pub(crate) fn try_lock(&self) -> Option<Held<'_, T>> {
        if self.is_taken.swap(true, Ordering::Acquire) {
            return None;
        }
        Some(Held {
            latch: self,
            value: PhantomData,
        })
    }

    /// Waits until it may be had. `false`: it is still taken then.
    #[cold]
    #[inline(never)]
    fn wait(&self, deadline: Option<Instant>) -> bool {
        for look in 0_u32.. {
            match look {
                // Few: who has it may wait for the processor that this would keep busy.
                0..SPINS => hint::spin_loop(),
                SPINS..YIELDS => thread::yield_now(),
                _ => thread::sleep(Duration::from_millis(1)),
            }
            if !self.is_taken.load(Ordering::Relaxed) {
                return true;
            }
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return false;
            }
        }
        false
    }
}

const SPINS: u32 = 4;
const YIELDS: u32 = 200;

impl<T> Deref for Held<'_, T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: whoever has this is the only one who has the value.
        unsafe { &*self.latch.value.get() }
    }
}

impl<T> DerefMut for Held<'_, T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as above, and this is borrowed alone.
        unsafe { &mut *self.latch.value.get() }
    }
}

impl<T> Drop for Held<'_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        self.latch.is_taken.store(false, Ordering::Release);
    }
}

impl<T> fmt::Debug for Latch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Latch").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    #[test]
    fn one_thread_has_it_at_a_time_and_sees_what_the_one_before_has_done() {
        const EACH: u64 = 20_000;
        let latch = Latch::new((0, 0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..EACH {
                        let mut pair = latch.lock();
                        pair.0 += 1;
                        assert_eq!(pair.0, pair.1 + 1);
                        pair.1 += 1;
                    }
                });
            }
        });
        assert_eq!(*latch.lock(), (4 * EACH, 4 * EACH));
    }

    #[test]
    fn nobody_waits_for_it_longer_than_is_said() {
        let latch = Latch::new(());
        let held = latch.lock();
        assert!(latch.try_lock().is_none());
        let (start, limit) = (Instant::now(), Duration::from_millis(20));
        assert!(latch.lock_until(start + limit).is_none());
        assert!(start.elapsed() >= limit);
        drop(held);
        assert!(latch.lock_until(start).is_some());
    }

    #[test]
    fn who_waits_gets_it_also_when_it_was_held_for_long() {
        let latch = Latch::new(1);
        let held = latch.lock();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| *latch.lock());
            std::thread::sleep(Duration::from_millis(20));
            drop(held);
            assert_eq!(waiting.join().ok(), Some(1));
        });
    }

    #[test]
    fn a_panic_gives_it_back() {
        let latch = Latch::new(1);
        let panics = AssertUnwindSafe(|| {
            let mut held = latch.lock();
            *held = 2;
            panic!("while it is held");
        });
        assert!(catch_unwind(panics).is_err());
        assert_eq!(latch.try_lock().as_deref(), Some(&2));
    }
}
