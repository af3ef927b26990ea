//! The line of the usual case, which is nearly every line: no key stands twice, nothing has to be cut, and
//! the fields of one list stand before those of the next. Then it is made by copying a few pieces.
//!
//! What is not so simple is left to [`compose`](super::compose), which says what a line is: where this one
//! makes a line, it has the same bytes.

#![allow(
    clippy::inline_always,
    reason = "what a line is written with has its place in memory where it is passed to a call"
)]

mod both;

pub(crate) use both::Both;

use super::around::Lists;
use super::copy::{Ink, Pen};
use super::fields::{Fields, NONE};
use super::keys::{FREE, HEAD, MIDDLE, is_before, is_first};
use super::number::{DIGITS, write_digits};
use super::schema::{DUR_MS, EVENT, Named};
use super::stamp::Stamp;
use super::strip::{Room, Strip};
use super::{ENVELOPE, Head, stamp};
use crate::outcome::Outcome;

/// What the event itself adds to a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Own<'a> {
    pub(crate) fields: &'a Fields,
    /// How long it took, where that is not among the fields.
    pub(crate) dur_ms: Option<u64>,
}

/// What stands in a line beside the event's own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Others<'a> {
    pub(crate) scope: Lists<'a>,
    /// The fields of its spans, and the constants. In the usual case they have no key of the schema.
    pub(crate) free: [&'a Fields; 2],
}

impl Own<'_> {
    #[inline]
    fn write_duration(self, ink: &mut impl Ink) {
        if let Some(dur_ms) = self.dur_ms {
            ink.write(DURATION);
            write_digits(ink, dur_ms);
        }
    }
}

const DURATION: &[u8] = b",\"dur_ms\":";

/// The line of an event without spans, with its newline, in this room: in a scope in which what a run says of itself
/// makes a line of the usual case. Nothing, where this one makes none or is longer.
#[inline(always)]
pub(crate) fn compose_plain<'a>(
    room: &'a mut Room,
    stamp: Stamp,
    both: Both<'_>,
    scope: Lists<'_>,
    constants: &Fields,
    max_bytes: usize,
) -> Option<&'a [u8]> {
    let Both { lead, own } = both;
    let (keys, around) = (lead.keys().with(own.keys()), scope.around.keys());
    let shared = keys.free & (around.free | constants.keys().free);
    let most = lead.len() + own.len() + scope.len() + constants.len();
    let is_usual = own.is_plain()
        && is_before(lead.keys().schema & HEAD, own.keys().schema & HEAD)
        && keys.schema & HEAD & ((1 << EVENT) - 1) == 0
        && shared == 0
        && most <= max_bytes.saturating_sub(ENVELOPE);
    if !is_usual {
        return None;
    }
    let own_is_first = is_first(keys.schema & MIDDLE, around.schema & MIDDLE)?;
    let mut strip = Strip::new(room);
    stamp::write_now(&mut strip, stamp);
    scope.write_head(&mut strip);
    if scope.has_only_head() && both.is_joined() {
        lead.write_all(&mut strip);
        own.write_all(&mut strip);
    } else {
        lead.write_head(&mut strip);
        own.write_head(&mut strip);
        both.write_behind_head(&mut strip, scope, own_is_first)?;
    }
    constants.write_all(&mut strip);
    strip.write(b"}\n");
    strip.text()
}

/// Appends the line, however long, to `out`. Nothing, where it is none of the usual case: then nothing was
/// appended.
#[inline(never)]
pub(crate) fn compose_long(
    out: &mut Vec<u8>,
    head: Head,
    event: Own<'_>,
    others: Others<'_>,
    max_bytes: usize,
) -> Option<()> {
    let most = event.fields.len() + others.len();
    let (own, scope) = (event.fields, others.scope);
    let own_is_first = others.order_with(event)?;
    let most = most + event.dur_ms.map_or(0, |_| DURATION.len() + DIGITS);
    if most > max_bytes.saturating_sub(ENVELOPE) {
        return None;
    }
    let mut pen = Pen::new(out, ENVELOPE + most + stamp::ROOM);
    stamp::write(&mut pen, head);
    scope.write_head(&mut pen);
    own.write_head(&mut pen);
    event.write_duration(&mut pen);
    let alone = Both { lead: &NONE, own };
    alone.write_behind_head(&mut pen, scope, own_is_first)?;
    for fields in others.free {
        fields.write_free(&mut pen);
    }
    pen.write(b"}\n");
    pen.end();
    Some(())
}

/// What nearly all lines of stages say of themselves.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Said {
    Started,
    Succeeded { dur_ms: u64 },
}

