//! What was measured, and its tables.

use std::fmt::Write;

use crate::driver::Cost;
use crate::peers::Peer;
use crate::sink::Sink;
use crate::table::{median, number, times};
use crate::workload::Workload;

/// What all peers took for one workload, the fastest first.
pub(crate) struct Table {
    pub(crate) workload: Workload,
    pub(crate) sink: Sink,
    pub(crate) rows: Vec<Row>,
}

/// What one peer took for one operation, the median over the rounds.
pub(crate) struct Row {
    pub(crate) peer: Peer,
    pub(crate) cost: Cost,
    /// The median of the ratios within each round.
    pub(crate) of_limit: f64,
    pub(crate) of_limit_sink: f64,
}

impl Table {
    /// From what each peer took in each round.
    pub(crate) fn new(workload: Workload, sink: Sink, taken: &[(Peer, Vec<Cost>)]) -> Table {
        let base = |name| taken.iter().find(|(peer, _)| peer.name == name);
        let (limit, limit_sink) = (base("limit"), base("limit_sink"));
        let row = |(peer, costs): &(Peer, Vec<Cost>)| Row {
            peer: *peer,
            cost: Cost {
                caller: median(costs.iter().map(|cost| cost.caller)),
                all: median(costs.iter().map(|cost| cost.all)),
            },
            of_limit: ratio(costs, limit),
            of_limit_sink: ratio(costs, limit_sink),
        };
        let mut rows: Vec<Row> = taken.iter().map(row).collect();
        rows.sort_by(|a, b| a.cost.caller.total_cmp(&b.cost.caller));
        Table {
            workload,
            sink,
            rows,
        }
    }

    pub(crate) fn row(&self, peer: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.peer.name == peer)
    }

    pub(crate) fn text(&self) -> String {
        let mut text = format!(
            "\n### {} into {}: {}\n\n",
            self.workload.name(),
            self.sink.name(),
            self.workload.what()
        );
        text.push_str("| | ns | all threads, ns | of `limit` | of `limit_sink` |\n");
        text.push_str("|---|---:|---:|---:|---:|\n");
        for row in &self.rows {
            let _ = writeln!(
                text,
                "| `{}` | {} | {} | {} | {} |",
                row.peer.name,
                number(row.cost.caller),
                number(row.cost.all),
                times(row.of_limit),
                times(row.of_limit_sink)
            );
        }
        text
    }
}

fn ratio(costs: &[Cost], base: Option<&(Peer, Vec<Cost>)>) -> f64 {
    let base = base.map_or(&[][..], |(_, costs)| costs);
    median(
        costs
            .iter()
            .zip(base)
            .map(|(cost, base)| cost.caller / base.caller),
    )
}

/// The tables of one run.
pub(crate) struct Results(pub(crate) Vec<Table>);

impl Results {
    pub(crate) fn table(&self, workload: Workload, sink: Sink) -> Option<&Table> {
        let is_it = |table: &&Table| table.workload == workload && table.sink == sink;
        self.0.iter().find(is_it)
    }

    pub(crate) fn text(&self) -> String {
        self.0.iter().map(Table::text).collect()
    }
}
