//! Instructions of an operation, exactly and the same in every run: callgrind counts those of `n` and of
//! `2 n` operations, and the difference is that of `n`.

use std::fmt::Write;
use std::process::Command;

use crate::chosen;
use crate::peers;
use crate::table::number;
use crate::worker::NO_SUCH_OPERATION;
use crate::workload::{ALL, Workload};

const N: u64 = 500;

/// A table of all peers and workloads.
pub(crate) fn table(options: &[&str]) -> String {
    let only = chosen(options);
    let peers: Vec<_> = peers::all()
        .into_iter()
        .filter(|peer| only.as_ref().is_none_or(|only| only.contains(&peer.name)))
        .collect();
    let mut text = format!("| | {} |\n", ALL.map(Workload::name).join(" | "));
    let _ = writeln!(text, "|---|{}", "---:|".repeat(ALL.len()));
    for peer in peers {
        let counts = ALL.map(|workload| {
            per_operation(peer.name, workload).map_or_else(|| "-".to_owned(), number)
        });
        let _ = writeln!(text, "| `{}` | {} |", peer.name, counts.join(" | "));
    }
    text
}

/// Instructions of one operation, a clock's own left out: under callgrind reading one is a system call.
pub(crate) fn per_operation(peer: &str, workload: Workload) -> Option<f64> {
    let (once, twice) = (count(peer, workload, N)?, count(peer, workload, 2 * N)?);
    #[allow(clippy::cast_precision_loss)]
    let per_operation = (twice - once) as f64 / N as f64;
    Some(per_operation)
}

fn count(peer: &str, workload: Workload, n: u64) -> Option<u64> {
    let report = callgrind(peer, workload, n, &["--callgrind-out-file=/dev/null"])?;
    let counted = report.split_once("Collected :");
    let counted = counted.and_then(|(_, counted)| counted.split_whitespace().next()?.parse().ok());
    Some(counted.expect("callgrind says how much it has counted"))
}

/// What callgrind says of so many operations, if the peer has such; its profile goes where the options say.
///
/// # Panics
///
/// If the worker has failed: it has not said that it has no such operation.
pub(crate) fn callgrind(
    peer: &str,
    workload: Workload,
    n: u64,
    options: &[&str],
) -> Option<String> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--toggle-collect=benches_counted"])
        .args(options)
        .arg(std::env::current_exe().expect("this program"))
        .args(["once", peer, workload.name(), &n.to_string()])
        .output()
        .expect("valgrind is installed");
    if output.status.code() == Some(NO_SUCH_OPERATION) {
        return None;
    }
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    let name = workload.name();
    assert!(
        output.status.success(),
        "{peer} {name} has failed: {report}"
    );
    Some(report)
}
