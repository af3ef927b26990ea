//! `#[tracing::instrument]` with the JSON formatter of `tracing-subscriber`, which tells of a span when it is
//! new and when it is closed.

use tracing_subscriber::fmt::format::FmtSpan;

use super::super::{PLAIN, Peer};
use super::calls::Calls;
use super::spans;
use super::writer::{self, Writer};
use crate::sink::Sink;
use crate::workload::{Answer, Arguments, Fields, Pending, Workload, body};

pub(crate) const PEER: Peer = Peer {
    name: "tracing_fmt",
    start,
    run: |workload, n| spans::run(&Spans, workload, n, || tracing::info_span!("youtubei")),
    flush: writer::flush,
    note: "`#[tracing::instrument]`, `tracing_subscriber::fmt().json()` with `FmtSpan::NEW | CLOSE`; no \
           outcome, the job's id nested in `spans`, durations as text with a unit, no redaction, no rate limit",
    ..PLAIN
};

fn start(sink: Sink) {
    let writer = Writer::open(sink);
    tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::INFO)
        .with_current_span(true)
        .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
        .with_writer(move || writer.clone())
        .init();
}

struct Spans;

impl Calls for Spans {
    fn has(workload: Workload) -> bool {
        spans::has(workload)
    }

    #[inline(never)]
    #[tracing::instrument(name = "youtubei", skip_all, fields(profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
    fn stage(&self, a: Arguments) -> Answer {
        body(a)
    }

    #[tracing::instrument(name = "youtubei", skip_all, fields(profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
    async fn stage_async(&self, a: Arguments, pending: u32) -> Answer {
        Pending(pending).await;
        body(a)
    }

    #[inline(never)]
    fn stage_off(&self, a: Arguments) -> Answer {
        spans::stage_off(a)
    }

    #[inline(never)]
    fn event(&self, fields: Fields) {
        spans::event(fields);
    }

    #[inline(never)]
    fn event_off(&self, fields: Fields) {
        spans::event_off(fields);
    }
}
