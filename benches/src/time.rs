//! Nanoseconds of an operation, all peers in turn, round by round.

use crate::chosen;
use crate::driver::{Cost, Driver};
use crate::peers::{self, Peer};
use crate::results::{Results, Table};
use crate::sink::Sink;
use crate::workload::{ALL, Workload};

/// A round of one peer takes about so long.
const ROUND_NS: f64 = 6e6;
const ROUNDS: usize = 31;

/// Measures every workload in memory, and two with a write for each line.
pub(crate) fn measure(options: &[&str]) -> Results {
    let mut tables = in_turn(options, Sink::Memory, &ALL);
    tables.extend(in_turn(options, Sink::Null, &[Workload::W1, Workload::W3]));
    Results(tables)
}

/// Measures what is in the plot.
pub(crate) fn measure_for_plot(options: &[&str]) -> Results {
    Results(in_turn(
        options,
        Sink::Memory,
        &[Workload::W1, Workload::W3],
    ))
}

fn in_turn(options: &[&str], sink: Sink, workloads: &[Workload]) -> Vec<Table> {
    let rounds = options.iter().find_map(|option| option.parse().ok());
    let only = chosen(options);
    let mut drivers: Vec<Driver> = peers::all()
        .into_iter()
        .filter(|peer| only.as_ref().is_none_or(|only| only.contains(&peer.name)))
        .map(|peer| Driver::start(peer, sink))
        .collect();
    let table = |workload: &Workload| {
        let taken = rounds_of(&mut drivers, *workload, rounds.unwrap_or(ROUNDS));
        Table::new(*workload, sink, &taken)
    };
    workloads.iter().map(table).collect()
}

/// How many operations take a round. The first ones find nothing in the caches, and take several times as long.
fn operations_of_round(driver: &mut Driver, workload: Workload) -> Option<u64> {
    let mut n = 200;
    for _ in 0..3 {
        let cost = driver.operations(workload, n)?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let in_round = (ROUND_NS / cost.caller.max(0.1)) as u64;
        n = in_round.clamp(100, 20_000_000);
    }
    Some(n)
}

fn rounds_of(drivers: &mut [Driver], workload: Workload, rounds: usize) -> Vec<(Peer, Vec<Cost>)> {
    let mut rows: Vec<(&mut Driver, u64, Vec<Cost>)> = Vec::new();
    for driver in drivers {
        if let Some(n) = operations_of_round(driver, workload) {
            rows.push((driver, n, Vec::new()));
        }
    }
    for _ in 0..rounds {
        for (driver, n, costs) in &mut rows {
            costs.extend(driver.operations(workload, *n));
        }
    }
    let taken = |(driver, _, costs): (&mut Driver, u64, Vec<Cost>)| (driver.peer, costs);
    rows.into_iter().map(taken).collect()
}
