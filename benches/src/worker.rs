//! A process in which one peer runs: it is told what to do line by line, or does one thing.

use std::io::{BufRead, Write, stdin, stdout};

use crate::clock::{process_cpu_ns, thread_cpu_ns};
use crate::peers::{self, Peer};
use crate::sink::Sink;
use crate::workload::{ALL, Workload};

/// How [`once`] ends where the peer has no such operation; a worker that fails ends otherwise.
pub(crate) const NO_SUCH_OPERATION: i32 = 3;

fn started(peer: &str, sink: &str) -> Peer {
    let peer = peers::find(peer).expect("a peer of this name");
    (peer.start)(Sink::parse(sink).expect("a sink of this name"));
    peer
}

/// Reads lines of a workload and a number, and answers each with the nanoseconds that its operations
/// took together, of the calling thread and of all, or with `-` where the peer has no such operation.
pub(crate) fn serve(peer: &str, sink: &str) {
    let peer = started(peer, sink);
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let line = line.expect("a line");
        let (workload, n) = line.split_once(' ').expect("a workload and a number");
        let workload = Workload::parse(workload).expect("a workload of this name");
        let answer = answer(&peer, workload, n.parse().expect("a number"));
        writeln!(out, "{answer}")
            .and_then(|()| out.flush())
            .expect("somebody reads");
    }
}

fn answer(peer: &Peer, workload: Workload, n: u64) -> String {
    let (of_thread, of_all) = (thread_cpu_ns(), process_cpu_ns());
    if !(peer.run)(workload, n) {
        return "-".to_owned();
    }
    let of_thread = thread_cpu_ns() - of_thread;
    (peer.flush)();
    let of_all = process_cpu_ns() - of_all;
    (peer.check)();
    format!("{of_thread} {of_all}")
}

/// Runs one workload, for callgrind, which counts inside [`benches_counted`].
pub(crate) fn once(peer: &str, workload: &str, n: &str) {
    let peer = started(peer, "memory");
    let workload = Workload::parse(workload).expect("a workload of this name");
    let n: u64 = n.parse().expect("a number");
    // The first call sets up what lives as long as the program or the thread.
    if !(peer.run)(workload, 100) {
        std::process::exit(NO_SUCH_OPERATION);
    }
    counted(peer, workload, n);
}

/// The function that callgrind counts in. It is found by its name.
#[unsafe(no_mangle)]
#[allow(improper_ctypes_definitions, reason = "it is called from here alone")]
#[inline(never)]
extern "C-unwind" fn benches_counted(run: fn(Workload, u64) -> bool, workload: u64, n: u64) {
    let workload = ALL.get(usize::try_from(workload).unwrap_or(0));
    std::hint::black_box(workload.map(|workload| run(*workload, n)));
}

fn counted(peer: Peer, workload: Workload, n: u64) {
    let index = ALL.iter().position(|known| *known == workload);
    benches_counted(peer.run, index.unwrap_or(0) as u64, n);
}

/// Prints what a peer writes for one operation of each kind.
pub(crate) fn show(peer: &str) {
    let peer = started(peer, "stdout");
    for workload in ALL {
        println!("--- {}: {}", workload.name(), workload.what());
        if (peer.run)(workload, 1) {
            (peer.flush)();
        } else {
            println!("no such operation");
        }
    }
}
