//! What the framework aims for, beside what was measured.

use std::fmt::Write as _;

use crate::count::per_operation;
use crate::flood::Flood;
use crate::load::{self, LOADS};
use crate::peers::Kind;
use crate::results::{Results, Row};
use crate::sink::Sink;
use crate::table::number;
use crate::workload::Workload;

/// One aim.
struct Target {
    what: String,
    measured: f64,
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
    targets.push(at_most("flood of new messages, ns", flood.ns, 150.0));
    targets.push(at_most(
        "flood of new messages, KiB more",
        flood.growth,
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
        let (Some(table), Some(ours)) = (
            results.table(workload, Sink::Memory),
            ours(results, workload, Sink::Memory),
        ) else {
            continue;
        };
        targets.push(at_most(
            &format!("{name}, of `limit_sink`"),
            ours.of_limit_sink,
            1.5,
        ));
        targets.push(at_most(&format!("{name}, of `limit`"), ours.of_limit, 1.7));
        let times = |row: &Row| row.cost.caller / ours.cost.caller;
        if let Some(row) = table.row("tracing_fmt") {
            targets.push(at_least(
                &format!("{name}, times faster than `tracing_fmt`"),
                times(row),
                45.0,
            ));
        }
        // The rows are sorted.
        let fastest = table.rows.iter().find(|row| row.peer.kind == Kind::Library);
        if let Some(row) = fastest {
            let what = format!(
                "{name}, times faster than the fastest other, `{}`",
                row.peer.name
            );
            targets.push(at_least(&what, times(row), 6.0));
        }
    }
    if let Some(row) = ours(results, Workload::W1, Sink::Null) {
        targets.push(at_most(
            "W1 with a write for each line, of `limit`",
            row.of_limit,
            1.2,
        ));
    }
    targets
}

fn of_polls(results: &Results) -> Vec<Target> {
    let ns = |workload| Some(ours(results, workload, Sink::Memory)?.cost.caller);
    let instructions = |workload| per_operation("ours", workload);
    let each = |more: Option<f64>, less: Option<f64>, polls| Some((more? - less?) / polls);
    let ns = each(ns(Workload::W2k), ns(Workload::W2), 1_000.0);
    let instructions = each(
        instructions(Workload::W2b),
        instructions(Workload::W2),
        10.0,
    );
    let ns = ns.map(|ns| at_most("poll of a pending stage, ns", ns, 3.0));
    let instructions =
        instructions.map(|count| at_most("poll of a pending stage, instructions", count, 45.0));
    ns.into_iter().chain(instructions).collect()
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
    let target =
        |(what, measured, aim): (&str, Option<f64>, f64)| Some(at_most(what, measured?, aim));
    all.into_iter().filter_map(target).collect()
}

fn of_load(table: &load::Table) -> Vec<Target> {
    let name = match LOADS.iter().position(|load| *load == table.load) {
        Some(0) => "bursts of stages".to_owned(),
        Some(1) => "bursts of events".to_owned(),
        _ if table.load.threads == 1 => "W6 with one thread".to_owned(),
        _ => format!("W6 with {} threads", table.load.threads),
    };
    let ours = table.rows.iter().find(|row| row.peer.kind == Kind::Ours);
    let (Some(ours), Some(limit), Some(fmt)) =
        (ours, table.row("limit_bg"), table.row("tracing_fmt"))
    else {
        return Vec::new();
    };
    #[allow(clippy::cast_precision_loss)]
    let lost = (ours.written - ours.arrived) as f64;
    let speed = |row: &load::Row| ours.lines_per_second / row.lines_per_second;
    let caller = ours.caller / limit.caller;
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

fn at_most(what: &str, measured: f64, aim: f64) -> Target {
    Target {
        what: what.to_owned(),
        measured,
        aim: Aim::AtMost(aim),
    }
}

fn at_least(what: &str, measured: f64, aim: f64) -> Target {
    Target {
        what: what.to_owned(),
        measured,
        aim: Aim::AtLeast(aim),
    }
}

impl Target {
    fn text(&self) -> String {
        let (wanted, is_reached) = match self.aim {
            Aim::AtMost(aim) => (format!("≤ {aim}"), self.measured <= aim),
            Aim::AtLeast(aim) => (format!("≥ {aim}"), self.measured >= aim),
        };
        let verdict = if is_reached {
            "reached"
        } else {
            "**not reached**"
        };
        let measured = if self.measured.abs() < 10.0 {
            format!("{:.2}", self.measured)
        } else {
            number(self.measured)
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
