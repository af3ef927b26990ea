//! The process in which one peer is put under load, and its file read.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use checker::Checker;

use crate::clock::thread_cpu_ns;
use crate::load::{LOADS, Load};
use crate::peers::{self, Kind, Peer};
use crate::sink::Sink;
use crate::table::median;
use crate::workload::Workload;

/// Of a line, in one process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    pub(crate) caller: f64,
    pub(crate) waited: f64,
    pub(crate) lines_per_second: f64,
    pub(crate) written: u64,
    pub(crate) arrived: u64,
    pub(crate) torn: u64,
}

/// Reads what a worker printed.
pub(crate) fn measured(text: &str) -> Option<Measured> {
    let numbers: Vec<f64> = text.split_whitespace().flat_map(str::parse).collect();
    let [caller, waited, lines_per_second, written, arrived, torn] = numbers[..] else {
        return None;
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = |number: f64| number as u64;
    Some(Measured {
        caller,
        waited,
        lines_per_second,
        written: whole(written),
        arrived: whole(arrived),
        torn: whole(torn),
    })
}

/// Puts a peer under a load, reads its file, and prints what [`measured`] reads.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn serve(peer: &str, load: &str) {
    let peer = peers::find(peer).expect("a peer of this name");
    let load = load.parse().ok().and_then(|at: usize| LOADS.get(at));
    let load = *load.expect("a load of this number");
    let path = std::env::temp_dir().join(format!("benches-{}.jsonl", std::process::id()));
    let path: &'static Path = Box::leak(path.into_boxed_path());
    (peer.start)(Sink::File(path));
    // It sets up what lives as long as the program.
    let has_it = (peer.run)(load.workload, 1);
    if has_it {
        let first = Instant::now();
        let threads = run(peer, load);
        (peer.flush)();
        let seconds = first.elapsed().as_secs_f64() - pauses(load).as_secs_f64();
        (peer.check)();
        let of_operation = if load.workload == Workload::W1 { 2 } else { 1 };
        // Each thread has called once before.
        let written = of_operation * (load.threads * (load.operations * load.bursts + 1) + 1);
        let (arrived, torn) = read(path, peer.kind, load.workload);
        let of_burst = (load.operations * of_operation) as f64;
        println!(
            "{} {} {} {written} {arrived} {torn}",
            median(threads.iter().map(|thread| thread.0)) / of_burst,
            median(threads.iter().map(|thread| thread.1)) / of_burst,
            arrived as f64 / seconds,
        );
    }
    std::fs::remove_file(path).expect("the file is there");
}

const PAUSE: Duration = Duration::from_millis(40);

fn pauses(load: Load) -> Duration {
    PAUSE * u32::try_from(load.bursts - 1).unwrap_or(0)
}

/// Gives the median burst of each thread, in nanoseconds of its processor and of the clock.
fn run(peer: Peer, load: Load) -> Vec<(f64, f64)> {
    let all_are_there = Arc::new(Barrier::new(usize::try_from(load.threads).unwrap_or(1)));
    let thread = |_| {
        let all_are_there = Arc::clone(&all_are_there);
        thread::spawn(move || {
            (peer.run)(load.workload, 1);
            all_are_there.wait();
            bursts(peer, load)
        })
    };
    let threads: Vec<_> = (0..load.threads).map(thread).collect();
    let done = threads.into_iter().map(thread::JoinHandle::join);
    done.map(|done| done.expect("no peer panics")).collect()
}

#[allow(clippy::cast_precision_loss)]
fn bursts(peer: Peer, load: Load) -> (f64, f64) {
    let (mut ran, mut waited) = (Vec::new(), Vec::new());
    for burst in 0..load.bursts {
        if burst > 0 {
            thread::sleep(PAUSE);
        }
        let (cpu, clock) = (thread_cpu_ns(), Instant::now());
        (peer.run)(load.workload, load.operations);
        ran.push((thread_cpu_ns() - cpu) as f64);
        waited.push(clock.elapsed().as_secs_f64() * 1e9);
    }
    (median(ran), median(waited))
}

/// How many lines of the operations are in the file, and how many lines are not whole. Each line of ours
/// has to please the strict checker.
fn read(path: &Path, kind: Kind, workload: Workload) -> (u64, u64) {
    let field: &[u8] = match workload {
        Workload::W1 => b"\"attempt\"",
        _ => b"\"latency_ms\"",
    };
    let checker = Checker::new();
    let file = std::fs::File::open(path).expect("the file is there");
    let (mut arrived, mut torn) = (0, 0);
    for line in BufReader::new(file).split(b'\n') {
        let line = line.expect("the file can be read");
        arrived += u64::from(line.windows(field.len()).any(|part| part == field));
        let is_whole = line.starts_with(b"{") && line.ends_with(b"}");
        torn += u64::from(!is_whole);
        if kind == Kind::Ours {
            checker.parse(&line).expect("a good line");
        }
    }
    (arrived, torn)
}
