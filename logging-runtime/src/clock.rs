//! One clock dates a line and measures everything: the monotonic one, read once for each line at most. How far the
//! wall clock is ahead of it is looked up ten times a second. A wall clock that is set shows in the lines within that
//! time.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

#[cfg(not(unix))]
use once_cell::sync::OnceCell;

#[cfg(all(target_os = "linux", target_arch = "x86_64", not(miri)))]
mod ticks;
#[cfg(not(all(target_os = "linux", target_arch = "x86_64", not(miri))))]
mod ticks {
    pub(super) use super::monotonic_ns as recent_ns;
}

/// A moment, in nanoseconds of the monotonic clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Now(pub(crate) u64);

/// `Instant` in one word: two of those are subtracted with a check and a carry for each line.
#[cfg(unix)]
mod unix {
    #![allow(unsafe_code)]

    #[inline]
    pub(super) fn monotonic_ns() -> u64 {
        let mut now = libc::timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        // SAFETY: the pointer is that of a live `timespec`. The clock is there on every system that has
        // this function; on one without, the time stands still.
        unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut now) };
        let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
        // 64 bits hold 584 years.
        seconds.wrapping_mul(1_000_000_000) + u64::try_from(now.tv_nsec).unwrap_or_default()
    }
}

/// By how many nanoseconds the wall clock is ahead.
static AHEAD: AtomicI64 = AtomicI64::new(0);
/// When that is to be looked up again.
static LOOK_AGAIN: AtomicU64 = AtomicU64::new(0);
const EVERY: u64 = 100_000_000;

/// The time, at most a few microseconds old.
#[inline]
pub(crate) fn now() -> Now {
    Now(ticks::recent_ns())
}

/// Reads the clock.
#[cfg(unix)]
pub(crate) fn monotonic_ns() -> u64 {
    unix::monotonic_ns()
}

/// Reads the clock. Zero is when it was first read: `Instant` cannot say how long ago the system started.
#[cfg(not(unix))]
pub(crate) fn monotonic_ns() -> u64 {
    static START: OnceCell<Instant> = OnceCell::new();
    let since = Instant::now().saturating_duration_since(*START.get_or_init(Instant::now));
    // 64 bits hold 584 years.
    since.as_secs().wrapping_mul(1_000_000_000) + u64::from(since.subsec_nanos())
}

/// When so much time has passed since then. However long the limit is, there is such a moment: nobody waits for
/// more than a year.
pub(crate) fn after(start: Instant, limit: Duration) -> Instant {
    const YEAR: Duration = Duration::from_secs(365 * 24 * 3_600);
    start + limit.min(YEAR)
}

impl Now {
    /// No moment: the clock says less for centuries.
    pub(crate) const NEVER: Now = Now(u64::MAX);

    /// Wall-clock time in milliseconds since 1970; negative before.
    #[inline]
    pub(crate) fn unix_ms(self) -> i64 {
        if self.0 >= LOOK_AGAIN.load(Ordering::Relaxed) {
            look_again();
        }
        let ns = self
            .0
            .cast_signed()
            .wrapping_add(AHEAD.load(Ordering::Relaxed));
        ns.div_euclid(1_000_000)
    }

    /// Whole milliseconds since `start`, never negative.
    #[inline]
    pub(crate) fn ms_since(self, start: Now) -> u64 {
        self.0.saturating_sub(start.0) / 1_000_000
    }
}

/// Compares the two clocks. A thread that loses its processor between them would be wrong by as long as
/// that took, so it tries again.
#[cold]
fn look_again() {
    const CLOSE: u64 = 50_000;
    let mut best = u64::MAX;
    for _ in 0..4 {
        let before = monotonic_ns();
        let wall = unix_ns();
        let took = monotonic_ns().saturating_sub(before);
        if took < best {
            best = took;
            let between = before.saturating_add(took / 2).cast_signed();
            AHEAD.store(wall.wrapping_sub(between), Ordering::Relaxed);
            LOOK_AGAIN.store(before.saturating_add(EVERY), Ordering::Relaxed);
        }
        if best < CLOSE {
            return;
        }
    }
}

fn unix_ns() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |ns| -ns),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wall_clock_is_followed_to_a_millisecond() {
        for _ in 0..100 {
            let before = unix_ns().div_euclid(1_000_000);
            let told = now().unix_ms();
            let after = unix_ns().div_euclid(1_000_000);
            assert!(
                (before - 1..=after + 1).contains(&told),
                "{before} {told} {after}"
            );
        }
    }

    #[test]
    fn no_time_is_negative() {
        assert_eq!(Now(5).ms_since(Now(7_000_000)), 0);
        assert_eq!(Now(7_999_999).ms_since(Now(5_000_000)), 2);
    }
}
