//! Bursts and long runs of several threads into a file, through the thread that writes for them.

use std::fmt::Write as _;
use std::process::Command;

use crate::load_worker::{Measured, measured};
use crate::peers::{self, Peer};
use crate::table::{median, number};
use crate::workload::Workload;

/// Every peer runs so often, each time in a new process.
const ROUNDS: usize = 5;

/// What threads do at the same time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Load {
    pub(crate) workload: Workload,
    pub(crate) operations: u64,
    pub(crate) threads: u64,
    /// So often, with a pause after each in which the queue is emptied.
    pub(crate) bursts: u64,
    pub(crate) what: &'static str,
}

pub(crate) const LOADS: [Load; 6] = [
    Load {
        workload: Workload::W1,
        operations: 500,
        threads: 1,
        bursts: 12,
        what: "bursts of 1,000 lines: 500 stage calls, then a pause",
    },
    Load {
        workload: Workload::W3,
        operations: 1_000,
        threads: 1,
        bursts: 12,
        what: "bursts of 1,000 lines: 1,000 events, then a pause",
    },
    w6(1, "W6: 200,000 events of one thread without a pause"),
    w6(2, "W6: 200,000 events of each of two threads"),
    w6(4, "W6: 200,000 events of each of four threads"),
    Load {
        workload: Workload::W3e,
        operations: 2_000,
        threads: 1,
        bursts: 1,
        what: "2,000 ERROR events, each of which is in the file before the call returns",
    },
];

const fn w6(threads: u64, what: &'static str) -> Load {
    Load {
        workload: Workload::W3,
        operations: 200_000,
        threads,
        bursts: 1,
        what,
    }
}

/// What the peers did under one load.
pub(crate) struct Table {
    pub(crate) load: Load,
    pub(crate) rows: Vec<Row>,
}

/// The medians of one peer, all of a line.
pub(crate) struct Row {
    pub(crate) peer: Peer,
    /// Processor time of the calling threads, in nanoseconds.
    pub(crate) caller: f64,
    /// The same with all waiting, for the queue or a processor.
    waited: f64,
    /// From the first call until everything is in the file.
    pub(crate) lines_per_second: f64,
    pub(crate) written: u64,
    /// The fewest that arrived in a round.
    pub(crate) arrived: u64,
    torn: u64,
}

/// Runs every load.
pub(crate) fn measure(rounds: Option<usize>) -> Vec<Table> {
    let rounds = rounds.unwrap_or(ROUNDS);
    LOADS.map(|load| table(load, rounds)).into()
}

fn table(load: Load, rounds: usize) -> Table {
    let mut taken: Vec<(Peer, Vec<Measured>)> = peers::of_files()
        .into_iter()
        .map(|peer| (peer, Vec::new()))
        .collect();
    for _ in 0..rounds {
        for (peer, all) in &mut taken {
            all.extend(run(peer, load));
        }
    }
    taken.retain(|(_, all)| !all.is_empty());
    let mut rows: Vec<Row> = taken.iter().map(|(peer, all)| row(*peer, all)).collect();
    rows.sort_by(|a, b| a.caller.total_cmp(&b.caller));
    Table { load, rows }
}

/// A process of its own; nothing where the peer has no such operation.
fn run(peer: &Peer, load: Load) -> Option<Measured> {
    let position = LOADS.iter().position(|known| *known == load)?;
    let output = Command::new(std::env::current_exe().expect("this program"))
        .args(["load-worker", peer.name, &position.to_string()])
        .output()
        .expect("this program starts again");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {error}", peer.name);
    measured(&String::from_utf8_lossy(&output.stdout))
}

fn row(peer: Peer, all: &[Measured]) -> Row {
    let middle = |of: fn(&Measured) -> f64| median(all.iter().map(of));
    Row {
        peer,
        caller: middle(|one| one.caller),
        waited: middle(|one| one.waited),
        lines_per_second: middle(|one| one.lines_per_second),
        written: all.first().map_or(0, |one| one.written),
        arrived: all.iter().map(|one| one.arrived).min().unwrap_or(0),
        torn: all.iter().map(|one| one.torn).max().unwrap_or(0),
    }
}

impl Table {
    pub(crate) fn row(&self, peer: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.peer.name == peer)
    }

    pub(crate) fn text(&self) -> String {
        let base = self.row("limit_bg").map_or(f64::NAN, |row| row.caller);
        let mut text = format!("\n### {}\n\n", self.load.what);
        text.push_str("| | caller, ns a line | of `limit_bg` | with waiting, ns | lines a second | written | arrived |\n");
        text.push_str("|---|---:|---:|---:|---:|---:|---:|\n");
        for row in &self.rows {
            let torn = match row.torn {
                0 => String::new(),
                torn => format!(", {torn} torn"),
            };
            let _ = writeln!(
                text,
                "| `{}` | {} | {:.2} | {} | {:.2} M | {} | {}{torn} |",
                row.peer.name,
                number(row.caller),
                row.caller / base,
                number(row.waited),
                row.lines_per_second / 1e6,
                row.written,
                row.arrived,
            );
        }
        text
    }
}
