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

/// Instructions of one operation of a peer.
type Count = (&'static str, Workload, f64);

fn counts() -> Vec<Count> {
    let ours = peers::all()
        .into_iter()
        .filter(|peer| OURS.contains(&peer.name));
    let counts = ours.flat_map(|peer| {
        let of_workload =
            move |workload| Some((peer.name, workload, per_operation(peer.name, workload)?));
        ALL.into_iter().filter_map(of_workload)
    });
    counts.collect()
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
    let (text, is_kept) = compared(&budget, &counts());
    print!("{text}");
    if is_kept {
        ExitCode::SUCCESS
    } else {
        println!("if that is meant, write the budget anew: benches budget write {path}");
        ExitCode::FAILURE
    }
}

/// A line for each count and for each line of the budget that has none, and whether the budget is kept:
/// it is not by what is counted on one side only.
fn compared(budget: &str, counts: &[Count]) -> (String, bool) {
    let mut left: Vec<&str> = budget.lines().collect();
    let (mut text, mut is_kept) = (String::new(), true);
    for (peer, workload, count) in counts {
        let name = workload.name();
        let start = format!("{peer} {name} ");
        let at = left.iter().position(|line| line.starts_with(&start));
        let allowed = at.and_then(|at| left.remove(at)[start.len()..].parse::<f64>().ok());
        let is_within = |allowed: f64| *count <= allowed * (1.0 + TOLERANCE) + 1.0;
        let verdict = match allowed {
            None => "MISSING from the budget".to_owned(),
            Some(allowed) if is_within(allowed) => format!("of {allowed:7.0}"),
            Some(allowed) => format!("of {allowed:7.0} TOO MANY"),
        };
        is_kept &= allowed.is_some_and(is_within);
        let _ = writeln!(text, "{peer:16} {name:4} {count:7.0} {verdict}");
    }
    for line in &left {
        let _ = writeln!(text, "{line}: NOT COUNTED");
    }
    (text, is_kept && left.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTS: [Count; 2] = [("ours", Workload::W1, 100.0), ("ours", Workload::W2, 200.0)];

    fn is_kept(budget: &str) -> bool {
        compared(budget, &COUNTS).1
    }

    #[test]
    fn a_count_may_be_three_in_a_hundred_above_its_line() {
        assert!(is_kept("ours W1 97\nours W2 200\n"));
        assert!(!is_kept("ours W1 95\nours W2 200\n"));
    }

    #[test]
    fn a_count_without_a_line_fails() {
        assert!(!is_kept("ours W1 100\n"));
        assert!(!is_kept("ours W1 100\nours W2 many\n"));
    }

    #[test]
    fn a_line_that_nothing_was_counted_for_fails() {
        assert!(!is_kept("ours W1 100\nours W2 200\nours W3u 300\n"));
        assert!(!is_kept("ours W1 100\nours W1 100\nours W2 200\n"));
    }
}
