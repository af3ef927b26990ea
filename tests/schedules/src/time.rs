//! A clock that stands still until somebody has waited for it.

use std::cell::Cell;
use std::ops::{Add, Sub};
use std::time::Duration;

thread_local! {
    /// All threads of a play are one of the system's.
    static NOW: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// So much time goes by.
pub(crate) fn pass(time: Duration) {
    NOW.set(NOW.get() + time);
}

/// In the place of the standard library's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Instant(Duration);

impl Instant {
    pub(crate) fn now() -> Instant {
        Instant(NOW.get())
    }

    pub(crate) fn saturating_duration_since(self, earlier: Instant) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;

    fn add(self, time: Duration) -> Instant {
        Instant(self.0 + time)
    }
}

impl Sub for Instant {
    type Output = Duration;

    fn sub(self, earlier: Instant) -> Duration {
        self.saturating_duration_since(earlier)
    }
}
