//! `json-subscriber`: events by hand inside the spans of `#[tracing::instrument]`, whose fields are
//! flattened on the top level.

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use super::super::{PLAIN, Peer};
use super::spans;
use super::writer::{self, Writer};
use crate::sink::Sink;

pub(crate) const PEER: Peer = Peer {
    name: "json_subscriber",
    start,
    run: spans::run_events,
    flush: writer::flush,
    note: "`#[tracing::instrument]` with both events by hand, `json_subscriber::layer()` with all spans \
           flattened on the top level; keys sorted by their names, outcome and duration by hand in every \
           function, no redaction, no rate limit",
    ..PLAIN
};

fn start(sink: Sink) {
    let writer = Writer::open(sink);
    let layer = json_subscriber::layer()
        .with_current_span(false)
        .with_span_list(false)
        .flatten_event(true)
        .flatten_span_list_on_top_level(true)
        .with_writer(move || writer.clone());
    tracing_subscriber::registry()
        .with(layer.with_filter(LevelFilter::INFO))
        .init();
}
