//! Who is measured.

mod bare;
mod limit;
mod ours;
mod tracing_fmt;

use crate::sink::Sink;
use crate::workload::Workload;

/// One way to write the lines.
#[derive(Clone, Copy)]
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    /// Sets it up, once in a process.
    pub(crate) start: fn(Sink),
    /// Runs so many operations inside one job. `false`: it has no such operation.
    pub(crate) run: fn(Workload, u64) -> bool,
    /// How it is set up, and what its lines lack.
    pub(crate) note: &'static str,
}

/// All of them, in the order of the tables.
pub(crate) fn all() -> Vec<Peer> {
    vec![
        bare::PEER,
        limit::PEER,
        limit::PEER_SINK,
        ours::PEER,
        ours::PEER_UNLIMITED,
        tracing_fmt::PEER,
    ]
}

pub(crate) fn find(name: &str) -> Option<Peer> {
    all().into_iter().find(|peer| peer.name == name)
}
