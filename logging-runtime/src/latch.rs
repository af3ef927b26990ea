//! A lock for what is done in a moment. It is given back by a plain store, where that of the standard library needs a
//! second atomic exchange, to see whether somebody sleeps. Here nobody is woken: who finds it taken lets others have
//! the processor and looks again, and after a while sleeps between two looks. Who has looked in vain claims it, and
//! nobody gets it before: without that, a thread that takes it again and again would have it for ever.

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
    turn: Turn,
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
            turn: Turn::free(),
            value: UnsafeCell::new(value),
        }
    }

    /// Takes it, however long that takes.
    #[inline(always)]
    pub(crate) fn lock(&self) -> Held<'_, T> {
        while !self.turn.try_take() && !self.turn.wait(None) {}
        self.held()
    }

    /// Takes it, unless it is still taken then.
    #[inline]
    pub(crate) fn lock_until(&self, deadline: Instant) -> Option<Held<'_, T>> {
        let is_taken = self.turn.try_take() || self.turn.wait(Some(deadline));
        is_taken.then(|| self.held())
    }

    /// Takes it, if nobody has it or is the next.
    #[cfg(any(unix, test))]
    #[inline(always)]
    pub(crate) fn try_lock(&self) -> Option<Held<'_, T>> {
        self.turn.try_take().then(|| self.held())
    }

    /// For who has just taken it.
    #[inline(always)]
    fn held(&self) -> Held<'_, T> {
        Held {
            latch: self,
            value: PhantomData,
        }
    }
}

/// Whose turn it is. Apart from the value, so that it is compiled once.
#[derive(Default)]
struct Turn {
    is_taken: AtomicBool,
    /// One of those who wait is the next.
    is_claimed: AtomicBool,
}

impl Turn {
    const fn free() -> Turn {
        Turn {
            is_taken: AtomicBool::new(false),
            is_claimed: AtomicBool::new(false),
        }
    }

    /// Takes it, if nobody has it or is the next. Whether it did.
    #[inline(always)]
    fn try_take(&self) -> bool {
        !self.is_claimed.load(Ordering::Relaxed) && self.take()
    }

    #[inline(always)]
    fn take(&self) -> bool {
        !self.is_taken.swap(true, Ordering::Acquire)
    }

    #[inline(always)]
    fn give_back(&self) {
        self.is_taken.store(false, Ordering::Release);
    }

    /// Waits until it has it. `false`: it is still taken then.
    #[cold]
    #[inline(never)]
    fn wait(&self, deadline: Option<Instant>) -> bool {
        let (mut look, mut is_next) = (0_u32, false);
        loop {
            pause(look);
            look = look.saturating_add(1);
            // Many look at once, and a look does not take it from who has it.
            let is_free = !self.is_taken.load(Ordering::Relaxed);
            let has_it = is_free
                && if is_next {
                    self.take()
                } else {
                    self.try_take()
                };
            let is_over = || deadline.is_some_and(|deadline| Instant::now() >= deadline);
            if has_it || is_over() {
                if is_next {
                    self.is_claimed.store(false, Ordering::Relaxed);
                }
                return has_it;
            }
            if look >= PATIENCE && !is_next {
                is_next = !self.is_claimed.swap(true, Ordering::Relaxed);
            }
        }
    }
}

/// Who has it may wait for the processor that more of these would keep busy.
const SPINS: u32 = 4;
/// So often it is looked for before it is claimed.
const PATIENCE: u32 = 32;
const YIELDS: u32 = 128;

/// Lets others go on, for longer the more often it was looked for in vain.
fn pause(look: u32) {
    match look {
        0..SPINS => hint::spin_loop(),
        SPINS..YIELDS => thread::yield_now(),
        _ => {
            let doublings = ((look - YIELDS) / 16).min(4);
            thread::sleep(Duration::from_micros(60 << doublings));
        }
    }
}

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
        self.latch.turn.give_back();
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
    fn a_thread_that_takes_it_again_and_again_does_not_keep_it() {
        let (latch, ended) = (Latch::new(0), AtomicBool::new(false));
        let start = Instant::now();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    let held = latch.lock();
                    std::thread::sleep(Duration::from_millis(1));
                    drop(held);
                }
            });
            for _ in 0..50 {
                *latch.lock() += 1;
            }
            ended.store(true, Ordering::Relaxed);
        });
        // Without a claim it would be had once in thousands of looks.
        assert!(start.elapsed() < Duration::from_secs(5));
        assert!(!latch.turn.is_claimed.load(Ordering::Relaxed));
    }

    #[test]
    fn who_gives_up_claims_nothing_any_more() {
        let latch = Latch::new(());
        let held = latch.lock();
        assert!(
            latch
                .lock_until(Instant::now() + Duration::from_millis(20))
                .is_none()
        );
        drop(held);
        assert!(latch.try_lock().is_some());
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
