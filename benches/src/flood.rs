//! A flood of messages that are all new, each of which the rate limiter has to remember and forget.

use std::fmt::Write as _;
use std::process::Command;

use crate::clock::thread_cpu_ns;
use crate::peers;
use crate::sink::Sink;
use crate::workload::Workload;

/// As many as fill the limiter's table several times.
const BEFORE: u64 = 200_000;
const MESSAGES: u64 = 5_000_000;

/// What the flood did.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flood {
    /// Nanoseconds of a message.
    pub(crate) ns: f64,
    /// How much more memory was resident after it, in KiB.
    pub(crate) growth: f64,
}

/// In a process of its own.
pub(crate) fn measure() -> Flood {
    let output = Command::new(std::env::current_exe().expect("this program"))
        .arg("flood-worker")
        .output()
        .expect("this program starts again");
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.split_whitespace().flat_map(str::parse);
    let mut next = || numbers.next().expect("the worker prints two numbers");
    Flood {
        ns: next(),
        growth: next(),
    }
}

/// Prints nanoseconds and KiB.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn serve() {
    let peer = peers::find("ours").expect("it is one");
    (peer.start)(Sink::Memory);
    (peer.run)(Workload::W3u, BEFORE);
    // What judging needs is resident before as well.
    (peer.check)();
    let (kib, ns) = (resident_kib(), thread_cpu_ns());
    (peer.run)(Workload::W3u, MESSAGES);
    let ns = (thread_cpu_ns() - ns) as f64 / MESSAGES as f64;
    let growth = resident_kib() - kib;
    (peer.check)();
    println!("{ns} {growth}");
}

/// How much memory of this process is resident.
fn resident_kib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("this is Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.expect("the kernel tells it")
}

impl Flood {
    pub(crate) fn text(&self) -> String {
        let mut text = format!("\n### {MESSAGES} messages that are all new, rate limiter on\n\n");
        text.push_str("| | ns a message | resident memory, KiB more |\n|---|---:|---:|\n");
        let _ = writeln!(text, "| `ours` | {:.0} | {:.0} |", self.ns, self.growth);
        text
    }
}
