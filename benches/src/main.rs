//! How fast the same work is done by the framework, by a hand-written formatter for exactly these
//! lines (the limit), and by peers. Each runs in a process of its own, since each is a program's
//! only logger; all are driven in turn, so that a ratio survives a noisy machine.
//!
//!     cargo run --profile bench -p benches -- time    # nanoseconds of the calling thread
//!     cargo run --profile bench -p benches -- load    # bursts and threads into a file
//!     cargo run --profile bench -p benches -- flood   # messages that are all new
//!     cargo run --profile bench -p benches -- count   # instructions of an operation, by callgrind
//!     cargo run --profile bench -p benches -- show    # the lines that are written
//!     cargo run --profile bench -p benches -- plot docs/benchmarks.svg
//!     cargo run --profile bench -p benches -- report docs/benchmarks.md
//!     cargo run --profile bench -p benches -- budget check benches/budget.txt

#![allow(
    clippy::inline_always,
    reason = "the limit and the harness must cost as little as they can"
)]

mod budget;
mod clock;
mod count;
mod driver;
mod flood;
mod footprint;
mod load;
mod load_worker;
mod peers;
mod plot;
mod report;
mod results;
mod sink;
mod table;
mod targets;
mod time;
mod worker;
mod workload;

use std::process::ExitCode;

const USAGE: &str = "\
usage: benches list
       benches time [ROUNDS] [--only NAME,..]
       benches load [ROUNDS]
       benches flood
       benches count [--only NAME,..]
       benches code
       benches show [NAME]
       benches plot PATH [ROUNDS]
       benches report PATH [ROUNDS]
       benches budget write PATH
       benches budget check PATH";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["worker", peer, sink] => worker::serve(peer, sink),
        ["load-worker", peer, load] => load_worker::serve(peer, load),
        ["flood-worker"] => flood::serve(),
        ["once", peer, workload, n] => worker::once(peer, workload, n),
        ["show"] => worker::show("ours"),
        ["show", peer] => worker::show(peer),
        ["time", ref options @ ..] => print!("{}", time::measure(options).text()),
        ["count", ref options @ ..] => print!("{}", count::table(options)),
        ["code"] => print!("{}", footprint::table()),
        ["load", ref options @ ..] => {
            let rounds = options.iter().find_map(|option| option.parse().ok());
            for table in load::measure(rounds) {
                print!("{}", table.text());
            }
        }
        ["flood"] => print!("{}", flood::measure().text()),
        ["list"] => peers::all()
            .iter()
            .for_each(|peer| println!("{}", peer.name)),
        ["plot", path, ref options @ ..] => {
            let svg = plot::svg(&time::measure_for_plot(options));
            std::fs::write(path, svg).expect("the plot can be written");
        }
        ["report", path, ref options @ ..] => report::write(path, options),
        ["budget", "write", path] => budget::write(path),
        ["budget", "check", path] => return budget::check(path),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

/// The names after `--only`, or all.
fn chosen<'a>(options: &[&'a str]) -> Option<Vec<&'a str>> {
    let at = options.iter().position(|option| *option == "--only")?;
    Some(options.get(at + 1)?.split(',').collect())
}
