//! What an event says itself: what stands ready for all events of its callsite, and its fields.

#![allow(
    clippy::inline_always,
    reason = "what a line is written with has its place in memory where it is passed to a call"
)]

use crate::line::around::Lists;
use crate::line::copy::Ink;
use crate::line::fields::Fields;
use crate::line::keys::{FREE, MIDDLE, is_first};

/// What an event says itself, in two lists that share no key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Both<'a> {
    /// What stands ready.
    pub(crate) lead: &'a Fields,
    pub(crate) own: &'a Fields,
}

impl Both<'_> {
    /// Whether the whole lead stands before all others.
    #[inline(always)]
    pub(super) fn is_joined(self) -> bool {
        self.lead.keys().has_only_head() || self.own.keys().schema & !FREE == 0
    }

    /// Writes what of both stands behind `detail`, with what of the scope stands there. Nothing where the two are mixed.
    #[inline(always)]
    pub(super) fn write_behind_head(
        self,
        ink: &mut impl Ink,
        scope: Lists<'_>,
        own_is_first: bool,
    ) -> Option<()> {
        let Both { lead, own } = self;
        let lead_is_first = is_first(lead.keys().schema & MIDDLE, own.keys().schema & MIDDLE)?;
        let [first, last] = if lead_is_first {
            [lead, own]
        } else {
            [own, lead]
        };
        if !own_is_first {
            scope.write_middle(ink);
        }
        first.write_middle(ink);
        last.write_middle(ink);
        if own_is_first {
            scope.write_middle(ink);
        }
        lead.write_free(ink);
        own.write_free(ink);
        scope.write_free(ink);
        Some(())
    }
}
