//! The code that an operation runs through. Where a neighbour uses the same core, half of the nearest cache
//! of instructions is left, and what is longer than that is waited for each time anew.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;

use crate::count::callgrind;
use crate::peers;
use crate::table::number;
use crate::workload::Workload;

const N: u64 = 200;
const MEASURED: [Workload; 3] = [Workload::W1, Workload::W2, Workload::W3];
/// Bytes of a line of the cache.
const LINE: u64 = 64;

/// A table of all peers.
pub(crate) fn table() -> String {
    let names = MEASURED.map(Workload::name).join(" | ");
    let mut text = format!("| | {names} |\n|---|{}\n", "---:|".repeat(MEASURED.len()));
    for peer in peers::all() {
        let kib = MEASURED
            .map(|workload| kib(peer.name, workload).map_or_else(|| "-".to_owned(), number));
        let _ = writeln!(text, "| `{}` | {} |", peer.name, kib.join(" | "));
    }
    text
}

/// The lines of the cache that have an instruction of every operation, in KiB.
fn kib(peer: &str, workload: Workload) -> Option<f64> {
    let path = std::env::temp_dir().join(format!("benches-{}.callgrind", std::process::id()));
    let to = format!("--callgrind-out-file={}", path.display());
    let report = callgrind(peer, workload, N, &["--dump-instr=yes", &to]);
    let profile = report.map(|_| fs::read_to_string(&path));
    let _ = fs::remove_file(&path);
    let lines = lines(&profile?.expect("valgrind has written it"));
    #[allow(clippy::cast_precision_loss)]
    let kib = (lines * LINE) as f64 / 1024.0;
    Some(kib)
}

/// How many lines of the cache a profile has that are run by at least half of the operations.
fn lines(profile: &str) -> u64 {
    let (mut address, mut is_call) = (0, false);
    let mut most = HashMap::new();
    for line in profile.lines() {
        let mut words = line.split(' ');
        let Some(next) = words.next().and_then(|word| moved(address, word)) else {
            // What a call costs stands behind it, and is no instruction's own.
            is_call = line.starts_with("calls=");
            continue;
        };
        address = next;
        if let Some(count) = words.nth(1).and_then(|count| count.parse::<u64>().ok())
            && !is_call
        {
            let most: &mut u64 = most.entry(address / LINE).or_default();
            *most = count.max(*most);
        }
        is_call = false;
    }
    let often = most.into_values().filter(|count| *count >= N / 2);
    often.count() as u64
}

/// An address as callgrind writes it: in full, by how far it is from the one before, or as the same.
fn moved(before: u64, word: &str) -> Option<u64> {
    let by = |distance: &str| distance.parse::<u64>().ok();
    match word.as_bytes().first()? {
        b'*' => Some(before),
        b'+' => before.checked_add(by(&word[1..])?),
        b'-' => before.checked_sub(by(&word[1..])?),
        _ => u64::from_str_radix(word.strip_prefix("0x")?, 16).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_run_by_most_operations_are_counted_once() {
        let profile = "version: 1\nevents: Ir\nfn=(1) run\n0x1000 7 200\n+4 8 200\n+60 9 150\n* 10 9\n\
            calls=200 0x2000 1\n+64 11 4000\n-128 12 3\n0x5000 13 99\n";
        assert_eq!(lines(profile), 2);
    }
}
