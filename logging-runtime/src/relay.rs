//! Jobs and stages for other subscribers: their spans, and their lines where there is no lane of
//! ours.

use std::fmt::Write;

use tracing::{Span, dispatcher};

use crate::lane::{self, Event};
use crate::line::Field;
use crate::line::read::Scalar;
use crate::outcome::Outcome;
use crate::user;

/// The target of a relayed line.
pub(crate) const TARGET: &str = "logging_runtime::lifecycle";

/// Sends a text as an event of this target and level. A callsite has both fixed, so each level has
/// one of its own.
macro_rules! say {
    ($target:expr, $level:expr, $text:expr) => {
        match $level {
            ::tracing::Level::ERROR => ::tracing::error!(target: $target, "{}", $text),
            ::tracing::Level::WARN => ::tracing::warn!(target: $target, "{}", $text),
            ::tracing::Level::INFO => ::tracing::info!(target: $target, "{}", $text),
            ::tracing::Level::DEBUG => ::tracing::debug!(target: $target, "{}", $text),
            ::tracing::Level::TRACE => ::tracing::trace!(target: $target, "{}", $text),
        }
    };
}
pub(crate) use say;

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
    say!(TARGET, event.level, text);
}

/// Records a field on a run's span, as it stands on the line: what is secret there is secret for other
/// layers, too.
pub(crate) fn record(span: &Span, field: Field<'_>) {
    match Scalar::read(field.value) {
        Some(Scalar::Null) => {}
        Some(Scalar::Bool(value)) => put(span, field.key, value),
        Some(Scalar::U64(value)) => put(span, field.key, value),
        Some(Scalar::I64(value)) => put(span, field.key, value),
        Some(Scalar::U128(value)) => put(span, field.key, value),
        Some(Scalar::I128(value)) => put(span, field.key, value),
        Some(Scalar::F64(value)) => put(span, field.key, value),
        Some(Scalar::Text(value)) => put(span, field.key, value.as_str()),
        None => put(span, field.key, field.value),
    }
}

/// Records how a run ended on its span.
pub(crate) fn record_end(span: &Span, outcome: Outcome, dur_ms: u64) {
    put(span, "outcome", outcome.as_str());
    put(span, "dur_ms", dur_ms);
}

/// Other layers run here: what they do must cost no line of ours.
fn put(span: &Span, key: &str, value: impl tracing::Value) {
    let _ = user::run(|| {
        lane::creating_own_span(|| {
            span.record(key, value);
        });
    });
}
