//! What the framework aims for, beside what was measured.

use std::fmt::Write as _;

use crate::count::per_operation;
use crate::flood::Flood;
use crate::load::{self, LOADS};
use crate::peers::Kind;
use crate::results::{Results, Row, Table};
use crate::sink::Sink;
use crate::table::number;
use crate::workload::Workload;

/// One aim.
struct Target {
    what: String,
    /// Nothing where a row is missing: an aim must not go with what would judge it.
    measured: Option<f64>,
    aim: Aim,
}

#[derive(Clone, Copy)]
enum Aim {
    AtMost(f64),
    AtLeast(f64),
}

/// A table of all.
pub(crate) fn text(results: &Results, loads: &[load::Table], flood: Flood) -> String {
    let mut targets = of_stages(results);
    targets.extend(of_polls(results));
    targets.extend(of_events(results));
    targets.push(at_most("flood of new messages, ns", Some(flood.ns), 150.0));
    targets.push(at_most(
        "flood of new messages, KiB more",
        Some(flood.growth),
        64.0,
    ));
    for table in loads {
        targets.extend(of_load(table));
    }
    let mut text = "| aim | wanted | measured | |\n|---|---:|---:|---|\n".to_owned();
    for target in &targets {
        text.push_str(&target.text());
    }
    text
}

fn of_stages(results: &Results) -> Vec<Target> {
    let mut targets = Vec::new();
    for workload in [Workload::W1, Workload::W2] {
        let name = workload.name();
        let table = results.table(workload, Sink::Memory);
        let ours = ours(results, workload, Sink::Memory);
        let of_limit_sink = ours.map(|ours| ours.of_limit_sink);
        targets.push(at_most(
            &format!("{name}, of `limit_sink`"),
            of_limit_sink,
            1.5,
        ));
        let of_limit = ours.map(|ours| ours.of_limit);
        targets.push(at_most(&format!("{name}, of `limit`"), of_limit, 1.7));
        let times = |row: Option<&Row>| Some(row?.cost.caller / ours?.cost.caller);
        let fmt = table.and_then(|table| table.row("tracing_fmt"));
        targets.push(at_least(
            &format!("{name}, times faster than `tracing_fmt`"),
            times(fmt),
            45.0,
        ));
        let fastest = table.and_then(fastest);
        let what = fastest.map_or_else(String::new, |row| format!(", `{}`", row.peer.name));
        targets.push(at_least(
            &format!("{name}, times faster than the fastest other{what}"),
            times(fastest),
            6.0,
        ));
    }
    let with_writes = ours(results, Workload::W1, Sink::Null);
    targets.push(at_most(
        "W1 with a write for each line, of `limit`",
        with_writes.map(|row| row.of_limit),
        1.2,
    ));
    targets
}

/// The fastest library that writes what is asked for; the rows are sorted.
fn fastest(table: &Table) -> Option<&Row> {
    table.rows.iter().find(|row| row.peer.kind == Kind::Library)
}

fn of_polls(results: &Results) -> [Target; 2] {
    let ns = |workload| Some(ours(results, workload, Sink::Memory)?.cost.caller);
    let instructions = |workload| per_operation("ours", workload);
    let each = |more: Option<f64>, less: Option<f64>, polls| Some((more? - less?) / polls);
    let ns = each(ns(Workload::W2k), ns(Workload::W2), 1_000.0);
    let instructions = each(
        instructions(Workload::W2b),
        instructions(Workload::W2),
        10.0,
    );
    [
        at_most("poll of a pending stage, ns", ns, 3.0),
        at_most("poll of a pending stage, instructions", instructions, 45.0),
    ]
}

fn of_events(results: &Results) -> Vec<Target> {
    use Workload::{W3, W3t, W3u, W4b, W4e, W4s, W4t, W5};
    let row = |workload| ours(results, workload, Sink::Memory);
    let over_bare = |workload| {
        let bare = results.table(workload, Sink::Memory)?.row("bare")?;
        Some(row(workload)?.cost.caller - bare.cost.caller)
    };
    let of_limit = |workload| Some(row(workload)?.of_limit);
    let ns = |workload| Some(row(workload)?.cost.caller);
    let all = [
        ("W3 `evt!`, of `limit`", of_limit(W3), 2.0),
        ("W3t `tracing::info!`, of `limit`", of_limit(W3t), 3.0),
        ("W3u every text new, limiter on, ns", ns(W3u), 150.0),
        ("W4e disabled event, ns over `bare`", over_bare(W4e), 1.0),
        (
            "W4t disabled `tracing` event, ns over `bare`",
            over_bare(W4t),
            1.0,
        ),
        ("W4s disabled stage, ns over `bare`", over_bare(W4s), 2.0),
        ("W4b event kept for a failure, ns", ns(W4b), 40.0),
        ("W5 held back, ns", ns(W5), 60.0),
    ];
    let target = |(what, measured, aim): (&str, Option<f64>, f64)| at_most(what, measured, aim);
    all.into_iter().map(target).collect()
}

