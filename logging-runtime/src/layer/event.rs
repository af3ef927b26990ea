//! From an event of `tracing` to a line.

#![allow(
    clippy::inline_always,
    reason = "a value is taken by a function for its type, in which nothing has to ask for that"
)]

use std::fmt::Debug;

use tracing::Event;
use tracing::field::Field;

use super::plan::{Message, Plan};
use super::record::{Admitted, Record};
use super::visit::{Collector, Each, Said, Take, key_of};
use crate::lane::{Lane, number_of_place};
use crate::line::{Draft, Fields, Giver, NONE, Opening, Rules, Usual, raw_text, spare};
use crate::user;
use crate::value::Captured;

/// No message is longer that is written behind what stands before it without asking how long a list may be.
const LONGEST: usize = 1_024;

/// Writes a plain event, inside spans with these fields, as a line.
pub(super) fn write_event(lane: &'static Lane, event: &Event<'_>, spans: Option<&Fields>) {
    let plan = Plan::of(event, lane.rules());
    let straight = plan.filter(|plan| plan.message != Message::Elsewhere);
    let is_written = straight.is_some_and(|plan| write_straight(lane, event, spans, plan));
    if !is_written {
        write_in_two_passes(lane, event, spans);
    }
}

/// Writes an event by one visit. `false`: its message did not come, and nothing was written.
#[inline]
fn write_straight(
    lane: &'static Lane,
    event: &Event<'_>,
    spans: Option<&Fields>,
    plan: &'static Plan,
) -> bool {
    let mut visit = Each(Straight {
        lane,
        record: record(event, event.metadata().target(), spans),
        plan,
        usual: None,
        message: user::Text::default(),
        own: None,
        admitted: None,
        state: State::Waiting,
    });
    if plan.message == Message::Nowhere {
        visit.0.open();
    }
    event.record(&mut visit);
    visit.0.finish()
}

/// Takes an event as it comes, its message first: whether it is held back is known before there is a field.
struct Straight<'a> {
    lane: &'static Lane,
    record: Record<'a>,
    plan: &'static Plan,
    /// What its callsite said the first time, where it says the same now.
    usual: Option<&'static Usual>,
    /// Otherwise what it says.
    message: user::Text,
    /// The fields, and what is known of their event, unless it is held back.
    own: Option<Box<Draft>>,
    admitted: Option<Admitted>,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    /// The message comes next.
    Waiting,
    /// Fields come.
    Open,
    /// A field came before the message.
    Astray,
}

impl Take for Straight<'_> {
    #[inline(always)]
    fn take(&mut self, field: &Field, value: Captured<'_>) {
        if let Some(own) = &mut self.own {
            let at = field.index().wrapping_sub(self.plan.fields_before);
            own.give_at(at, key_of(field), value);
        } else if self.state == State::Waiting {
            self.take_first(field, value);
        }
    }

    #[inline(always)]
    fn take_debug(&mut self, field: &Field, value: &dyn Debug) {
        if self.is_message(field) {
            self.take_message(value);
        } else {
            self.take(field, Captured::Debug(value));
        }
    }

    fn wants(&self, _: &Field) -> bool {
        self.own.is_some() || self.state == State::Waiting
    }
}

impl Straight<'_> {
    /// Whether it is the message, and comes first.
    #[inline(always)]
    fn is_message(&self, field: &Field) -> bool {
        self.state == State::Waiting && self.plan.message == Message::First && field.index() == 0
    }

    /// Takes a message as the macros give it. What is passed is in registers: a processor waits where it is read in one
    /// piece as soon as it was written in two.
    #[inline(never)]
    fn take_message(&mut self, message: &dyn Debug) {
        let opening = self.plan.opening.as_ref();
        let usual = opening.and_then(Opening::usual);
        let limit = self.lane.rules().max_value;
        if user::debug_unless(usual.map(Usual::message), message, limit, &mut self.message) {
            self.usual = usual;
        } else if let Some(opening) = opening {
            opening.surprise(usual);
        }
        self.open();
    }

    #[inline(never)]
    fn take_first(&mut self, field: &Field, value: Captured<'_>) {
        if self.is_message(field) {
            self.message = raw_text(self.lane.rules(), value);
            self.open();
        } else {
            self.state = State::Astray;
        }
    }

    /// Begins the list, unless the event is held back.
    fn open(&mut self) {
        self.state = State::Open;
        let known = self.usual.map(|_| &self.plan.usual_key);
        self.admitted = self.record.admit(self.lane, self.says(), known);
        if self.admitted.is_some() {
            self.own = Some(self.begin());
        }
    }

    #[allow(clippy::unnecessary_box_returns, reason = "it was taken in its box")]
    fn begin(&self) -> Box<Draft> {
        let (rules, mut own) = (self.lane.rules(), spare::fields());
        match self.usual {
            Some(usual) => own.begin_behind_lead(usual.list()),
            None => self.begin_unusual(&mut own, rules),
        }
        own.open(rules, Giver::Foreign, Some(&self.plan.sequence));
        own
    }

    #[inline(never)]
    fn begin_unusual(&self, own: &mut Draft, rules: &Rules) {
        let message = &self.message;
        let is_short = message.lost == 0 && (1..=LONGEST).contains(&message.text.len());
        match self.plan.opening.as_ref().filter(|_| is_short) {
            Some(opening) => own.open_record(rules, opening, &message.text),
            None => self.record.begin(own, rules, message),
        }
    }

    /// Its message, or an empty text.
    #[inline]
    fn says(&self) -> &str {
        self.usual.map_or(&self.message.text, Usual::message)
    }

    /// Writes the line. `false`: the message did not come.
    #[inline]
    fn finish(&mut self) -> bool {
        if let (Some(own), Some(admitted)) = (self.own.take(), self.admitted) {
            self.record.finish(self.lane, self.says(), own, admitted);
        }
        if self.usual.is_none() {
            spare::give_text(std::mem::take(&mut self.message.text));
        }
        self.state == State::Open
    }
}

/// Writes an event whose message may stand anywhere: what it says is asked for first, as an event that is held
/// back must not have its fields formatted.
#[inline(never)]
fn write_in_two_passes(lane: &'static Lane, event: &Event<'_>, spans: Option<&Fields>) {
    let rules = lane.rules();
    let mut said = Each(Said {
        rules,
        message: None,
        target: None,
    });
    event.record(&mut said);
    let Said {
        message, target, ..
    } = said.0;
    let message = message.unwrap_or_default();
    let target = target.as_deref().unwrap_or(event.metadata().target());
    record(event, target, spans).write(lane, &message, |own| {
        event.record(&mut Each(Collector {
            rules,
            giver: Giver::Foreign,
            expects_message: true,
            fields: own,
        }));
    });
    spare::give_text(message.text);
}

fn record<'a>(event: &Event<'_>, target: &'a str, spans: Option<&'a Fields>) -> Record<'a> {
    let metadata = event.metadata();
    let place = metadata.file().zip(metadata.line());
    Record {
        level: *metadata.level(),
        target,
        place: place.map_or((target, 0), |(file, line)| {
            (file, number_of_place(line, metadata))
        }),
        spans: Some(spans.unwrap_or(&NONE)),
    }
}

#[cfg(test)]
mod tests;
