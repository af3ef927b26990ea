//! What a program knows of itself, in a file that no fault touches.

use std::fmt::Display;
use std::fs::OpenOptions;
use std::io::Write;

/// Leaves a number under a name; the names are those that the cases ask for.
pub(crate) fn put(name: &str, value: impl Display) {
    let Some(path) = std::env::var_os("FAULTS_FACTS") else {
        eprintln!("{name} {value}");
        return;
    };
    let file = OpenOptions::new().append(true).create(true).open(path);
    let written = file.and_then(|mut file| file.write_all(format!("{name} {value}\n").as_bytes()));
    assert!(written.is_ok(), "facts can be written");
}

/// The counters of the log, as facts.
pub(crate) fn put_health() {
    let health = logging_runtime::health();
    put("written", health.written);
    put("dropped", health.dropped);
    put("suppressed", health.suppressed);
    put("write_errors", health.write_errors);
}

/// Resident memory and its peak, in KiB, as the system tells them.
pub(crate) fn memory_kib(key: &str) -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(key));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    number.expect("Linux tells it")
}
