//! A layer of somebody else: it tells on standard error what reaches it.

use std::fmt::{self, Write};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

/// Prints `new asr profile="small"`, `record asr outcome="success"`, `close asr`, `event hello`.
pub(crate) struct Probe;

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Durations differ from run to run.
        let written = match field.name() {
            "dur_ms" => write!(self.0, " dur_ms"),
            "message" => write!(self.0, " {value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
        // A string takes everything.
        debug_assert!(written.is_ok());
    }
}

fn name_of<S>(id: &Id, ctx: &Context<'_, S>) -> &'static str
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    ctx.span(id).map_or("?", |span| span.name())
}

impl<S> Layer<S> for Probe
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, ctx: Context<'_, S>) {
        let mut text = Text(String::new());
        attributes.record(&mut text);
        let parent = ctx.span(id).and_then(|span| Some(span.parent()?.name()));
        let inside = parent.map_or_else(String::new, |parent| format!(" in {parent}"));
        eprintln!("new {}{}{inside}", name_of(id, &ctx), text.0);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, ctx: Context<'_, S>) {
        let mut text = Text(String::new());
        values.record(&mut text);
        eprintln!("record {}{}", name_of(id, &ctx), text.0);
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut text = Text(String::new());
        event.record(&mut text);
        eprintln!("event {}{}", event.metadata().level(), text.0);
    }

    fn on_close(&self, id: Id, ctx: Context<'_, S>) {
        eprintln!("close {}", name_of(&id, &ctx));
    }
}