fn of_load(table: &load::Table) -> Vec<Target> {
    let name = match LOADS.iter().position(|load| *load == table.load) {
        Some(0) => "bursts of stages".to_owned(),
        Some(1) => "bursts of events".to_owned(),
        // Of errors, each of which waits for the disk, nothing is aimed for.
        _ if table.load.workload == Workload::W3e => return Vec::new(),
        _ if table.load.threads == 1 => "W6 with one thread".to_owned(),
        _ => format!("W6 with {} threads", table.load.threads),
    };
    let ours = table.rows.iter().find(|row| row.peer.kind == Kind::Ours);
    let (limit, fmt) = (table.row("limit_bg"), table.row("tracing_fmt"));
    #[allow(clippy::cast_precision_loss)]
    let lost = ours.map(|ours| (ours.written - ours.arrived) as f64);
    let speed = |row: Option<&load::Row>| Some(ours?.lines_per_second / row?.lines_per_second);
    let caller = ours
        .zip(limit)
        .map(|(ours, limit)| ours.caller / limit.caller);
    let mut targets = vec![
        at_most(&format!("{name}, caller of `limit_bg`"), caller, 2.0),
        at_most(&format!("{name}, lines that did not arrive"), lost, 0.0),
    ];
    // A burst is too short for its end to be told from a pause.
    if table.load.bursts == 1 {
        let what = format!("{name}, lines a second, of `limit_bg`");
        targets.push(at_least(&what, speed(limit), 0.5));
        let what = format!("{name}, lines a second, of `tracing_fmt`");
        targets.push(at_least(&what, speed(fmt), 10.0));
    }
    targets
}

/// The row of whichever of ours has the workload.
fn ours(results: &Results, workload: Workload, sink: Sink) -> Option<&Row> {
    let rows = &results.table(workload, sink)?.rows;
    rows.iter().find(|row| row.peer.kind == Kind::Ours)
}

fn at_most(what: &str, measured: Option<f64>, aim: f64) -> Target {
    Target {
        what: what.to_owned(),
        measured,
        aim: Aim::AtMost(aim),
    }
}

fn at_least(what: &str, measured: Option<f64>, aim: f64) -> Target {
    Target {
        what: what.to_owned(),
        measured,
        aim: Aim::AtLeast(aim),
    }
}

impl Target {
    fn text(&self) -> String {
        // A ratio to a row that is missing is no number.
        let measured = self.measured.filter(|measured| !measured.is_nan());
        let (wanted, is_reached) = match self.aim {
            Aim::AtMost(aim) => (
                format!("≤ {aim}"),
                measured.is_some_and(|measured| measured <= aim),
            ),
            Aim::AtLeast(aim) => (
                format!("≥ {aim}"),
                measured.is_some_and(|measured| measured >= aim),
            ),
        };
        let verdict = if is_reached {
            "reached"
        } else {
            "**not reached**"
        };
        let measured = match measured {
            None => "not measured".to_owned(),
            Some(measured) if measured.abs() < 10.0 => format!("{measured:.2}"),
            Some(measured) => number(measured),
        };
        let mut text = String::new();
        let _ = writeln!(
            text,
            "| {} | {wanted} | {measured} | {verdict} |",
            self.what
        );
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_not_measured(targets: &[Target], n: usize) {
        let rows: String = targets.iter().map(Target::text).collect();
        assert_eq!(targets.len(), n, "{rows}");
        for row in rows.lines() {
            assert!(row.ends_with("| not measured | **not reached** |"), "{row}");
        }
    }

    #[test]
    fn an_aim_without_its_row_is_not_measured_and_not_reached() {
        let nothing = Results(Vec::new());
        assert_not_measured(&of_stages(&nothing), 9);
        assert_not_measured(&of_events(&nothing), 8);
        let aims = [2, 2, 4, 4, 4, 0];
        for (load, n) in LOADS.into_iter().zip(aims) {
            let rows = Vec::new();
            assert_not_measured(&of_load(&load::Table { load, rows }), n);
        }
    }

    #[test]
    fn what_is_no_number_is_not_measured() {
        let target = at_most("W1, of `limit`", Some(f64::NAN), 1.7);
        assert_not_measured(&[target], 1);
    }
}
