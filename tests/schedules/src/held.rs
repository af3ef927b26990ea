//! The lock itself: threads that take it at the same time.

use shuttle::sync::Arc;
use shuttle::thread;

use crate::latch::Latch;

/// Lets threads change what is behind a lock in two steps, some of which do without where it is taken, and asserts
/// that none of them sees the half of another's.
///
/// # Panics
///
/// If that does not hold.
pub fn take_turns() {
    const EACH: u64 = 2;
    let latch = Arc::new(Latch::new((0_u64, 0_u64)));
    let threads: Vec<_> = [true, true, false]
        .into_iter()
        .map(|waits| {
            let latch = Arc::clone(&latch);
            thread::spawn(move || (0..EACH).map(|_| step(&latch, waits)).sum::<u64>())
        })
        .collect();
    let steps: u64 = threads
        .into_iter()
        .map(|thread| thread.join().expect("no panic"))
        .sum();
    assert_eq!(*latch.lock(), (steps, steps));
    assert!(steps >= 2 * EACH);
}

/// How often it was taken.
fn step(latch: &Latch<(u64, u64)>, waits: bool) -> u64 {
    let held = if waits {
        Some(latch.lock())
    } else {
        latch.try_lock()
    };
    let Some(mut pair) = held else { return 0 };
    assert_eq!(pair.0, pair.1);
    pair.0 += 1;
    thread::yield_now();
    pair.1 += 1;
    1
}
