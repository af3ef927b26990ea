//! The fields of the user's own spans: they stand on every line inside.

use std::cell::Cell;
use std::ptr;

use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber, dispatcher};
use tracing_subscriber::Registry;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::{Extensions, LookupSpan, SpanData};

use super::visit::{Collector, Each};
use crate::lane::Lane;
use crate::line::{Draft, Fields, Giver, spare};

/// A span's fields, for each lane that wants the span. There are few.
#[derive(Default)]
struct SpanFields(Vec<(&'static Lane, Fields)>);

impl SpanFields {
    fn of(&self, lane: &Lane) -> Option<&Fields> {
        let own = self.0.iter().find(|(own, _)| ptr::eq(*own, lane));
        own.map(|(_, fields)| fields)
    }

    fn replace(&mut self, lane: &'static Lane, fields: &Fields) {
        match self.0.iter_mut().find(|(own, _)| ptr::eq(*own, lane)) {
            Some((_, own)) => own.replace(fields),
            None => self.0.push((lane, fields.clone())),
        }
    }
}

/// Keeps the fields of a new span. They are formatted before the span's lock is taken.
pub(super) fn created<S>(
    lane: &'static Lane,
    attributes: &Attributes<'_>,
    id: &Id,
    ctx: &Context<'_, S>,
) where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    let mut fields = spare::fields();
    attributes.record(&mut collector(lane, &mut fields));
    keep(lane, &fields, id, ctx);
    spare::give_fields(fields);
}

/// Keeps fields that were recorded later; the newest value of a key stands.
pub(super) fn recorded<S>(lane: &'static Lane, id: &Id, values: &Record<'_>, ctx: &Context<'_, S>)
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    let mut fields = spare::fields();
    values.record(&mut collector(lane, &mut fields));
    keep(lane, &fields, id, ctx);
    spare::give_fields(fields);
}

/// What the fields of a span are given to.
fn collector<'a>(lane: &'static Lane, fields: &'a mut Fields) -> Each<Collector<'a>> {
    Each(Collector {
        rules: lane.rules(),
        giver: Giver::Around,
        expects_message: false,
        fields,
    })
}

fn keep<S>(lane: &'static Lane, fields: &Fields, id: &Id, ctx: &Context<'_, S>)
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    let Some(span) = ctx.span(id).filter(|_| !fields.is_empty()) else {
        return;
    };
    let mut extensions = span.extensions_mut();
    if extensions.get_mut::<SpanFields>().is_none() {
        extensions.insert(SpanFields::default());
    }
    if let Some(by_lane) = extensions.get_mut::<SpanFields>() {
        by_lane.replace(lane, fields);
    }
}

thread_local! {
    /// How many spans that a lane wants are entered on this thread.
    static ENTERED: Cell<u32> = const { Cell::new(0) };
}

pub(super) fn entered() {
    let _ = ENTERED.try_with(|entered| entered.set(entered.get().saturating_add(1)));
}

pub(super) fn exited() {
    let _ = ENTERED.try_with(|entered| entered.set(entered.get().saturating_sub(1)));
}

/// The fields of the spans around an event, the nearest span's first, in a list to be given back. The subscriber is
/// asked itself: while it handles the event, `tracing` names none as the current one to code that asks.
pub(super) fn fields_of_event<S>(
    lane: &Lane,
    event: &Event<'_>,
    ctx: &Context<'_, S>,
) -> Option<Box<Draft>>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    if event.is_contextual() && !is_in_span() {
        return None;
    }
    let mut fields = spare::fields();
    for span in ctx.event_scope(event).into_iter().flatten() {
        add(&mut fields, lane, &span.extensions());
    }
    Some(fields)
}

/// Whether this thread is inside a span of the user.
#[inline]
pub(crate) fn is_in_span() -> bool {
    ENTERED.try_with(Cell::get).unwrap_or(0) != 0
}

/// The fields of the spans around what happens here and now, the nearest span's first, in a list to be given back.
#[allow(clippy::unnecessary_box_returns, reason = "it was taken in its box")]
pub(crate) fn fields_of_current(lane: &Lane) -> Box<Draft> {
    let mut fields = spare::fields();
    dispatcher::get_default(|current| {
        let Some(registry) = current.downcast_ref::<Registry>() else {
            return;
        };
        let mut next = current.current_span().id().cloned();
        while let Some(span) = next.and_then(|id| registry.span_data(&id)) {
            add(&mut fields, lane, &span.extensions());
            next = span.parent().cloned();
        }
    });
    fields
}

fn add(fields: &mut Fields, lane: &Lane, span: &Extensions<'_>) {
    if let Some(own) = span.get::<SpanFields>().and_then(|own| own.of(lane)) {
        fields.append_missing(own);
    }
}
