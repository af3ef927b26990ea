//! How many runs are open. Each thread counts alone, so that none waits for another, nor for its own processor,
//! which an atomic addition does.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering};

/// How many jobs and stages have started and not ended yet, in the whole program. While others start and end
/// runs it may be off by those.
pub(crate) fn open_runs() -> usize {
    let counted = COUNTS.iter().chain([&SHARED]);
    let counted = counted.map(|count| count.n.load(Ordering::Relaxed));
    usize::try_from(counted.fold(0, isize::wrapping_add)).unwrap_or_default()
}

#[inline]
pub(super) fn started() {
    add(1);
}

#[inline]
pub(super) fn ended() {
    add(-1);
}

#[inline]
fn add(n: isize) {
    match OWN.try_with(|own| own.0.get()) {
        Ok(Own::Alone(count)) => count.add_alone(n),
        Ok(Own::None) => {
            if let Some(count) = claim() {
                count.add_alone(n);
            } else {
                SHARED.add(n);
            }
        }
        // Nobody gives back what a thread claims at its very end.
        Ok(Own::Shared) | Err(_) => SHARED.add(n),
    }
}

/// What threads have started, less what they have ended: a run may end on another thread. No two counts are
/// on one line of a cache.
#[repr(align(128))]
struct Count {
    n: AtomicIsize,
    /// A thread has it.
    is_claimed: AtomicBool,
}

impl Count {
    const fn new() -> Count {
        Count {
            n: AtomicIsize::new(0),
            is_claimed: AtomicBool::new(false),
        }
    }

    fn add(&self, n: isize) {
        self.n.fetch_add(n, Ordering::Relaxed);
    }

    /// The same by the only thread that does it now.
    #[inline]
    fn add_alone(&self, n: isize) {
        let before = self.n.load(Ordering::Relaxed);
        self.n.store(before.wrapping_add(n), Ordering::Relaxed);
    }
}

/// So many threads at a time have a count of their own.
static COUNTS: [Count; 64] = [const { Count::new() }; 64];

/// That of all other threads.
static SHARED: Count = Count::new();

/// Which count a thread has.
#[derive(Clone, Copy)]
enum Own {
    None,
    Alone(&'static Count),
    Shared,
}

/// Gives the count back at the end of its thread.
struct Claimed(Cell<Own>);

impl Drop for Claimed {
    fn drop(&mut self) {
        if let Own::Alone(count) = self.0.get() {
            count.is_claimed.store(false, Ordering::Release);
        }
    }
}

thread_local! {
    static OWN: Claimed = const { Claimed(Cell::new(Own::None)) };
}

/// A count for this thread, if there is one that no other has.
#[cold]
fn claim() -> Option<&'static Count> {
    let free = COUNTS.iter().find(|count| {
        let claimed = &count.is_claimed;
        claimed
            .compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    });
    let own = free.map_or(Own::Shared, Own::Alone);
    let _ = OWN.try_with(|claimed| claimed.0.set(own));
    free
}

#[cfg(test)]
mod tests {
    use std::sync::{Barrier, Mutex, MutexGuard, PoisonError};
    use std::{ptr, thread};

    use super::*;

    /// Each of these tests counts what the others would change.
    fn alone() -> MutexGuard<'static, ()> {
        static ALONE: Mutex<()> = Mutex::new(());
        ALONE.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[test]
    fn a_thread_keeps_its_count_and_gives_it_back_at_its_end() {
        let _alone = alone();
        let own = || {
            started();
            ended();
            match OWN.with(|own| own.0.get()) {
                Own::Alone(count) => Some(ptr::from_ref(count).addr()),
                _ => None,
            }
        };
        let first = thread::spawn(move || (own(), own(), thread::spawn(own).join().ok()));
        let (mine, again, other) = first.join().expect("no panic");
        assert_eq!(mine, again);
        assert!(mine.is_some() && other.is_some_and(|other| other.is_some() && other != mine));
        // More threads, one after the other, than there are counts.
        for _ in 0..2 * COUNTS.len() {
            assert!(thread::spawn(own).join().expect("no panic").is_some());
        }
    }

    #[test]
    fn threads_for_which_there_is_no_count_left_share_one() {
        let _alone = alone();
        let barrier = Barrier::new(2 * COUNTS.len());
        thread::scope(|scope| {
            for _ in 0..2 * COUNTS.len() {
                scope.spawn(|| {
                    started();
                    barrier.wait();
                    assert!((2 * COUNTS.len()..2 * COUNTS.len() + 1_000).contains(&open_runs()));
                    barrier.wait();
                    ended();
                });
            }
        });
        assert!(open_runs() < 1_000);
    }

    /// Other tests have less than a hundredth of these open.
    const MANY: usize = 100_000;

    #[test]
    fn what_is_started_and_ended_is_added_up_whoever_does_it() {
        let _alone = alone();
        (0..MANY).for_each(|_| started());
        assert!((MANY..MANY + 1_000).contains(&open_runs()));
        let ends = thread::spawn(|| (0..MANY).for_each(|_| ended()));
        assert!(ends.join().is_ok() && open_runs() < 1_000);
    }
}
