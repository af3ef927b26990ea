//! The framework through its public API, in its default configuration, as the global subscriber.

mod calls;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use checker::{Checker, Pairing};
use logging_runtime::{Guard, Logging};

use super::{Kind, PLAIN, Peer};
use crate::sink::{Sink, with_memory};
use crate::workload::Workload;

/// As it is without any setting.
pub(crate) const PEER: Peer = Peer {
    name: "ours",
    start: |sink| start(sink, Logging::builder()),
    run: |workload, n| match workload {
        // All but five of these would be held back, and nothing is kept for a failure.
        Workload::W3 | Workload::W3e | Workload::W3t | Workload::W4b => false,
        _ => run(workload, n),
    },
    note: "`Logging::builder().json().writer(..).try_init()`, the global subscriber; into a file `.batched()`; where the system keeps its time by the processor's counter, the clock is read again after some microseconds only, and all but `fastrace` read it for each line",
    ..OURS
};

/// Without the rate limit, for events that repeat themselves.
pub(crate) const PEER_UNLIMITED: Peer = Peer {
    name: "ours_unlimited",
    start: |sink| start(sink, Logging::builder().set("RATE_LIMIT_PER_KEY", "0")),
    run: |workload, n| match workload {
        Workload::W3 | Workload::W3e | Workload::W3t => run(workload, n),
        _ => false,
    },
    note: "the same with `RATE_LIMIT_PER_KEY=0`",
    ..OURS
};

/// With lines below the level kept until the job is done.
pub(crate) const PEER_BUFFERED: Peer = Peer {
    name: "ours_buffered",
    start: |sink| {
        start(
            sink,
            Logging::builder().set("LOG_BUFFER_UNTIL_ERROR", "65536"),
        );
    },
    run: |workload, n| workload == Workload::W4b && run(workload, n),
    note: "the same with `LOG_BUFFER_UNTIL_ERROR=65536`",
    ..OURS
};

const OURS: Peer = Peer {
    kind: Kind::Ours,
    flush,
    check,
    ..PLAIN
};

static GUARD: Mutex<Option<Guard>> = Mutex::new(None);

fn start(sink: Sink, logging: Logging) {
    let logging = logging.json();
    let logging = match sink {
        Sink::Memory | Sink::Stdout => logging.writer(sink.open()),
        Sink::Null => logging.file("/dev/null"),
        Sink::File(path) => logging.file(path).batched(),
    };
    let guard = logging.try_init().expect("it is the only subscriber");
    *GUARD.lock().unwrap_or_else(PoisonError::into_inner) = Some(guard);
}

fn flush() {
    let guard = GUARD.lock().unwrap_or_else(PoisonError::into_inner);
    let is_flushed = guard
        .as_ref()
        .map(|guard| guard.flush(Duration::from_secs(60)));
    assert_eq!(is_flushed, Some(true), "everything is written in a minute");
}

/// How many lines have to be written, or held back, by now.
static LINES: AtomicU64 = AtomicU64::new(0);

fn run(workload: Workload, n: u64) -> bool {
    LINES.fetch_add(calls::lines(workload, n), Ordering::Relaxed);
    calls::run(workload, n)
}

/// Counts all lines, and reads those that are still in memory, the last megabyte, with the strict checker.
fn check() {
    let health = logging_runtime::health();
    let (told, lines) = (
        health.written + health.suppressed,
        LINES.load(Ordering::Relaxed),
    );
    if health.dropped == 0 {
        assert_eq!(told, lines, "every line is written or held back");
    } else {
        // Losses are told by lines of their own.
        assert!(told + health.dropped >= lines, "no loss goes uncounted");
    }
    with_memory(|lines| {
        if !lines.is_empty() {
            let checker = Checker::new().pairing(Pairing::Unchecked);
            checker.check(lines).assert_ok();
        }
    });
}

#[cfg(test)]
mod tests {
    use logging_runtime::evt;

    use super::*;
    use crate::workload::ALL;

    fn lines(n: u64, workloads: &[Workload]) -> checker::Report {
        for workload in workloads {
            run(*workload, n);
        }
        let report = with_memory(|lines| checker::check(lines));
        report.assert_ok();
        report
    }

    /// One test, since a process has one subscriber.
    #[test]
    fn every_line_is_a_good_one_none_is_missing_and_nothing_is_switched_off() {
        start(Sink::Memory, Logging::builder());
        let before = logging_runtime::health();
        let report = lines(20, &ALL);
        let count = |event| report.events(event).count();
        assert_eq!(count("job_received"), ALL.len());
        assert_eq!(count("job_finished"), ALL.len());
        // Four workloads call a stage; seven write events in one.
        assert_eq!(count("stage_start"), 4 * 20 + 7);
        assert_eq!(count("stage_result"), 4 * 20 + 7);
        // The rate limit acts: five of a text and the marker; every text of W3u is new.
        assert_eq!(count("proxy_rotated"), 6 + 20);
        assert_eq!(count("log"), 6);
        let after = logging_runtime::health();
        assert_eq!(after.suppressed - before.suppressed, 14 + 14 + 20);
        assert_eq!(after.written - before.written, report.lines.len() as u64);
        check();

        // So does redaction.
        evt!(
            "login",
            password = "hunter2",
            note = "Bearer abcdefgh12345678"
        );
        let report = lines(0, &[]);
        assert_eq!(report.lines[0].str("password"), "[REDACTED]");
        assert!(!report.lines[0].text().contains("abcdefgh12345678"));
        assert_eq!(logging_runtime::health().redacted - after.redacted, 2);
    }
}
