//! The document with all tables.

use std::fmt::Write;
use std::path::Path;

use crate::{count, flood, footprint, load, peers, plot, targets, time};

const HEAD: &str = "\
# How fast

Written by `cargo run --profile bench -p benches -- report docs/benchmarks.md`, all in one run.

![Nanoseconds of a stage call and of an event, by library](benchmarks.svg)

Everybody does the same work in a process of its own, all in turn, round by round. Nanoseconds are those that the
calling thread had a processor, the median over the rounds, and beside them those of all threads, until everything is
written; a ratio is the median of the ratios within each round, which a noisy machine does not spoil as it does the
nanoseconds. Three rows are no libraries. `limit` is a formatter written by hand for exactly these lines, into a buffer
of its own; `limit_sink` is the same with what a program needs, a writer behind a lock and counters; `limit_bg` hands
its lines to a thread that writes them. `bare` is the harness without any logging. `ours` is the framework as it is by
default, with redaction and the rate limit; `ours_unlimited` is without the rate limit, for events that repeat
themselves. All lines of ours are counted; of each round the last megabyte, and of each file every line, is read by the
strict checker.

What a ratio to the rows without a library does not tell: those fit into the smallest caches and take as long in any
company, while every library takes up to twice as long where a neighbour uses the same core and leaves it half of the
nearest cache. So a ratio of `ours` to `limit_sink` nearly doubles in such company, and one to `tracing_fmt` stays as it
is. At the end stand the instructions, which are the same in both, and the code that has to be in that cache.

The memory that lines go to is a vector of the thread behind a borrow check, as where the aims were set: 40 instructions
and a copy for each call of the writer. `slog_json` calls it for every quote, over a hundred times in a line. With a place
and a length instead of the vector, tried once, it took 578 ns for W1 in the place of 1,270, and `ours`, which calls it once
for a line, 111 in the place of 114: then it is the fastest other, and 5.2 times as slow.

";

const AIMS: &str = "
## Aims

Those in nanoseconds were set on a quiet machine, where `limit` took 70 for W1: its row below tells how far this one was
from that. What is not reached is said so.

";

/// What stands behind this in the document is made by something else, and stays.
const KEPT: &str = "\n<!-- hello-cost -->";

/// Measures everything and writes the document, and the plot beside it.
pub(crate) fn write(path: &str, options: &[&str]) {
    let results = time::measure(options);
    let loads = load::measure(None);
    let flood = flood::measure();
    let mut text = HEAD.to_owned();
    text.push_str("| | how it is set up, and what its lines lack |\n|---|---|\n");
    for peer in peers::all().into_iter().chain([peers::of_files()[0]]) {
        let note = peer.note.replace('|', "\\|");
        let _ = writeln!(text, "| `{}` | {note} |", peer.name);
    }
    text.push_str(AIMS);
    text.push_str(&targets::text(&results, &loads, flood));
    text.push_str("\n## Nanoseconds of one operation\n");
    text.push_str(&results.text());
    text.push_str("\n## Into a file, by a thread that writes\n");
    text.extend(loads.iter().map(load::Table::text));
    text.push_str(&flood.text());
    text.push_str("\n## Instructions of one operation, without those of reading a clock\n\n");
    text.push_str(&count::table(&[]));
    text.push_str("\n## Code that one operation runs through, KiB in lines of 64 bytes\n\n");
    text.push_str(&footprint::table());
    text.push_str(&kept(path));
    std::fs::write(path, text).expect("the document can be written");
    let picture = Path::new(path).with_extension("svg");
    std::fs::write(picture, plot::svg(&results)).expect("the plot can be written");
}

fn kept(path: &str) -> String {
    let before = std::fs::read_to_string(path).unwrap_or_default();
    let at = before.find(KEPT).unwrap_or(before.len());
    before[at..].to_owned()
}
