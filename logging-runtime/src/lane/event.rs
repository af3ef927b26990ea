//! What happened, on its way to a line.

use std::ptr;

use tracing::Level;

use super::Lane;
use crate::clock::Now;
use crate::context::current;
use crate::context::node::Node;
use crate::context::scope::{self, Scope};
use crate::limit::Decision;
use crate::line::fast::{Both, Own};
use crate::line::{Fields, Head, Stamp};
use crate::relay;
use crate::sink::Weight;

/// A call site, as its file and [its number](number_of_place) in it, or as its target where nobody knows that.
pub(crate) type Place<'a> = (&'a str, u32);

/// The number of the call site on this line that has this static. Two may stand on one line, as all those of a macro
/// do, so the line alone does not tell them apart.
pub(crate) fn number_of_place<T>(line: u32, of_site: &'static T) -> u32 {
    #[allow(clippy::cast_possible_truncation, reason = "its low bits differ")]
    let address = ptr::from_ref(of_site).addr() as u32;
    address.rotate_left(16) ^ line
}

/// What happened, ready to become a line.
#[derive(Debug)]
pub(crate) struct Event<'a> {
    pub(crate) level: Level,
    pub(crate) target: &'a str,
    pub(crate) place: Place<'a>,
    pub(crate) kind: Kind<'a>,
    /// What it says of itself, where that stands ready: its own fields are behind it.
    pub(crate) lead: &'a Fields,
    pub(crate) own: &'a Fields,
    /// How long it took, where that is not among its fields.
    pub(crate) dur_ms: Option<u64>,
    /// The context, where it is not the current one.
    pub(crate) node: Option<&'a Node>,
    /// The fields of the spans around it, where they are not those of the current ones.
    pub(crate) spans: Option<&'a Fields>,
    /// When it happened.
    pub(crate) now: Now,
    /// What the limiter has said, where it has been asked before.
    pub(crate) decision: Option<Decision>,
}

/// What kind of line it is: that decides whether it may be held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind<'a> {
    /// A line of a job or stage: never held back.
    Lifecycle,
    /// A line of the performance channel: never held back.
    Metric,
    /// An `evt!`: held back if its whole line is a repetition.
    Named,
    /// A plain record: held back if its message is a repetition, or without one its whole line.
    Plain { message: &'a str },
}

impl Event<'_> {
    /// The event's fields and those of its context, for where no lane adds them.
    pub(crate) fn all_fields(&self) -> Fields {
        let mut all = Fields::EMPTY;
        all.append_led(self.lead, self.own);
        if let Some(dur_ms) = self.dur_ms {
            all.push_dur_ms(dur_ms);
        }
        self.with_scope(|scope| {
            all.append_missing_of(scope.fields_of_stage());
            all.append_missing_of(scope.fields_of_context());
        });
        all
    }

    /// Writes its line in this lane, or where there is none sends it to other subscribers.
    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "a look and a call, and a call more takes as long"
    )]
    pub(crate) fn write_to(&self, lane: Option<&Lane>) {
        match lane {
            Some(lane) => lane.write(self),
            None => relay::send(self),
        }
    }

    /// Hands over the scope of its node, or of the current context.
    #[inline]
    pub(super) fn with_scope<R>(&self, then: impl FnOnce(&Scope) -> R) -> R {
        current::with_or(self.node, |node| {
            then(node.map_or(&scope::NOWHERE, Node::scope))
        })
    }

    /// What it says itself.
    pub(super) fn both(&self) -> Both<'_> {
        let Event { lead, own, .. } = *self;
        Both { lead, own }
    }

    /// What it adds to its line.
    pub(super) fn own(&self) -> Own<'_> {
        Own {
            fields: self.own,
            dur_ms: self.dur_ms,
        }
    }

    /// When it happened, and at which level.
    pub(super) fn stamp(&self) -> Stamp {
        Stamp {
            now: self.now,
            level: self.level,
        }
    }

    /// What its line begins with.
    pub(super) fn head(&self) -> Head {
        Head {
            unix_ms: self.now.unix_ms(),
            level: self.level,
        }
    }

    /// What may happen to its line where there is no room for it.
    pub(super) fn weight(&self) -> Weight {
        Weight::of(self.kind == Kind::Lifecycle, self.level)
    }
}
