//! `#[tracing::instrument]` with the JSON formatter of `tracing-subscriber`, which tells of a span when it is
//! new and when it is closed.

use std::hint::black_box;
use std::io;

use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

use super::Peer;
use crate::sink::{Memory, Sink, null};
use crate::workload::{
    Answer, Arguments, Fields, JOB_ID, PENDING, Pending, VIDEO_ID, Workload, arguments, block_on,
    body, fields,
};

pub(crate) const PEER: Peer = Peer {
    name: "tracing_fmt",
    start,
    run,
    note: "`#[tracing::instrument]`, `tracing_subscriber::fmt().json()` with `FmtSpan::NEW | CLOSE`; no \
           outcome, the job's id nested in `spans`, durations as text",
};

struct Make;

impl MakeWriter<'_> for Make {
    type Writer = Memory;

    fn make_writer(&self) -> Memory {
        Memory
    }
}

fn start(sink: Sink) {
    let builder = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::INFO)
        .with_current_span(true)
        .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE);
    match sink {
        Sink::Memory => builder.with_writer(Make).init(),
        Sink::Null => {
            let file: &'static std::fs::File = Box::leak(Box::new(null()));
            builder
                .with_writer(move || -> Box<dyn io::Write> { Box::new(file) })
                .init();
        }
    }
}

#[inline(never)]
#[tracing::instrument(name = "youtubei", skip_all, fields(profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
fn call(a: Arguments) -> Answer {
    body(a)
}

#[inline(never)]
#[tracing::instrument(name = "youtubei", skip_all, fields(profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
async fn call_async(a: Arguments, pending: u32) -> Answer {
    Pending(pending).await;
    body(a)
}

#[inline(never)]
#[tracing::instrument(name = "youtubei", level = "debug", skip_all, fields(profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
fn call_off(a: Arguments) -> Answer {
    body(a)
}

#[inline(never)]
fn event(f: Fields) {
    tracing::info!(
        proxy = f.proxy,
        latency_ms = f.latency_ms,
        ok = f.ok,
        "proxy rotated"
    );
}

#[inline(never)]
fn event_off(f: Fields) {
    tracing::debug!(
        proxy = f.proxy,
        latency_ms = f.latency_ms,
        ok = f.ok,
        "proxy rotated"
    );
}

fn run(workload: Workload, n: u64) -> bool {
    let job = tracing::info_span!("job", job_id = JOB_ID, video_id = VIDEO_ID);
    let _in_job = job.enter();
    let is_event = matches!(workload, Workload::W3t | Workload::W4t);
    let stage = is_event.then(|| tracing::info_span!("youtubei"));
    let _in_stage = stage.as_ref().map(tracing::Span::enter);
    for _ in 0..n {
        match workload {
            Workload::W1 => drop(black_box(call(arguments()))),
            Workload::W2 => drop(black_box(block_on(call_async(arguments(), 0)))),
            Workload::W2b => drop(black_box(block_on(call_async(arguments(), PENDING)))),
            Workload::W3t => event(fields()),
            Workload::W4t => event_off(fields()),
            Workload::W4s => drop(black_box(call_off(arguments()))),
            // It has neither events with a name nor a rate limit.
            Workload::W3 | Workload::W3u | Workload::W4e | Workload::W5 => return false,
        }
    }
    true
}
