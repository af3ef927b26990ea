//! The instructions that an operation may take, in a file: a change that takes more has to say so.

use std::fmt::Write;
use std::process::ExitCode;

use crate::count::per_operation;
use crate::peers;
use crate::workload::{ALL, Workload};

/// A count may be higher than the file says by so much.
const TOLERANCE: f64 = 0.03;

/// The peers whose counts are in the file.
const OURS: [&str; 2] = ["ours", "ours_unlimited"];

fn counts() -> impl Iterator<Item = (&'static str, Workload, f64)> {
    let ours = peers::all()
        .into_iter()
        .filter(|peer| OURS.contains(&peer.name));
    ours.flat_map(|peer| {
        let of_workload =
            move |workload| Some((peer.name, workload, per_operation(peer.name, workload)?));
        ALL.into_iter().filter_map(of_workload)
    })
}

/// Writes the counts of now as the budget.
pub(crate) fn write(path: &str) {
    let mut text = String::new();
    for (peer, workload, count) in counts() {
        let _ = writeln!(text, "{peer} {} {count:.0}", workload.name());
    }
    std::fs::write(path, text).expect("the budget can be written");
}

/// Compares the counts of now with the budget.
pub(crate) fn check(path: &str) -> ExitCode {
    let budget = std::fs::read_to_string(path).expect("a budget");
    let allowed = |peer: &str, workload: &str| {
        let mut lines = budget.lines();
        let rest = lines.find_map(|line| line.strip_prefix(&format!("{peer} {workload} ")))?;
        rest.parse::<f64>().ok()
    };
    let mut is_kept = true;
    for (peer, workload, count) in counts() {
        let name = workload.name();
        let Some(allowed) = allowed(peer, name) else {
            println!("{peer:16} {name:4} {count:7.0}, which the budget has not");
            continue;
        };
        let is_over = count > allowed * (1.0 + TOLERANCE) + 1.0;
        let mark = if is_over { "TOO MANY" } else { "" };
        println!("{peer:16} {name:4} {count:7.0} of {allowed:7.0} {mark}");
        is_kept &= !is_over;
    }
    if is_kept {
        ExitCode::SUCCESS
    } else {
        println!("if that is meant, write the budget anew: benches budget write {path}");
        ExitCode::FAILURE
    }
}
