//! Jobs and stages for other subscribers: their spans, and their lines where there is no lane of
//! ours.

use std::fmt::Write;

use tracing::{Level, Span, dispatcher};

use crate::lane::{self, Event};
use crate::line::Rules;
use crate::line::fields::raw_text;
use crate::outcome::Outcome;
use crate::redact::{REPLACEMENT, Treatment};
use crate::value::Captured;

/// The target of a relayed line.
pub(crate) const TARGET: &str = "logging_runtime::lifecycle";

/// Whether anybody could see a relayed line.
pub(crate) fn is_heard() -> bool {
    dispatcher::has_been_set()
}

/// Sends a line as an ordinary `tracing` event. Our own layers leave it to the others: a run that
/// has started where there was no lane has no start line, so it gets no end either.
pub(crate) fn send(event: &Event<'_>) {
    let fields = event.all_fields();
    let mut text = String::new();
    for field in fields.iter() {
        let separator = if text.is_empty() { "" } else { " " };
        let _ = write!(text, "{separator}{}={}", field.key, field.value);
    }
    match event.level {
        Level::ERROR => tracing::error!(target: TARGET, "{text}"),
        Level::WARN => tracing::warn!(target: TARGET, "{text}"),
        Level::INFO => tracing::info!(target: TARGET, "{text}"),
        Level::DEBUG => tracing::debug!(target: TARGET, "{text}"),
        Level::TRACE => tracing::trace!(target: TARGET, "{text}"),
    }
}

/// Records a field on a run's span. A secret stays secret for other layers, too.
pub(crate) fn record(span: &Span, rules: &Rules, key: &str, value: Captured<'_>) {
    if span.is_disabled() {
        return;
    }
    if rules.redactor.key(key) != Treatment::Keep {
        put(span, key, REPLACEMENT);
        return;
    }
    match value {
        Captured::None => {}
        Captured::Bool(value) => put(span, key, value),
        Captured::I64(value) => put(span, key, value),
        Captured::U64(value) => put(span, key, value),
        Captured::I128(value) => put(span, key, value),
        Captured::U128(value) => put(span, key, value),
        Captured::F32(value) => put(span, key, f64::from(value)),
        Captured::F64(value) => put(span, key, value),
        text => put(span, key, raw_text(rules, text).text.as_str()),
    }
}

/// Records how a run ended on its span.
pub(crate) fn record_end(span: &Span, outcome: Outcome, dur_ms: u64) {
    if !span.is_disabled() {
        put(span, "outcome", outcome.as_str());
        put(span, "dur_ms", dur_ms);
    }
}

fn put(span: &Span, key: &str, value: impl tracing::Value) {
    lane::creating_own_span(|| {
        span.record(key, value);
    });
}
