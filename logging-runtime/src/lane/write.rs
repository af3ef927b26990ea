//! From an event to a line in the sink.

#![allow(
    clippy::inline_always,
    reason = "what is sent has its place in memory where it is passed to a call"
)]

use std::borrow::Cow;
use std::sync::atomic::Ordering;

use super::{Event, Kind, Lane};
use crate::config::Format;
use crate::context::scope::Scope;
use crate::limit::Decision;
use crate::line::around::Lists;
use crate::line::fast::{self, Others, Said};
use crate::line::{self, Fields, Head, Stamp, spare, strip};
use crate::sink::{Content, Sink, Weight};
use crate::{human, layer};

impl Lane {
    /// Makes the line and writes it, unless it is held back.
    pub(crate) fn write(&self, event: &Event<'_>) {
        let is_in_span = event.spans.is_none() && layer::is_in_span();
        let plainly = if is_in_span {
            Err(event.decision)
        } else {
            event.with_scope(|scope| self.write_plainly(event, scope))
        };
        let Err(decision) = plainly else { return };
        match event.spans {
            _ if !event.lead.is_empty() => self.write_whole(event, decision),
            None if is_in_span => self.write_in_span(event),
            spans => self.write_in(&Event { decision, ..*event }, spans.unwrap_or(&line::NONE)),
        }
    }

    /// The same, where what it says of itself is to be in one list with its fields.
    #[inline(never)]
    fn write_whole(&self, event: &Event<'_>, decision: Option<Decision>) {
        let mut own = spare::fields();
        own.append_led(event.lead, event.own);
        self.write(&Event {
            lead: &line::NONE,
            own: &own,
            decision,
            ..*event
        });
        spare::give_fields(own);
    }

    /// The same for an event without spans, whose line is of the usual case.
    ///
    /// # Errors
    ///
    /// If it is not, or tells of others. Nothing was done but that the limiter may have been asked: then this is what
    /// it has said.
    #[inline]
    fn write_plainly(&self, event: &Event<'_>, scope: &Scope) -> Result<(), Option<Decision>> {
        let is_plain = scope.is_plain_in(self)
            && event.dur_ms.is_none()
            && event.spans.is_none_or(Fields::is_empty)
            && !event.decision.is_some_and(Decision::tells);
        if !is_plain {
            return Err(event.decision);
        }
        let Ok(keeper) = self.keeper(event, scope) else {
            return Ok(());
        };
        let (mut room, max) = (strip::EMPTY, self.settings.max_line_bytes);
        let (stamp, lists) = (event.stamp(), scope.lists());
        let constants = &self.constants;
        let own = event.both();
        let line = fast::compose_plain(&mut room, stamp, own, lists, constants, max);
        let Some(line) = line else {
            return Err(event.decision);
        };
        let others = || Others {
            scope: lists,
            free: [&line::NONE, constants],
        };
        if let Some(job) = keeper {
            self.keep(job, line);
            return Ok(());
        }
        self.write_decided(event, line, others).map_err(Some)
    }

