//! A reading of the monotonic clock that is a few microseconds old at most. A reading costs as much as a short line is
//! written in, mostly for the system to turn the processor's counter of ticks into a time; what the counter says by
//! itself is whether there has been time enough for that to be worth it.
//!
//! The counter is that of another processor where the system moves a thread. So it is asked only where the system
//! itself keeps its time by it, which it does only where all of them agree.

#![allow(unsafe_code)]

use std::arch::x86_64::_rdtsc;
use std::cell::Cell;
use std::sync::atomic::{AtomicU8, Ordering};

use super::unix::monotonic_ns;

/// A reading is used again for so many ticks: 4 to 16 microseconds, as processors have 1 to 4 of them in a
/// nanosecond.
const OLD: u64 = 1 << 14;

/// The time in nanoseconds of the monotonic clock, which never goes back for a thread.
#[inline]
pub(super) fn recent_ns() -> u64 {
    if IS_TRUSTED.load(Ordering::Relaxed) == YES {
        // SAFETY: each processor of this architecture has the instruction, and where the system keeps its time by the
        // counter, its own function for that executes it in the program, too.
        let ticks = unsafe { _rdtsc() };
        let kept = LAST.try_with(|last| {
            let age = ticks.wrapping_sub(last.ticks.get());
            (age < OLD).then(|| last.ns.get())
        });
        if let Ok(Some(ns)) = kept {
            return ns;
        }
        return read(ticks);
    }
    read_untrusting()
}

/// The last reading of a thread, and what the counter said before it.
struct Last {
    ticks: Cell<u64>,
    ns: Cell<u64>,
}

thread_local! {
    static LAST: Last = const { Last { ticks: Cell::new(0), ns: Cell::new(0) } };
}

#[inline(never)]
fn read(ticks: u64) -> u64 {
    let ns = monotonic_ns();
    let _ = LAST.try_with(|last| {
        last.ticks.set(ticks);
        last.ns.set(ns);
    });
    ns
}

#[cold]
fn read_untrusting() -> u64 {
    if IS_TRUSTED.load(Ordering::Relaxed) == UNKNOWN {
        let source = std::fs::read(SOURCE).unwrap_or_default();
        let is_trusted = source.trim_ascii() == b"tsc";
        IS_TRUSTED.store(if is_trusted { YES } else { NO }, Ordering::Relaxed);
    }
    monotonic_ns()
}

/// What the system keeps its time by.
const SOURCE: &str = "/sys/devices/system/clocksource/clocksource0/current_clocksource";

/// Whether the counter can be trusted.
static IS_TRUSTED: AtomicU8 = AtomicU8::new(UNKNOWN);

const UNKNOWN: u8 = 0;
const YES: u8 = 1;
const NO: u8 = 2;

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn the_time_is_never_older_than_some_microseconds_and_goes_on_while_a_thread_sleeps() {
        for trust in [UNKNOWN, YES, NO] {
            IS_TRUSTED.store(trust, Ordering::Relaxed);
            let (start, mut before) = (Instant::now(), 0);
            while start.elapsed() < Duration::from_millis(20) {
                let real = monotonic_ns();
                let told = recent_ns();
                // A tick takes a nanosecond at most.
                assert!(
                    told + OLD >= real && told <= monotonic_ns(),
                    "{real} {told}"
                );
                assert!(told >= before);
                before = told;
            }
            std::thread::sleep(Duration::from_millis(5));
            assert!(recent_ns() >= before + 5_000_000);
        }
    }

    #[test]
    fn a_counter_that_goes_back_is_not_believed() {
        IS_TRUSTED.store(YES, Ordering::Relaxed);
        LAST.with(|last| {
            last.ticks.set(u64::MAX / 2);
            last.ns.set(7);
        });
        assert_ne!(recent_ns(), 7);
    }
}