impl Said {
    const STARTED: (Piece, usize) = piece(b",\"event\":\"stage_start\"");
    const SUCCEEDED: (Piece, usize) =
        piece(b",\"event\":\"stage_result\",\"outcome\":\"success\",\"dur_ms\":");

    /// The same as fields, but for the duration.
    pub(crate) const fn fields(self) -> &'static [(Named, &'static str)] {
        match self {
            Said::Started => &[(Named::Event, "stage_start")],
            Said::Succeeded { .. } => {
                const {
                    &[
                        (Named::Event, "stage_result"),
                        (Named::Outcome, Outcome::Success.as_str()),
                    ]
                }
            }
        }
    }

    #[inline(always)]
    fn write_to(self, ink: &mut impl Ink) {
        match self {
            Said::Started => ink.write_first(&Said::STARTED.0, Said::STARTED.1),
            Said::Succeeded { dur_ms } => {
                ink.write_first(&Said::SUCCEEDED.0, Said::SUCCEEDED.1);
                write_digits(ink, dur_ms);
            }
        }
    }
}

/// A text with blanks behind it, so that it can be copied at once.
type Piece = [u8; 64];

const fn piece(text: &[u8]) -> (Piece, usize) {
    let mut piece = [b' '; 64];
    piece.split_at_mut(text.len()).0.copy_from_slice(text);
    (piece, text.len())
}

/// Whether what a run says of itself makes a line of the usual case in such a scope, without spans.
#[inline]
pub(crate) fn is_usual_of_run(scope: Lists<'_>, constants: &Fields, max_bytes: usize) -> bool {
    let constant = constants.keys();
    let most = size_of::<Piece>() + DIGITS + scope.len() + constants.len();
    scope.around.is_of_run()
        && constants.is_plain()
        && constant.schema & !FREE == 0
        && constant.free & scope.around.keys().free == 0
        && most <= max_bytes.saturating_sub(ENVELOPE)
}

/// That line, in this room. Nothing, where it is longer.
#[inline(always)]
pub(crate) fn compose_of_run<'a>(
    room: &'a mut Room,
    stamp: Stamp,
    said: Said,
    scope: Lists<'_>,
    constants: &Fields,
) -> Option<&'a [u8]> {
    let mut strip = Strip::new(room);
    stamp::write_now(&mut strip, stamp);
    scope.write_head(&mut strip);
    said.write_to(&mut strip);
    scope.write_rest(&mut strip);
    constants.write_all(&mut strip);
    strip.write(b"}\n");
    strip.text()
}

impl<'a> Others<'a> {
    /// All lists of a line, of which an earlier one beats those behind it.
    pub(crate) fn lists<'b>(self, own: &'b Fields) -> [&'b Fields; 5]
    where
        'a: 'b,
    {
        let (Lists { stage, context, .. }, [spans, constants]) = (self.scope, self.free);
        [own, stage, context, spans, constants]
    }

    fn len(self) -> usize {
        let [spans, constants] = self.free;
        self.scope.len() + spans.len() + constants.len()
    }

    /// Whether the event's part behind its `detail` stands before that of the others; nothing where it is
    /// none of the usual case.
    #[inline]
    fn order_with(self, event: Own<'_>) -> Option<bool> {
        let (own, [spans, constants], around) = (event.fields, self.free, self.scope.around);
        let is_usual = around.is_usual()
            && own.is_plain()
            && spans.is_plain()
            && constants.is_plain()
            && (spans.keys().schema | constants.keys().schema) & !FREE == 0;
        let (of_own, of_around) = (own.keys().schema, around.keys().schema);
        let duration = event.dur_ms.map_or(0, |_| 1 << DUR_MS);
        let is_in_order = is_before(of_around & HEAD, of_own & HEAD)
            && is_before((of_around | of_own) & HEAD, duration);
        if !is_usual || !is_in_order || self.shares_free_key(own) {
            return None;
        }
        is_first(of_own & MIDDLE, of_around & MIDDLE)
    }

    /// Whether a key that the schema does not know stands twice.
    #[inline]
    fn shares_free_key(self, own: &Fields) -> bool {
        let [spans, constants] = self.free;
        let (mut all, mut twice) = (self.scope.around.keys().free, 0);
        for fields in [own, spans, constants] {
            let free = fields.keys().free;
            twice |= all & free;
            all |= free;
        }
        twice != 0 && self.shares_free_key_indeed(own)
    }

    #[cold]
    fn shares_free_key_indeed(self, own: &Fields) -> bool {
        let all = self.lists(own);
        let earlier = |at| all.iter().take(at);
        let mut lists = all.iter().enumerate();
        lists.any(|(at, fields)| earlier(at).any(|other| other.shares_free_key(fields)))
    }
}

#[cfg(test)]
mod tests;
