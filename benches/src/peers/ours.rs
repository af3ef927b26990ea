//! The framework through its public API, in its default configuration, as the global subscriber.

use std::hint::black_box;

use logging_runtime::{JobTimer, Logging, Outcome, StageTimer, evt, stage};

use super::Peer;
use crate::sink::Sink;
use crate::workload::{
    Answer, Arguments, Fields, JOB_ID, PENDING, Pending, VIDEO_ID, Workload, arguments, block_on,
    body, fields,
};

/// As it is without any setting.
pub(crate) const PEER: Peer = Peer {
    name: "ours",
    start: |sink| start(sink, 5),
    run: |workload, n| match workload {
        // All but five of these would be held back.
        Workload::W3 | Workload::W3t => false,
        _ => run(workload, n),
    },
    note: "`Logging::builder().json().writer(..).try_init()`, the global subscriber",
};

/// Without the rate limit, for events that repeat themselves.
pub(crate) const PEER_UNLIMITED: Peer = Peer {
    name: "ours_unlimited",
    start: |sink| start(sink, 0),
    run: |workload, n| match workload {
        Workload::W3 | Workload::W3t => run(workload, n),
        _ => false,
    },
    note: "the same with `RATE_LIMIT_PER_KEY=0`",
};

fn start(sink: Sink, lines_of_a_key: u32) {
    let logging = Logging::builder()
        .json()
        .rate_limit(lines_of_a_key, std::time::Duration::from_secs(60));
    let guard = match sink {
        Sink::Memory => logging.writer(sink.open()).try_init(),
        Sink::Null => logging.file("/dev/null").try_init(),
    };
    std::mem::forget(guard.expect("it is the only subscriber"));
}

#[inline(never)]
#[stage("youtubei", fields(profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
fn call(a: Arguments) -> Answer {
    body(a)
}

#[inline(never)]
#[stage("youtubei", fields(profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
async fn call_async(a: Arguments, pending: u32) -> Answer {
    Pending(pending).await;
    body(a)
}

#[inline(never)]
#[stage("youtubei", level = "debug", fields(profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
fn call_off(a: Arguments) -> Answer {
    body(a)
}

#[inline(never)]
fn event(f: Fields) {
    evt!(
        "proxy_rotated",
        proxy = f.proxy,
        latency_ms = f.latency_ms,
        ok = f.ok
    );
}

#[inline(never)]
fn event_of_tracing(f: Fields) {
    tracing::info!(
        proxy = f.proxy,
        latency_ms = f.latency_ms,
        ok = f.ok,
        "proxy rotated"
    );
}

#[inline(never)]
fn event_off(f: Fields) {
    evt!(
        debug,
        "proxy_rotated",
        proxy = f.proxy,
        latency_ms = f.latency_ms,
        ok = f.ok
    );
}

#[inline(never)]
fn event_of_tracing_off(f: Fields) {
    tracing::debug!(
        proxy = f.proxy,
        latency_ms = f.latency_ms,
        ok = f.ok,
        "proxy rotated"
    );
}

fn run(workload: Workload, n: u64) -> bool {
    let job = JobTimer::start("transcript", Some(JOB_ID));
    let context = job.context().with("video_id", VIDEO_ID);
    context.scope(|| {
        let is_event = matches!(
            workload,
            Workload::W3
                | Workload::W3t
                | Workload::W3u
                | Workload::W4e
                | Workload::W4t
                | Workload::W5
        );
        if is_event {
            let stage = StageTimer::start("youtubei");
            stage.scope(|| repeat(workload, n));
            stage.finish(Outcome::Success);
        } else {
            repeat(workload, n);
        }
    });
    job.finish(Outcome::Success);
    true
}

fn repeat(workload: Workload, n: u64) {
    for at in 0..n {
        match workload {
            Workload::W1 => drop(black_box(call(arguments()))),
            Workload::W2 => drop(black_box(block_on(call_async(arguments(), 0)))),
            Workload::W2b => drop(black_box(block_on(call_async(arguments(), PENDING)))),
            Workload::W3 => event(fields()),
            Workload::W3t | Workload::W5 => event_of_tracing(fields()),
            Workload::W3u => event(Fields {
                latency_ms: at,
                ..fields()
            }),
            Workload::W4e => event_off(fields()),
            Workload::W4t => event_of_tracing_off(fields()),
            Workload::W4s => drop(black_box(call_off(arguments()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sink::take_memory;
    use crate::workload::ALL;

    fn lines(n: u64, workloads: &[Workload]) -> checker::Report {
        for workload in workloads {
            run(*workload, n);
        }
        let report = checker::check(take_memory());
        report.assert_ok();
        report
    }

    /// One test, since a process has one subscriber.
    #[test]
    fn every_line_is_a_good_one_none_is_missing_and_nothing_is_switched_off() {
        start(Sink::Memory, 5);
        let before = logging_runtime::health();
        let report = lines(20, &ALL);
        let count = |event| report.events(event).count();
        assert_eq!(count("job_received"), ALL.len());
        assert_eq!(count("job_finished"), ALL.len());
        // Three workloads call a stage; six write events in one.
        assert_eq!(count("stage_start"), 3 * 20 + 6);
        assert_eq!(count("stage_result"), 3 * 20 + 6);
        // The rate limit acts: five of a text and the marker; every text of W3u is new.
        assert_eq!(count("proxy_rotated"), 6 + 20);
        assert_eq!(count("log"), 6);
        let after = logging_runtime::health();
        assert_eq!(after.suppressed - before.suppressed, 14 + 14 + 20);
        assert_eq!(after.written - before.written, report.lines.len() as u64);

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
