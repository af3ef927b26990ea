//! `slog` with `slog-json`: no attributes and no current context. A logger that knows the job is passed
//! along, and both lines of a stage are written by hand.

use std::io::{LineWriter, Write};
use std::sync::{Mutex, OnceLock};
use std::time::Instant;

use slog::{Drain, Logger, o};

use super::super::{PLAIN, Peer};
use super::calls::{Calls, is_in_stage, ms_since, outcome, repeat};
use crate::sink::Sink;
use crate::workload::{Answer, Arguments, Fields, JOB_ID, Pending, VIDEO_ID, Workload, body};

pub(crate) const PEER: Peer = Peer {
    name: "slog_json",
    start,
    run,
    note: "`slog_json::Json::default` behind a `Mutex`, both events by hand; a logger is passed to every \
           function instead of a context, keys in reverse order, outcome and duration by hand, no redaction, \
           no rate limit",
    ..PLAIN
};

static ROOT: OnceLock<Logger> = OnceLock::new();

fn start(sink: Sink) {
    match sink {
        Sink::Memory => set_root(sink.open()),
        // It writes piece by piece, and a line is to be one write.
        _ => set_root(LineWriter::new(sink.open())),
    }
}

fn set_root<W: Write + Send + 'static>(writer: W) {
    let json = Mutex::new(slog_json::Json::default(writer)).map(slog::Fuse);
    let limited = slog::LevelFilter::new(json, slog::Level::Info).fuse();
    ROOT.get_or_init(|| Logger::root(limited, o!()));
}

fn run(workload: Workload, n: u64) -> bool {
    let Some(root) = ROOT.get() else {
        return false;
    };
    let job = root.new(o!("job_id" => JOB_ID, "video_id" => VIDEO_ID));
    if is_in_stage(workload) {
        let stage = job.new(o!("stage" => "youtubei"));
        repeat(&With(stage), workload, n)
    } else {
        repeat(&With(job), workload, n)
    }
}

struct With(Logger);

impl Calls for With {
    fn has(workload: Workload) -> bool {
        use Workload::{W1, W2, W2b, W2k, W3, W4e};
        matches!(workload, W1 | W2 | W2b | W2k | W3 | W4e)
    }

    #[inline(never)]
    fn stage(&self, a: Arguments) -> Answer {
        let started = started(&self.0, a);
        let answer = body(a);
        ended(&self.0, a, &answer, started);
        answer
    }

    async fn stage_async(&self, a: Arguments, pending: u32) -> Answer {
        let started = started(&self.0, a);
        Pending(pending).await;
        let answer = body(a);
        ended(&self.0, a, &answer, started);
        answer
    }

    #[inline(never)]
    fn event(&self, f: Fields) {
        slog::info!(self.0, "proxy rotated"; "proxy" => f.proxy, "latency_ms" => f.latency_ms, "ok" => f.ok);
    }

    #[inline(never)]
    fn event_off(&self, f: Fields) {
        slog::debug!(self.0, "proxy rotated"; "proxy" => f.proxy, "latency_ms" => f.latency_ms, "ok" => f.ok);
    }
}

#[inline(always)]
fn started(job: &Logger, a: Arguments) -> Instant {
    slog::info!(job, "stage_start"; "stage" => "youtubei",
        "profile" => a.profile, "use_proxy" => a.use_proxy, "attempt" => a.attempt);
    Instant::now()
}

#[inline(always)]
fn ended(job: &Logger, a: Arguments, answer: &Answer, started: Instant) {
    slog::info!(job, "stage_result"; "stage" => "youtubei",
        "outcome" => outcome(answer), "dur_ms" => ms_since(started),
        "profile" => a.profile, "use_proxy" => a.use_proxy, "attempt" => a.attempt);
}