    /// Writes the line as the limiter has said or says now. What else stands in it is asked only where somebody has to
    /// know.
    ///
    /// # Errors
    ///
    /// If it has to tell of others, and was not written.
    #[inline(always)]
    fn write_decided<'a>(
        &self,
        event: &Event<'_>,
        line: &[u8],
        others: impl Fn() -> Others<'a>,
    ) -> Result<(), Decision> {
        match self.decision(event, line, &others) {
            Decision::PASS => {
                let content = Content::Line(event.weight());
                self.send(line, self.sink_of(event.kind), content);
            }
            Decision::Suppress => {}
            decision => return Err(decision),
        }
        Ok(())
    }

    #[cold]
    fn write_in_span(&self, event: &Event<'_>) {
        let spans = layer::span_fields(self);
        self.write_in(event, &spans);
        spare::give_fields(spans);
    }

    /// Whether what a run says of itself makes a line of the usual case here.
    #[inline]
    pub(crate) fn writes_of_run(&self, scope: Lists<'_>) -> bool {
        let max = self.settings.max_line_bytes;
        self.is_json() && fast::is_usual_of_run(scope, &self.constants, max)
    }

    /// Writes what a run says of itself, where that is nothing but how it stands. `false`: this is no line of
    /// the usual case, and nothing was written.
    pub(crate) fn write_of_run(&self, scope: &Scope, stamp: Stamp, said: Said) -> bool {
        if layer::is_in_span() || !scope.is_plain_in(self) {
            return false;
        }
        let mut room = strip::EMPTY;
        let line = fast::compose_of_run(&mut room, stamp, said, scope.lists(), &self.constants);
        if let Some(line) = line {
            let content = Content::Line(Weight::of(true, stamp.level));
            self.send(line, &self.sink, content);
        }
        line.is_some()
    }

    fn write_in(&self, event: &Event<'_>, spans: &Fields) {
        event.with_scope(|scope| self.write_with(event, scope, spans));
    }

    fn write_with(&self, event: &Event<'_>, scope: &Scope, spans: &Fields) {
        let others = Others {
            scope: scope.lists(),
            free: [spans, &self.constants],
        };
        let Ok(keeper) = self.keeper(event, scope) else {
            return;
        };
        // Where that is known before there is a line, none is put together in vain.
        if keeper.is_none()
            && let Some(decision) = event.decision.filter(|decision| decision.tells())
        {
            self.write_telling(event, decision, others);
            return;
        }
        let line = self.compose_in_buffer(event, others);
        if let Some(job) = keeper {
            self.keep(job, &line);
        } else if let Err(decision) = self.write_decided(event, &line, || others) {
            self.write_telling(event, decision, others);
        }
        spare::give_line(line);
    }

    /// What becomes of an event with this line.
    #[inline(always)]
    fn decision<'a>(
        &self,
        event: &Event<'_>,
        line: &[u8],
        others: impl Fn() -> Others<'a>,
    ) -> Decision {
        if let Some(decision) = event.decision {
            return decision;
        }
        match event.kind {
            Kind::Lifecycle | Kind::Metric => Decision::PASS,
            _ if self.limiter.is_off() => Decision::PASS,
            Kind::Plain { message } if !message.is_empty() => {
                self.decide_by_message(event, message, None)
            }
            _ => self.decide_by_line(event, line, others()),
        }
    }

    /// Writes a line that tells of others that were or will be held back.
    #[cold]
    fn write_telling(&self, event: &Event<'_>, decision: Decision, others: Others<'_>) {
        let weight = event.weight();
        let (extra, content) = match decision {
            Decision::Pass {
                suppressed,
                spilled,
            } => {
                let held = suppressed.saturating_add(spilled);
                let extra = self.counted(suppressed, spilled);
                (extra, Content::Held(weight, held))
            }
            Decision::Marker => (self.marked(event.own), Content::Line(weight)),
            Decision::Suppress => return,
        };
        let mut line = spare::line();
        let [own, stage, context, spans, constants] = others.lists(event.own);
        let sources = [&extra, own, stage, context, spans, constants];
        self.compose_any(&mut line, event.head(), &sources);
        self.send(&line, self.sink_of(event.kind), content);
        spare::give_line(line);
    }

    #[inline(always)]
    pub(super) fn send(&self, line: &[u8], sink: &Sink, content: Content) {
        if self.tell_losses(sink, None) {
            sink.write(line, content, None);
        } else {
            // Its own write would wait as long again, for nothing.
            sink.lose(content);
        }
    }

    #[inline(never)]
    fn compose_in_buffer(&self, event: &Event<'_>, others: Others<'_>) -> Vec<u8> {
        let mut line = spare::line();
        let (head, own, max) = (event.head(), event.own(), self.settings.max_line_bytes);
        let is_usual =
            self.is_json() && fast::compose_long(&mut line, head, own, others, max).is_some();
        if !is_usual {
            self.compose_slowly(&mut line, event, others);
        }
        line
    }

    #[cold]
    fn compose_slowly(&self, line: &mut Vec<u8>, event: &Event<'_>, others: Others<'_>) {
        let mut own = Cow::Borrowed(event.own);
        if let Some(dur_ms) = event.dur_ms {
            own.to_mut().push_dur_ms(dur_ms);
        }
        self.compose_any(line, event.head(), &others.lists(&own));
    }

    pub(super) fn compose_any(&self, line: &mut Vec<u8>, head: Head, sources: &[&Fields]) {
        if !self.is_json() {
            let mut text = String::new();
            let has_colours = self.settings.format == Format::Human;
            human::compose(&mut text, head, sources, has_colours);
            line.extend_from_slice(text.as_bytes());
            return;
        }
        let removed = line::compose(line, head, sources, self.settings.max_line_bytes);
        if removed > 0 {
            self.truncated.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub(super) fn is_json(&self) -> bool {
        !matches!(self.settings.format, Format::Human | Format::Plain)
    }

    fn sink_of(&self, kind: Kind<'_>) -> &Sink {
        match (&self.perf_sink, kind) {
            (Some(perf), Kind::Metric) => perf,
            _ => &self.sink,
        }
    }
}

#[cfg(test)]
mod tests;
