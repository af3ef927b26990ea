//! A list while a site gives it its fields, which it does in the same sequence each time.

#![allow(
    clippy::inline_always,
    reason = "a value is written by a function for its type, in which nothing has to ask for that"
)]

mod usual;

use std::mem;
use std::ops::{Deref, DerefMut};

use super::Fields;
use crate::line::copy::Ink;
use crate::line::render::raw_text;
use crate::line::rules::Rules;
use crate::line::schema::Giver;
use crate::line::sequence::Sequence;
use crate::line::simple::Form;
use crate::line::spare;
use crate::line::strip::{Behind, Strip};
use crate::value::{Captured, Value};

/// A list, and what is known of the fields that it is given.
#[derive(Debug, Default, Clone)]
pub(crate) struct Draft {
    fields: Fields,
    /// What stands before these, ready, with none of their keys.
    lead: Option<&'static Fields>,
    source: Option<(&'static Rules, Giver)>,
    sequence: Option<&'static Sequence>,
    /// The place of the next field in the sequence, or none where one was not as it is known.
    next: usize,
}

/// No place in a sequence.
const NONE: usize = usize::MAX;

/// A usual field has room in this.
const SHORT: usize = 96;

impl Draft {
    pub(crate) const EMPTY: Draft = Draft {
        fields: Fields::EMPTY,
        lead: None,
        source: None,
        sequence: None,
        next: 0,
    };

    /// Begins an empty list with fields that stand ready. They are not copied: [`Draft::lead`] tells them.
    #[inline]
    pub(crate) fn begin_behind_lead(&mut self, lead: &'static Fields) {
        self.lead = Some(lead);
    }

    /// What stands before the fields of the list.
    #[inline]
    pub(crate) fn lead(&self) -> &'static Fields {
        self.lead.unwrap_or(&super::NONE)
    }

    /// Copies what stands before the fields into the list.
    fn take_over_lead(&mut self) {
        let Some(lead) = self.lead.take() else { return };
        if self.fields.is_empty() {
            self.fields.append(lead);
        } else {
            let mut whole = spare::fields();
            whole.append_led(lead, &self.fields);
            mem::swap(&mut self.fields, &mut whole.fields);
            spare::give_fields(whole);
        }
    }

    /// Says who gives the fields from now on, and in which sequence if that is known.
    #[inline]
    pub(crate) fn open(
        &mut self,
        rules: &'static Rules,
        giver: Giver,
        sequence: Option<&'static Sequence>,
    ) {
        self.source = Some((rules, giver));
        self.sequence = sequence;
    }

    /// Adds a field as [`Fields::push`] does, or one of a record as [`Fields::push_foreign`] does.
    #[inline]
    pub(crate) fn give(&mut self, key: &'static str, value: &(impl Value + ?Sized)) {
        self.give_value(key, value.capture());
    }

    /// The same for the field at this place of the sequence, of which some may be left out.
    #[inline(always)]
    pub(crate) fn give_at(&mut self, at: usize, key: &'static str, value: Captured<'_>) {
        // A key is known to be new only behind those before it.
        self.next = if at < self.next { NONE } else { at };
        self.give_value(key, value);
    }

    #[inline(always)]
    fn give_value(&mut self, key: &'static str, value: Captured<'_>) {
        match value {
            Captured::Text(text) => self.text(key, text),
            Captured::U64(number) => self.number(key, number),
            Captured::I64(number) => self.signed(key, number),
            Captured::Bool(flag) => self.flag(key, flag),
            Captured::F64(number) => self.float(key, number),
            Captured::Display(_) | Captured::Debug(_) => self.shown(key, value),
            other => self.any(key, other),
        }
    }

    /// The text of what is shown by code of the user, which is not asked for where its key is judged first.
    #[inline(never)]
    fn shown(&mut self, key: &'static str, value: Captured<'_>) {
        let is_kept = self
            .sequence
            .is_some_and(|sequence| sequence.plain(self.next, key, Form::Text).is_some());
        match self.source.filter(|_| is_kept) {
            Some((rules, _)) => {
                spare::lend_value();
                let raw = raw_text(rules, value);
                self.text(key, &raw.text);
                if raw.lost > 0 {
                    self.fields.lose(raw.lost);
                }
                spare::give_value(raw.text);
            }
            None => self.any(key, value),
        }
    }

    /// Writes a field as it is known. Nothing, where it is not, or has no room yet.
    #[inline(always)]
    fn push_plain(
        &mut self,
        key: &'static str,
        form: Form,
        write: impl FnOnce(&mut Strip<'_, SHORT>),
    ) -> Option<()> {
        let place = self.sequence?.plain(self.next, key, form)?;
        let fields = &mut self.fields;
        if fields.entries.len() == fields.entries.capacity() {
            return None;
        }
        let start = fields.text.len();
        let mut field = Behind::in_room(&mut fields.text)?;
        field.strip.write_first(&place.fragment, place.length);
        write(&mut field.strip);
        if !field.end() {
            return None;
        }
        self.next += 1;
        fields.close_plain(place.rank, place.keys, start, start + place.length);
        Some(())
    }

    /// A field that is not known yet, or has a value that is not written as it is.
    #[inline(never)]
    fn any(&mut self, key: &'static str, value: Captured<'_>) {
        let at = self.next;
        let is_plain = |sequence: &Sequence| sequence.is_plain(at, key);
        if !self.sequence.is_some_and(is_plain) {
            // The lead may have the same key.
            self.take_over_lead();
        }
        self.give_unknown(key, value);
        // Whatever has become of this one, the next is none of those before.
        let is_known = self
            .sequence
            .is_some_and(|sequence| sequence.learn(at, key));
        self.next = if is_known { at + 1 } else { NONE };
    }

    /// Adds a field of a key that is in no sequence.
    pub(crate) fn give_unknown(&mut self, key: &str, value: Captured<'_>) {
        self.next = NONE;
        match self.source {
            Some((rules, Giver::Foreign)) => self.fields.push_foreign(rules, key, value),
            Some((rules, giver)) => self.fields.push(rules, giver, key, value),
            None => {}
        }
    }

    /// Removes all and keeps the memory, of which so many bytes are left.
    pub(crate) fn clear(&mut self) -> usize {
        self.fields.clear();
        self.lead = None;
        (self.source, self.sequence, self.next) = (None, None, 0);
        self.fields.memory()
    }
}

impl Deref for Draft {
    type Target = Fields;

    fn deref(&self) -> &Fields {
        &self.fields
    }
}

impl DerefMut for Draft {
    fn deref_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }
}

#[cfg(test)]
mod tests;
