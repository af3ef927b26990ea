//! The plot: for each peer a bar as long as the logarithm of what it takes.

use std::fmt::Write;

use crate::peers::Kind;
use crate::results::{Results, Row, Table};
use crate::sink::Sink;
use crate::workload::Workload;

/// What is drawn, under which title.
const PANELS: [(Workload, &str); 2] = [
    (Workload::W1, "One stage call: its start and its result"),
    (Workload::W3, "One event with three fields"),
];

const NOTES: [&str; 4] = [
    "Nanoseconds of processor time into memory, the median of interleaved rounds, on a logarithmic scale.",
    "by hand: a formatter for exactly these lines, no library. pale: what another thread does for the call.",
    "fastrace writes one line for a stage, all others two. logging-runtime redacts and limits, no other does;",
    "its limit is off for the event, which repeats itself.",
];

/// Measures of the picture, in pixels.
const WIDTH: f64 = 780.0;
const LEFT: f64 = 190.0;
const RIGHT: f64 = 150.0;
const ROW: f64 = 26.0;
const BAR: f64 = 16.0;
const HEAD: f64 = 58.0;

/// The axis, in nanoseconds.
const FROM: f64 = 10.0;
const TO: f64 = 31_623.0;

/// The colours are those of the page around it, light or dark.
const STYLE: &str = "
text { font: 13px system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 }
.small { font-size: 11px; fill: #59636e }
.strong { font-weight: 600 }
.grid { stroke: #d1d9e0; stroke-width: 1 }
.ours { fill: #d9480f }
.library { fill: #4c6e91 }
.thread { fill: #4c6e91; opacity: .35 }
.bound { fill: #8b949e }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .small { fill: #9198a1 }
  .grid { stroke: #30363d }
  .ours { fill: #ff8c42 }
  .library, .thread { fill: #79a6d2 }
  .bound { fill: #6e7681 }
}
";

/// The picture of a run, which has to hold the workloads in it.
pub(crate) fn svg(results: &Results) -> String {
    let tables = PANELS.map(|(workload, title)| (results.table(workload, Sink::Memory), title));
    let mut body = String::new();
    let mut top = 0.0;
    for (table, title) in tables {
        if let Some(table) = table {
            top = panel(&mut body, table, title, top);
        }
    }
    top += 8.0;
    for note in NOTES {
        top += 17.0;
        text(&mut body, 12.0, top, "small", "start", note);
    }
    let height = top + 14.0;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\" aria-label=\"Nanoseconds of a stage call and of an event, by library\">\n\
         <style>{STYLE}</style>\n{body}</svg>\n"
    )
}

/// Draws a table from `top` down; gives where it ends.
fn panel(body: &mut String, table: &Table, title: &str, top: f64) -> f64 {
    let rows: Vec<&Row> = table.rows.iter().filter(|row| is_drawn(row)).collect();
    #[allow(clippy::cast_precision_loss)]
    let bottom = top + HEAD + ROW * rows.len() as f64;
    text(body, 12.0, top + 24.0, "title", "start", title);
    grid(body, top + HEAD, bottom);
    let ours = rows.iter().find(|row| row.peer.kind == Kind::Ours);
    let ours = ours.map_or(f64::NAN, |row| row.cost.caller);
    let mut y = top + HEAD;
    for row in rows {
        bar(body, row, ours, y);
        y += ROW;
    }
    bottom
}

fn is_drawn(row: &Row) -> bool {
    row.peer.kind != Kind::Bound || row.peer.name == "limit_sink"
}

fn grid(body: &mut String, top: f64, bottom: f64) {
    let mut at = FROM;
    for label in ["10 ns", "100 ns", "1 µs", "10 µs"] {
        let x = x(at);
        let _ = writeln!(
            body,
            "<line class=\"grid\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{:.1}\" y2=\"{bottom:.1}\"/>",
            top - 4.0
        );
        text(body, x, top - 10.0, "small", "middle", label);
        at *= 10.0;
    }
}

fn bar(body: &mut String, row: &Row, ours: f64, y: f64) {
    let (class, weight) = match row.peer.kind {
        Kind::Bound => ("bound", ""),
        Kind::Ours => ("ours", "strong"),
        Kind::Library | Kind::LibraryOfOneLine => ("library", ""),
    };
    let (caller, all) = (row.cost.caller, row.cost.all);
    let middle = y + ROW / 2.0 + 4.5;
    text(
        body,
        LEFT - 10.0,
        middle,
        weight,
        "end",
        label(row.peer.name),
    );
    let mut end = caller;
    if all > caller * 1.2 {
        end = all;
        rectangle(body, "thread", y, FROM, all);
    }
    rectangle(body, class, y, FROM, caller);
    let times = match row.peer.kind {
        Kind::Ours => String::new(),
        _ => format!(" · {} ours", ratio(caller / ours)),
    };
    let value = format!("{}{times}", time(caller));
    text(body, x(end) + 8.0, middle, weight, "start", &value);
}

/// The name that a reader knows.
fn label(peer: &str) -> &str {
    match peer {
        "limit_sink" => "by hand",
        "ours" | "ours_unlimited" => "logging-runtime",
        "spdlog" => "spdlog-rs",
        "slog_json" => "slog-json",
        "tracing_microjson" => "tracing-microjson",
        "json_subscriber" => "json-subscriber",
        "tracing_fmt" => "tracing-subscriber JSON",
        other => other,
    }
}

fn time(ns: f64) -> String {
    if ns < 1_000.0 {
        format!("{ns:.0} ns")
    } else {
        format!("{:.1} µs", ns / 1_000.0)
    }
}

fn ratio(ratio: f64) -> String {
    if ratio < 0.95 {
        format!("{ratio:.2} ×")
    } else {
        format!("{ratio:.1} ×")
    }
}

fn x(ns: f64) -> f64 {
    let part = (ns / FROM).log10() / (TO / FROM).log10();
    LEFT + (WIDTH - LEFT - RIGHT) * part.clamp(0.0, 1.0)
}

fn rectangle(body: &mut String, class: &str, y: f64, from: f64, to: f64) {
    let _ = writeln!(
        body,
        "<rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{BAR}\" rx=\"2\"/>",
        x(from),
        y + (ROW - BAR) / 2.0,
        x(to) - x(from),
    );
}

fn text(body: &mut String, x: f64, y: f64, class: &str, anchor: &str, text: &str) {
    let _ = writeln!(
        body,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>"
    );
}
