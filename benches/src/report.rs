//! All tables in one document.

use std::fmt::Write;

use crate::peers;
use crate::{count, time};

const HEAD: &str = "\
# How fast

Written by `cargo run --profile bench -p benches -- report docs/benchmarks.md`, all in one run.

Everybody does the same work in a process of its own, all in turn, round by round. Nanoseconds are those that the
calling thread had a processor, the median over the rounds; a ratio is the median of the ratios within each round,
which a noisy machine does not spoil as it does the nanoseconds. Two rows are no libraries. `limit` is a formatter
written by hand for exactly these lines, into a buffer of its own; `limit_sink` is the same with what a program needs,
a writer behind a lock and counters. `bare` is the harness without any logging. `ours` is the framework as it is by
default, with redaction and the rate limit; `ours_unlimited` is without the rate limit, for events that repeat
themselves.

";

/// Measures everything and writes the document.
pub(crate) fn write(path: &str, options: &[&str]) {
    let mut text = HEAD.to_owned();
    text.push_str("| | how it is set up, and what its lines lack |\n|---|---|\n");
    for peer in peers::all() {
        let _ = writeln!(text, "| `{}` | {} |", peer.name, peer.note);
    }
    text.push_str(&time::measure(options).text());
    text.push_str("\n### Instructions of one operation, without those of reading a clock\n\n");
    text.push_str(&count::table(&[]));
    std::fs::write(path, text).expect("the document can be written");
}
