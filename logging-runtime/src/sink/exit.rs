//! The end of a program: what is queued is written, what is held back is reported, and nobody is
//! kept waiting longer than the limit for that, a second unless the program says otherwise.

#![allow(unsafe_code)]

use std::time::Instant;

use crate::clock;
use crate::lane::{self, Lane};
use crate::lifecycle;
use crate::notice;

/// The guard was dropped, at this moment.
pub(crate) fn shut_down(lane: &'static Lane, start: Instant) {
    tell_open();
    lane.shut_down(end_of(lane, start));
}

fn tell_open() {
    let open = lifecycle::open_runs();
    if open > 0 {
        notice::once(format_args!(
            "{open} jobs and stages are still running while logging is shut down"
        ));
    }
}

/// A panic may be the last thing that the program does.
pub(crate) fn on_panic() {
    let start = Instant::now();
    for lane in lane::all() {
        let limit = lane.settings().shutdown_limit;
        lane.flush(limit.saturating_sub(start.elapsed()));
    }
}

/// Arranges that `process::exit`, which drops no guard, writes out what is queued.
pub(crate) fn register() {
    #[cfg(unix)]
    {
        static ONCE: std::sync::Once = std::sync::Once::new();
        ONCE.call_once(|| {
            // SAFETY: `at_exit` is a function that does not unwind. Where the system cannot
            // register it, a program that drops its guard loses nothing.
            unsafe { libc::atexit(at_exit) };
        });
    }
}

#[cfg(unix)]
extern "C" fn at_exit() {
    // Unwinding out of here would abort the exit.
    let _ = std::panic::catch_unwind(|| {
        tell_open();
        let start = Instant::now();
        for lane in lane::all() {
            lane.shut_down(end_of(lane, start));
        }
    });
}

/// When nobody waits for a lane any more.
fn end_of(lane: &Lane, start: Instant) -> Instant {
    clock::after(start, lane.settings().shutdown_limit)
}
