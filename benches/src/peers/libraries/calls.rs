//! What a library is called with, and how often.

use std::hint::black_box;
use std::time::Instant;

use crate::workload::{
    Answer, Arguments, Fields, PENDING, PENDING_LONG, Workload, arguments, block_on, fields,
};

/// The operations of a library. What it has not is never called: see [`Calls::has`].
pub(super) trait Calls {
    fn has(workload: Workload) -> bool;

    fn stage(&self, arguments: Arguments) -> Answer;

    fn stage_async(&self, arguments: Arguments, pending: u32) -> impl Future<Output = Answer>;

    /// A stage below the level.
    fn stage_off(&self, arguments: Arguments) -> Answer {
        crate::workload::body(arguments)
    }

    fn event(&self, fields: Fields);

    /// An event below the level.
    fn event_off(&self, fields: Fields);
}

/// What a library without outcomes is told by hand.
#[inline(always)]
pub(super) fn outcome(answer: &Answer) -> &'static str {
    if answer.is_ok() { "success" } else { "error" }
}

/// Milliseconds since then, by hand.
#[inline(always)]
pub(super) fn ms_since(started: Instant) -> u64 {
    u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Whether the operation is one inside a stage, of which the event tells.
pub(super) fn is_in_stage(workload: Workload) -> bool {
    use Workload::{W3, W3t, W4e, W4t};
    matches!(workload, W3 | W3t | W4e | W4t)
}

/// Runs so many operations. `false`: the library has none of this kind.
#[inline]
pub(super) fn repeat<C: Calls>(calls: &C, workload: Workload, n: u64) -> bool {
    if !C::has(workload) {
        return false;
    }
    let later = |pending| drop(black_box(block_on(calls.stage_async(arguments(), pending))));
    for _ in 0..n {
        match workload {
            Workload::W1 => drop(black_box(calls.stage(arguments()))),
            Workload::W2 => later(0),
            Workload::W2b => later(PENDING),
            Workload::W2k => later(PENDING_LONG),
            Workload::W3 | Workload::W3t => calls.event(fields()),
            Workload::W4e | Workload::W4t => calls.event_off(fields()),
            Workload::W4s => drop(black_box(calls.stage_off(arguments()))),
            Workload::W3u | Workload::W3e | Workload::W4b | Workload::W5 => return false,
        }
    }
    true
}
