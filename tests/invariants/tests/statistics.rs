//! What has been fuzzed, as `docs/guarantees.md` tells it: the figures are those that the fuzzer
//! left in `fuzz/statistics`. `BLESS=1 cargo test -p invariants` writes them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use checker::grouped;

const BEGIN: &str = "<!-- fuzz -->\n";
const END: &str = "<!-- /fuzz -->";

/// The targets, and what holds for each of their inputs, in a few words.
const TARGETS: [(&str, &str); 5] = [
    (
        "line",
        "one strict JSON object, no key twice, within the limit, whatever was written before",
    ),
    (
        "redaction",
        "no secret behind a key comes through; twice is once; JSON stays JSON",
    ),
    (
        "tail",
        "the last lines, in bounded memory, however the stream is cut",
    ),
    (
        "environment",
        "every number within its bounds; what cannot be read is told once",
    ),
    (
        "arguments",
        "no panic of a macro; the body of the function is still there",
    ),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn the_document_has_the_figures_of_the_fuzzer() {
    let path = root().join("docs/guarantees.md");
    let committed = fs::read_to_string(&path).expect("docs/guarantees.md is there");
    let (before, rest) = committed.split_once(BEGIN).expect("a place for the table");
    let (_, behind) = rest.split_once(END).expect("the end of the place");
    let current = format!("{before}{BEGIN}{}{END}{behind}", table());
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, current).expect("it can be written");
    } else {
        assert!(
            committed == current,
            "`BLESS=1 cargo test -p invariants` writes the new figures"
        );
    }
}

fn table() -> String {
    let mut table = String::from(
        "\n| target | what holds for every input | executions | time |\n|---|---|---|---|\n",
    );
    for (target, promise) in TARGETS {
        let path = root().join(format!("fuzz/statistics/{target}.txt"));
        let statistics = fs::read_to_string(path).expect("the statistics of a target");
        let (executions, seconds) = done(&statistics).expect("what the fuzzer says at its end");
        let executions = grouped(executions);
        let minutes = seconds / 60;
        let _ = writeln!(
            table,
            "| `{target}` | {promise} | {executions} | {minutes} min |"
        );
    }
    table.push('\n');
    table
}

/// The numbers in `Done 560319 runs in 1263 second(s)`.
fn done(statistics: &str) -> Option<(u64, u64)> {
    let said = statistics
        .lines()
        .find_map(|line| line.strip_prefix("Done "))?;
    let (runs, rest) = said.split_once(" runs in ")?;
    let (seconds, _) = rest.split_once(' ')?;
    Some((runs.parse().ok()?, seconds.parse().ok()?))
}
