//! How many runs are open. Each thread counts for itself: all of them would wait for one counter.

use std::iter;
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering};

use once_cell::race::OnceRef;

/// How many jobs and stages have started and not ended yet, in the whole program.
pub(crate) fn open_runs() -> usize {
    let counted = all().map(|count| count.runs.load(Ordering::Relaxed));
    let open = counted.fold(REST.load(Ordering::Relaxed), isize::wrapping_add);
    // Others go on while they are added up.
    usize::try_from(open).unwrap_or_default()
}

pub(super) fn started() {
    add(1);
}

pub(super) fn ended() {
    add(-1);
}

fn add(runs: isize) {
    let added = OWN.try_with(|own| own.0.add(runs));
    if added.is_err() {
        REST.fetch_add(runs, Ordering::Relaxed);
    }
}

thread_local! {
    static OWN: Own = Own(Count::claim());
}

/// What threads have counted that are about to end and keep nothing of their own any more.
static REST: AtomicIsize = AtomicIsize::new(0);

/// What a thread has started, less what it has ended: a run may end on another. It is never freed, and what
/// one thread leaves the next goes on with. No two of them are on one line of a cache.
#[repr(align(128))]
struct Count {
    runs: AtomicIsize,
    is_owned: AtomicBool,
    next: OnceRef<'static, Count>,
}

static FIRST: OnceRef<'static, Count> = OnceRef::new();

fn all() -> impl Iterator<Item = &'static Count> {
    iter::successors(FIRST.get(), |count| count.next.get())
}

impl Count {
    /// One that no other thread has.
    fn claim() -> &'static Count {
        if let Some(free) = all().find(|count| !count.is_owned.swap(true, Ordering::Acquire)) {
            return free;
        }
        let new: &Count = Box::leak(Box::new(Count {
            runs: AtomicIsize::new(0),
            is_owned: AtomicBool::new(true),
            next: OnceRef::new(),
        }));
        let mut place = &FIRST;
        while place.set(new).is_err()
            && let Some(before) = place.get()
        {
            place = &before.next;
        }
        new
    }

    fn add(&self, runs: isize) {
        // Nobody else writes it, so that a plain addition will do.
        let sum = self.runs.load(Ordering::Relaxed).wrapping_add(runs);
        self.runs.store(sum, Ordering::Relaxed);
    }
}

/// A count for as long as its thread runs.
struct Own(&'static Count);

impl Drop for Own {
    fn drop(&mut self) {
        self.0.is_owned.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::{ptr, thread};

    use super::*;

    fn own() -> &'static Count {
        OWN.with(|own| own.0)
    }

    #[test]
    fn a_thread_counts_for_itself() {
        let counted = || own().runs.load(Ordering::Relaxed);
        let before = counted();
        started();
        started();
        assert!(thread::spawn(started).join().is_ok());
        assert_eq!(counted(), before + 2);
        (0..3).for_each(|_| ended());
        assert_eq!(counted(), before - 1);
    }

    #[test]
    fn a_thread_goes_on_with_what_one_before_it_has_left() {
        let place = || thread::spawn(|| ptr::from_ref(own()).addr()).join().ok();
        let places: HashSet<_> = (0..100).map(|_| place()).collect();
        assert!(places.len() < 100);
    }
}
