//! A plain record, of `tracing` or of `log`, on its way to a line.

#![allow(
    clippy::inline_always,
    reason = "what an event is made of has its place in memory where it is passed to a call"
)]

use std::sync::LazyLock;

use tracing::Level;

use crate::clock::{self, Now};
use crate::lane::{self, Kind, Lane, Place};
use crate::limit::Decision;
use crate::limit::remembered::Remembered;
use crate::line::{Draft, Fields, Giver, NONE, Named, Rules, spare};
use crate::user;
use crate::value::Value;

/// Where a record comes from.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) level: Level,
    pub(super) target: &'a str,
    pub(super) place: Place<'a>,
    /// The fields of its spans, where they are not the current ones.
    pub(super) spans: Option<&'a Fields>,
}

/// When a record happened that is not held back before its fields are known, and what the limiter has said if
/// it was asked.
#[derive(Clone, Copy)]
pub(super) struct Admitted {
    now: Now,
    decision: Option<Decision>,
}

impl Record<'_> {
    /// Writes the record as a line. Its fields are asked for unless it is held back.
    pub(super) fn write(
        &self,
        lane: &'static Lane,
        message: &user::Text,
        add_fields: impl FnOnce(&mut Draft),
    ) {
        let Some(admitted) = self.admit(lane, &message.text, None) else {
            return;
        };
        let mut own = spare::fields();
        self.begin(&mut own, lane.rules(), message);
        add_fields(&mut own);
        self.finish(lane, &message.text, own, admitted);
    }

    /// Asks the limiter where the message is all that counts. Nothing where it is held back.
    #[inline(always)]
    pub(super) fn admit(
        &self,
        lane: &'static Lane,
        message: &str,
        known: Option<&Remembered>,
    ) -> Option<Admitted> {
        let now = clock::now();
        let mut admitted = Admitted {
            now,
            decision: None,
        };
        if lane.decides_early(message) {
            let event = self.event(message, (&NONE, &NONE), admitted);
            admitted.decision = lane.decide_early(&event, message, known);
        }
        (admitted.decision != Some(Decision::Suppress)).then_some(admitted)
    }

    /// Says what it says itself.
    pub(super) fn begin(&self, own: &mut Draft, rules: &Rules, message: &user::Text) {
        own.append(&LOG);
        let detail = Some(message.text.as_str()).filter(|text| !text.is_empty());
        own.push(rules, Giver::Framework, "detail", detail.capture());
        own.lose(message.lost);
        own.push_name(rules, Named::Target, self.target);
    }

    /// Writes the line of a record that has its fields.
    #[inline]
    pub(super) fn finish(
        &self,
        lane: &'static Lane,
        message: &str,
        own: Box<Draft>,
        admitted: Admitted,
    ) {
        lane.write(&self.event(message, (own.lead(), &own), admitted));
        spare::give_fields(own);
    }

    fn event<'a>(
        &'a self,
        message: &'a str,
        (lead, own): (&'a Fields, &'a Fields),
        admitted: Admitted,
    ) -> lane::Event<'a> {
        lane::Event {
            level: self.level,
            target: self.target,
            place: self.place,
            kind: Kind::Plain { message },
            lead,
            own,
            dur_ms: None,
            node: None,
            spans: self.spans,
            now: admitted.now,
            decision: admitted.decision,
        }
    }
}

/// What the lines of all plain records say.
static LOG: LazyLock<Fields> = LazyLock::new(|| Fields::ready(&[(Named::Event, "log")]));
