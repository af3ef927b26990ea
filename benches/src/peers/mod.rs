//! Who is measured.

mod bare;
#[cfg(feature = "libraries")]
mod libraries;
mod limit;
mod ours;

use crate::sink::Sink;
use crate::workload::Workload;

/// One way to write the lines.
#[derive(Clone, Copy)]
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// Sets it up, once in a process.
    pub(crate) start: fn(Sink),
    /// Runs so many operations inside one job. `false`: it has no such operation.
    pub(crate) run: fn(Workload, u64) -> bool,
    /// Waits until what was handed to other threads is written.
    pub(crate) flush: fn(),
    /// Judges what was written so far; it panics if that is wrong.
    pub(crate) check: fn(),
    /// How it is set up, and what its lines lack.
    pub(crate) note: &'static str,
}

/// What a peer is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// No logging, or a formatter that is no library.
    Bound,
    /// The framework.
    Ours,
    /// Another library.
    Library,
    /// Another library, which writes one line for a stage where two are asked for.
    #[cfg_attr(not(feature = "libraries"), expect(dead_code, reason = "it is one"))]
    LibraryOfOneLine,
}

/// What most have in common.
const PLAIN: Peer = Peer {
    name: "",
    kind: Kind::Library,
    start: |_| (),
    run: |_, _| false,
    flush: || (),
    check: || (),
    note: "",
};

/// All of them.
pub(crate) fn all() -> Vec<Peer> {
    #[allow(unused_mut, reason = "libraries are a feature")]
    let mut all = vec![
        bare::PEER,
        limit::PEER,
        limit::PEER_SINK,
        ours::PEER,
        ours::PEER_UNLIMITED,
        ours::PEER_BUFFERED,
    ];
    #[cfg(feature = "libraries")]
    all.extend(libraries::ALL);
    all
}

/// Those with a thread that writes into a file.
pub(crate) fn of_files() -> Vec<Peer> {
    #[allow(unused_mut, reason = "libraries are a feature")]
    let mut all = vec![limit::PEER_BACKGROUND, ours::PEER, ours::PEER_UNLIMITED];
    #[cfg(feature = "libraries")]
    all.extend(libraries::OF_FILES);
    all
}

pub(crate) fn find(name: &str) -> Option<Peer> {
    let mut peers = all().into_iter().chain(of_files());
    peers.find(|peer| peer.name == name)
}
