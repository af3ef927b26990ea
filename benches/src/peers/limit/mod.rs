//! The limit: a formatter written by hand for exactly these lines. What never changes is in ready
//! pieces that are copied whole, the time is formatted once a second, the clock is read once a line, and
//! nothing is checked, redacted, limited or told about failures. No library can be faster by much.

mod background;
mod calls;
mod finish;
mod line;
mod put;

use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Kind, PLAIN, Peer};
use crate::workload::{Fields, PENDING, PENDING_LONG, Workload, arguments, block_on, fields};
use background::Background;
use calls::{event, limited_event, stage, stage_async, stage_off};
use finish::{Finish, OwnBuffer, SharedSink};
use line::InStage;

pub(crate) const PEER: Peer = Peer {
    name: "limit",
    run: run::<OwnBuffer>,
    note: "by hand; no redaction, no rate limit but a counter for one message, no failure is told",
    ..LIMIT
};

/// With what a program needs whose threads share a writer.
pub(crate) const PEER_SINK: Peer = Peer {
    name: "limit_sink",
    run: run::<SharedSink>,
    note: "the same into a writer behind a lock, with counters",
    ..LIMIT
};

/// With a thread that writes.
pub(crate) const PEER_BACKGROUND: Peer = Peer {
    name: "limit_bg",
    start: background::start,
    run: run::<Background>,
    flush: background::flush,
    note: "the same, whole chunks of 64 KiB handed to a thread that writes them; a caller waits when 16 MiB do",
    ..LIMIT
};

const LIMIT: Peer = Peer {
    kind: Kind::Bound,
    start: finish::start,
    ..PLAIN
};

/// The next number that makes a text new.
static UNSEEN: AtomicU64 = AtomicU64::new(0);

fn run<F: Finish>(workload: Workload, n: u64) -> bool {
    use Workload::{W3, W3e, W3t, W3u, W4b, W4e, W4t, W5};
    line::enter_job(F::BUFFER);
    let is_event = matches!(workload, W3 | W3e | W3t | W3u | W4b | W4e | W4t | W5);
    let in_stage = is_event.then(InStage::new);
    for _ in 0..n {
        operation::<F>(workload);
    }
    drop(in_stage);
    line::leave_job::<F>();
    true
}

#[inline(always)]
fn operation<F: Finish>(workload: Workload) {
    match workload {
        Workload::W1 => drop(black_box(stage::<F>(arguments()))),
        Workload::W2 => drop(black_box(block_on(stage_async::<F>(arguments(), 0)))),
        Workload::W2b => drop(black_box(block_on(stage_async::<F>(arguments(), PENDING)))),
        Workload::W2k => drop(black_box(block_on(stage_async::<F>(
            arguments(),
            PENDING_LONG,
        )))),
        // What is kept is formatted all the same.
        Workload::W3 | Workload::W3t | Workload::W4b => event::<F>(fields(), 3),
        Workload::W3u => event::<F>(
            Fields {
                latency_ms: UNSEEN.fetch_add(1, Ordering::Relaxed),
                ..fields()
            },
            3,
        ),
        Workload::W3e => {
            event::<F>(fields(), 3);
            line::leave_job::<F>();
            F::flush();
        }
        Workload::W4e | Workload::W4t => event::<F>(fields(), 4),
        Workload::W4s => drop(black_box(stage_off::<F>(arguments()))),
        Workload::W5 => limited_event::<F>(fields()),
    }
}
