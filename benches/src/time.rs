//! Nanoseconds of an operation, all peers in turn, round by round.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::chosen;
use crate::peers;
use crate::sink::Sink;
use crate::table::{median, number};
use crate::workload::{ALL, Workload};

/// A round of one peer takes about so long.
const ROUND_NS: f64 = 6e6;

/// A table for each workload and sink.
pub(crate) fn tables(options: &[&str]) -> String {
    let mut text = String::new();
    let rounds = options.iter().find_map(|option| option.parse().ok());
    let only = chosen(options);
    for sink in [Sink::Memory, Sink::Null] {
        let mut workers: Vec<Worker> = peers::all()
            .into_iter()
            .filter(|peer| only.as_ref().is_none_or(|only| only.contains(&peer.name)))
            .map(|peer| Worker::start(peer.name, sink))
            .collect();
        for workload in ALL {
            let is_write = sink == Sink::Null;
            if is_write && !matches!(workload, Workload::W1 | Workload::W3) {
                continue;
            }
            text.push_str(&measure(&mut workers, workload, sink, rounds.unwrap_or(31)));
        }
    }
    text
}

fn measure(workers: &mut [Worker], workload: Workload, sink: Sink, rounds: usize) -> String {
    let mut rows: Vec<(&mut Worker, u64, Vec<f64>)> = Vec::new();
    for worker in workers {
        if let Some(per_operation) = worker.operations(workload, 2_000) {
            // From an estimate, so that every round takes about as long.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let n = (ROUND_NS / per_operation.max(0.1)) as u64;
            rows.push((worker, n.clamp(200, 20_000_000), Vec::new()));
        }
    }
    for _ in 0..rounds {
        for (worker, n, times) in &mut rows {
            times.extend(worker.operations(workload, *n));
        }
    }
    let mut text = format!(
        "\n### {} into {}: {}\n\n| | ns | of `limit` | of `limit_sink` |\n|---|---:|---:|---:|\n",
        workload.name(),
        sink.name(),
        workload.what()
    );
    let base = |name| {
        let row = rows.iter().find(|(worker, ..)| worker.peer == name);
        row.map(|(_, _, times)| times.clone())
    };
    let (limit, limit_sink) = (base("limit"), base("limit_sink"));
    for (worker, _, times) in &rows {
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} |",
            worker.peer,
            number(median(times)),
            ratio(times, limit.as_deref()),
            ratio(times, limit_sink.as_deref()),
        );
    }
    text
}

/// The median of the ratios within each round.
fn ratio(times: &[f64], base: Option<&[f64]>) -> String {
    let ratios: Vec<f64> = base
        .into_iter()
        .flat_map(|base| times.iter().zip(base).map(|(time, base)| time / base))
        .collect();
    let ratio = median(&ratios);
    if ratio.is_nan() {
        "-".to_owned()
    } else {
        format!("{ratio:.2}")
    }
}

/// A process that runs one peer.
struct Worker {
    peer: &'static str,
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Worker {
    fn start(peer: &'static str, sink: Sink) -> Worker {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["worker", peer, sink.name()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("this program starts again");
        let to = child.stdin.take().expect("it is piped");
        let from = BufReader::new(child.stdout.take().expect("it is piped"));
        Worker {
            peer,
            child,
            to,
            from,
        }
    }

    /// Nanoseconds of one operation out of `n`; nothing where the peer has no such operation.
    fn operations(&mut self, workload: Workload, n: u64) -> Option<f64> {
        writeln!(self.to, "{} {n}", workload.name()).expect("the worker reads");
        let mut answer = String::new();
        self.from
            .read_line(&mut answer)
            .expect("the worker answers");
        let ns: f64 = answer.trim().parse().ok()?;
        #[allow(clippy::cast_precision_loss)]
        let n = n as f64;
        Some(ns / n)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
