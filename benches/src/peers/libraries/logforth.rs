//! `log` with `logforth`: no attributes, and a context that belongs to the thread. Both lines of a stage
//! are written by hand.

use std::io::Write;
use std::time::Instant;

use logforth::bridge::log::LogBridge;
use logforth::diagnostic::ThreadLocalDiagnostic;
use logforth::layout::JsonLayout;
use logforth::record::{Level, LevelFilter, Record};
use logforth::{Append, Diagnostic, Error, Layout};

use super::super::{PLAIN, Peer};
use super::calls::{Calls, is_in_stage, ms_since, outcome, repeat};
use crate::sink::{Output, Sink};
use crate::workload::{Answer, Arguments, Fields, JOB_ID, Pending, VIDEO_ID, Workload, body};

pub(crate) const PEER: Peer = Peer {
    name: "logforth",
    start,
    run,
    note: "the `log` facade, `JsonLayout` and `ThreadLocalDiagnostic`, both events by hand; values and context \
           nested in two objects, the context is the thread's (wrong across awaits where tasks move), outcome \
           and duration by hand, no redaction, no rate limit",
    ..PLAIN
};

/// As its `Stdout` does it: a line is formatted, then written at once.
#[derive(Debug)]
struct To {
    layout: JsonLayout,
    output: Output,
}

impl Append for To {
    fn append(&self, record: &Record<'_>, context: &[Box<dyn Diagnostic>]) -> Result<(), Error> {
        let mut line = self.layout.format(record, context)?;
        line.push(b'\n');
        let written = { self.output }.write_all(&line);
        written.map_err(Error::from_io_error)
    }

    fn flush(&self) -> Result<(), Error> {
        Ok(())
    }
}

fn start(sink: Sink) {
    let to = To {
        layout: JsonLayout::default(),
        output: sink.open(),
    };
    let logger = logforth::core::builder()
        .dispatch(|dispatch| {
            dispatch
                .filter(LevelFilter::MoreSevereEqual(Level::Info))
                .diagnostic(ThreadLocalDiagnostic::default())
                .append(to)
        })
        .build();
    log::set_boxed_logger(Box::new(LogBridge::new(logger))).expect("it is the only logger");
    log::set_max_level(log::LevelFilter::Info);
}

fn run(workload: Workload, n: u64) -> bool {
    ThreadLocalDiagnostic::insert("job_id", JOB_ID);
    ThreadLocalDiagnostic::insert("video_id", VIDEO_ID);
    if is_in_stage(workload) {
        ThreadLocalDiagnostic::insert("stage", "youtubei");
    } else {
        ThreadLocalDiagnostic::remove("stage");
    }
    repeat(&OfLog, workload, n)
}

struct OfLog;

impl Calls for OfLog {
    fn has(workload: Workload) -> bool {
        use Workload::{W1, W2, W2b, W2k, W3, W4e};
        matches!(workload, W1 | W2 | W2b | W2k | W3 | W4e)
    }

    #[inline(never)]
    fn stage(&self, a: Arguments) -> Answer {
        let started = started(a);
        let answer = body(a);
        ended(a, &answer, started);
        answer
    }

    async fn stage_async(&self, a: Arguments, pending: u32) -> Answer {
        let started = started(a);
        Pending(pending).await;
        let answer = body(a);
        ended(a, &answer, started);
        answer
    }

    #[inline(never)]
    fn event(&self, f: Fields) {
        log::info!(proxy = f.proxy, latency_ms = f.latency_ms, ok = f.ok; "proxy rotated");
    }

    #[inline(never)]
    fn event_off(&self, f: Fields) {
        log::debug!(proxy = f.proxy, latency_ms = f.latency_ms, ok = f.ok; "proxy rotated");
    }
}

#[inline(always)]
fn started(a: Arguments) -> Instant {
    log::info!(stage = "youtubei", profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt;
        "stage_start");
    Instant::now()
}

#[inline(always)]
fn ended(a: Arguments, answer: &Answer, started: Instant) {
    log::info!(stage = "youtubei", outcome = outcome(answer), dur_ms = ms_since(started),
        profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt; "stage_result");
}
