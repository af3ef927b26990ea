//! The parts of the runtime that threads share, compiled with locks and counters that hand every
//! step to a scheduler, and what has to hold whatever the scheduler does.

// The sources bring their own unit tests, which run where they stand.
#![cfg(not(test))]

mod sync;
mod time;

#[path = "../../../logging-runtime/src/latch.rs"]
#[allow(dead_code, reason = "not all of it is used here")]
mod latch;

/// In the place of the runtime's own: no limit here is longer than time goes on.
mod clock {
    use crate::time::Instant;
    use std::time::Duration;

    pub(crate) fn after(start: Instant, limit: Duration) -> Instant {
        start + limit
    }
}

/// In the place of the runtime's own.
mod notice {
    pub(crate) fn once(what: std::fmt::Arguments<'_>) {
        panic!("{what}");
    }
}

#[path = "../../../logging-runtime/src/limit/mod.rs"]
#[allow(
    dead_code,
    missing_docs,
    reason = "the sources are linted where they stand"
)]
mod limit;

mod held;
mod limiter;
mod sink;

pub use held::take_turns;
pub use limiter::{Scene, few_places, one_key, one_key_among_expired, two_budgets};
pub use sink::{errors_without_time, lines_after_a_pause, lines_at_the_end, more_lines_than_room};
