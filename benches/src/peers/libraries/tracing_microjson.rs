//! `tracing-microjson`: events by hand inside the spans of `#[tracing::instrument]`.

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use super::super::{PLAIN, Peer};
use super::spans;
use super::writer::{self, Writer};
use crate::sink::Sink;

pub(crate) const PEER: Peer = Peer {
    name: "tracing_microjson",
    start,
    run: spans::run_events,
    flush: writer::flush,
    note: "`#[tracing::instrument]` with both events by hand, `tracing_microjson::JsonLayer`; the job's id \
           nested in `spans`, the stage's fields twice (`span` and `spans`), outcome and duration by hand in \
           every function, no redaction, no rate limit",
    ..PLAIN
};

fn start(sink: Sink) {
    let writer = Writer::open(sink);
    let layer = tracing_microjson::JsonLayer::new(move || writer.clone()).flatten_event(true);
    tracing_subscriber::registry()
        .with(layer.with_filter(LevelFilter::INFO))
        .init();
}
