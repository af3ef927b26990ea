//! The `tracing` layer: plain events become lines, spans give their fields to the lines inside.

pub(crate) mod bridge;
mod event;
pub(crate) mod forward;
pub(crate) mod hidden;
mod plan;
mod record;
mod span;
mod visit;

use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber, level_filters::LevelFilter, span as tspan};
use tracing_subscriber::layer::{Context, Filter, Layer};
use tracing_subscriber::registry::LookupSpan;

use crate::lane::{self, Lane};
use crate::line::spare;
use crate::relay;
use crate::site;
pub(crate) use span::{fields_of_current as span_fields, is_in_span};

/// A lane as a layer. It finds itself again by its type: see [`lane::current`].
#[derive(Debug)]
pub(crate) struct LaneLayer {
    lane: &'static Lane,
}

impl LaneLayer {
    pub(crate) fn new(lane: &'static Lane) -> Self {
        LaneLayer { lane }
    }

    pub(crate) fn lane(&self) -> &'static Lane {
        self.lane
    }
}

impl<S> Layer<S> for LaneLayer
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    fn on_new_span(&self, attributes: &tspan::Attributes<'_>, id: &tspan::Id, ctx: Context<'_, S>) {
        bridge::note(attributes.metadata());
        span::created(self.lane, attributes, id, &ctx);
    }

    fn on_record(&self, id: &tspan::Id, values: &tspan::Record<'_>, ctx: Context<'_, S>) {
        if let Some(span) = ctx.span(id) {
            bridge::note(span.metadata());
        }
        span::recorded(self.lane, id, values, &ctx);
    }

    fn on_enter(&self, _: &tspan::Id, _: Context<'_, S>) {
        span::entered();
    }

    fn on_exit(&self, _: &tspan::Id, _: Context<'_, S>) {
        span::exited();
    }

    fn on_event(&self, event: &Event<'_>, ctx: Context<'_, S>) {
        bridge::note(event.metadata());
        let spans = span::fields_of_event(self.lane, event, &ctx);
        event::write_event(self.lane, event, spans.as_deref().map(|spans| &**spans));
        if let Some(spans) = spans {
            spare::give_fields(spans);
        }
    }
}

/// Decides for our layer alone which spans and events it gets.
#[derive(Debug)]
pub(crate) struct LaneFilter {
    lane: &'static Lane,
}

impl LaneFilter {
    pub(crate) fn new(lane: &'static Lane) -> Self {
        LaneFilter { lane }
    }

    fn wants(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() != relay::TARGET && self.lane.wants(metadata.target(), *metadata.level())
    }
}

impl<S> Filter<S> for LaneFilter {
    fn enabled(&self, metadata: &Metadata<'_>, _: &Context<'_, S>) -> bool {
        // The spans of our own runs are for the other layers.
        !(metadata.is_span() && lane::is_own_span()) && self.wants(metadata)
    }

    fn callsite_enabled(&self, metadata: &'static Metadata<'static>) -> Interest {
        if hidden::is_question(metadata) {
            hidden::answer(self.lane);
            return Interest::never();
        }
        let own = metadata.is_span() && (lane::is_own_span() || site::owns(metadata));
        if own || !self.wants(metadata) {
            Interest::never()
        } else {
            Interest::always()
        }
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(self.lane.max_level())
    }
}
