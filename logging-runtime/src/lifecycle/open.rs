//! How many runs are open. Threads count in many places: all of them would wait for one counter.

use std::cell::Cell;
use std::sync::atomic::{AtomicIsize, AtomicUsize, Ordering};

/// How many jobs and stages have started and not ended yet, in the whole program. While others start and end
/// runs it may be off by those.
pub(crate) fn open_runs() -> usize {
    let counted = OPEN.iter().map(|count| count.0.load(Ordering::Relaxed));
    usize::try_from(counted.fold(0, isize::wrapping_add)).unwrap_or_default()
}

pub(super) fn started() {
    own().0.fetch_add(1, Ordering::Relaxed);
}

pub(super) fn ended() {
    own().0.fetch_sub(1, Ordering::Relaxed);
}

/// What threads have started, less what they have ended: a run may end on another thread. No two counts are
/// on one line of a cache.
#[repr(align(128))]
struct Count(AtomicIsize);

const COUNTS: usize = 32;

static OPEN: [Count; COUNTS] = [const { Count(AtomicIsize::new(0)) }; COUNTS];

/// The place of the next thread that asks.
static NEXT: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static OWN: Cell<Option<&'static Count>> = const { Cell::new(None) };
}

#[inline]
fn own() -> &'static Count {
    let own = OWN.try_with(Cell::get).ok().flatten();
    own.unwrap_or_else(choose)
}

#[cold]
fn choose() -> &'static Count {
    let count = &OPEN[NEXT.fetch_add(1, Ordering::Relaxed) % COUNTS];
    let _ = OWN.try_with(|own| own.set(Some(count)));
    count
}

#[cfg(test)]
mod tests {
    use std::{ptr, thread};

    use super::*;

    #[test]
    fn a_thread_keeps_its_count_and_others_have_another() {
        assert!(ptr::eq(own(), own()));
        let other = thread::spawn(|| ptr::from_ref(own()).addr());
        assert!(
            other
                .join()
                .is_ok_and(|other| other != ptr::from_ref(own()).addr())
        );
    }

    /// Other tests have less than a hundredth of these open.
    const MANY: usize = 100_000;

    #[test]
    fn what_is_started_and_ended_is_added_up_whoever_does_it() {
        (0..MANY).for_each(|_| started());
        assert!((MANY..MANY + 1_000).contains(&open_runs()));
        let ends = thread::spawn(|| (0..MANY).for_each(|_| ended()));
        assert!(ends.join().is_ok() && open_runs() < 1_000);
    }
}
