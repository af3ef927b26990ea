//! The operations without any logging: what the harness itself costs.

use std::hint::black_box;

use super::{Kind, PLAIN, Peer};
use crate::workload::{
    Answer, Arguments, PENDING, PENDING_LONG, Pending, Workload, arguments, block_on, body, fields,
};

pub(crate) const PEER: Peer = Peer {
    name: "bare",
    kind: Kind::Bound,
    run,
    note: "nothing is logged",
    ..PLAIN
};

#[inline(never)]
fn stage(arguments: Arguments) -> Answer {
    body(arguments)
}

#[inline(never)]
async fn stage_async(arguments: Arguments, pending: u32) -> Answer {
    Pending(pending).await;
    body(arguments)
}

fn run(workload: Workload, n: u64) -> bool {
    for _ in 0..n {
        match workload {
            Workload::W1 | Workload::W4s => drop(black_box(stage(arguments()))),
            Workload::W2 => drop(black_box(block_on(stage_async(arguments(), 0)))),
            Workload::W2b => drop(black_box(block_on(stage_async(arguments(), PENDING)))),
            Workload::W2k => drop(black_box(block_on(stage_async(arguments(), PENDING_LONG)))),
            Workload::W3
            | Workload::W3t
            | Workload::W3u
            | Workload::W3e
            | Workload::W4e
            | Workload::W4t
            | Workload::W4b
            | Workload::W5 => {
                black_box(fields());
            }
        }
    }
    true
}
