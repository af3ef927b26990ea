//! `spdlog-rs` with its JSON formatter: no attributes and no context, so every call names everything.

use std::sync::{Arc, OnceLock};
use std::time::Instant;

use spdlog::formatter::JsonFormatter;
use spdlog::sink::WriteSink;
use spdlog::{Level, LevelFilter, Logger};

use super::super::{PLAIN, Peer};
use super::calls::{Calls, ms_since, outcome, repeat};
use crate::sink::Sink;
use crate::workload::{Answer, Arguments, Fields, JOB_ID, Pending, VIDEO_ID, Workload, body};

pub(crate) const PEER: Peer = Peer {
    name: "spdlog",
    start,
    run: |workload, n| LOGGER.get().is_some_and(|to| repeat(&To(to), workload, n)),
    note: "`WriteSink` with `JsonFormatter`, both events and the whole context by hand in every call; values \
           nested in `kv`, times as a number, outcome and duration by hand, no redaction, no rate limit",
    ..PLAIN
};

static LOGGER: OnceLock<Arc<Logger>> = OnceLock::new();

fn start(sink: Sink) {
    let sink = WriteSink::builder()
        .formatter(JsonFormatter::new())
        .target(sink.open())
        .build_arc()
        .expect("the sink is complete");
    let logger = Logger::builder()
        .sink(sink)
        .level_filter(LevelFilter::MoreSevereEqual(Level::Info))
        .build_arc()
        .expect("the logger is complete");
    LOGGER.get_or_init(|| logger);
}

struct To(&'static Logger);

impl Calls for To {
    fn has(workload: Workload) -> bool {
        use Workload::{W1, W2, W2b, W2k, W3, W4e};
        matches!(workload, W1 | W2 | W2b | W2k | W3 | W4e)
    }

    #[inline(never)]
    fn stage(&self, a: Arguments) -> Answer {
        let started = started(self.0, a);
        let answer = body(a);
        ended(self.0, a, &answer, started);
        answer
    }

    async fn stage_async(&self, a: Arguments, pending: u32) -> Answer {
        let started = started(self.0, a);
        Pending(pending).await;
        let answer = body(a);
        ended(self.0, a, &answer, started);
        answer
    }

    #[inline(never)]
    fn event(&self, f: Fields) {
        spdlog::info!(logger: self.0, "proxy rotated", kv: { job_id = JOB_ID, video_id = VIDEO_ID,
            stage = "youtubei", proxy = f.proxy, latency_ms = f.latency_ms, ok = f.ok });
    }

    #[inline(never)]
    fn event_off(&self, f: Fields) {
        spdlog::debug!(logger: self.0, "proxy rotated", kv: { job_id = JOB_ID, video_id = VIDEO_ID,
            stage = "youtubei", proxy = f.proxy, latency_ms = f.latency_ms, ok = f.ok });
    }
}

#[inline(always)]
fn started(to: &Logger, a: Arguments) -> Instant {
    spdlog::info!(logger: to, "stage_start", kv: { job_id = JOB_ID, video_id = VIDEO_ID,
        stage = "youtubei", profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt });
    Instant::now()
}

#[inline(always)]
fn ended(to: &Logger, a: Arguments, answer: &Answer, started: Instant) {
    spdlog::info!(logger: to, "stage_result", kv: { job_id = JOB_ID, video_id = VIDEO_ID,
        stage = "youtubei", outcome = outcome(answer), dur_ms = ms_since(started),
        profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt });
}
