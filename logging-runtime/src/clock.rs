//! The two clocks: the wall clock dates a line, the monotonic one measures everything else.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use once_cell::sync::OnceCell;

/// Wall-clock time in milliseconds since 1970; negative before.
pub(crate) fn unix_ms() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
    }
}

/// Nanoseconds of the monotonic clock since this program first asked.
pub(crate) fn monotonic_ns() -> u64 {
    static START: OnceCell<Instant> = OnceCell::new();
    let since = START.get_or_init(Instant::now).elapsed();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

/// Whole milliseconds since `start`, never negative: `Instant` saturates where a virtual machine's
/// clock steps back.
pub(crate) fn ms_since(start: Instant) -> u64 {
    u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX)
}
