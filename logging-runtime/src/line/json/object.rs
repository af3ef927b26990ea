//! The fields of objects: each key once, and no key without its value.

use std::mem;
use std::ops::Range;

use serde_core::Serialize;

use super::key::KeySerializer;
use super::{Form, JsonWriter, Stop, form};

/// An array or object that stands open.
pub(super) struct Frame {
    pub(super) bracket: char,
    /// Where the keys of the object stand, in alphabetical order.
    keys: Vec<Range<usize>>,
    /// A key of a map that waits for its value.
    pub(super) pending: Option<Pending>,
    /// Whether it is an array of two whose first is still to come.
    pub(super) is_pair: bool,
    /// How the value is written that a secret's name before it is for.
    pub(super) named: Option<Form>,
}

/// A key that was written, and what becomes of its value.
pub(super) enum Pending {
    Field {
        /// Where the comma before the key stands.
        start: usize,
        key: Range<usize>,
        /// Its place among the other keys.
        place: usize,
        /// How the value is written; `None` if it is secret.
        form: Option<Form>,
    },
    /// The object has this key already.
    Duplicate,
}

impl Frame {
    pub(super) fn new(bracket: char) -> Self {
        Frame {
            bracket,
            keys: Vec::new(),
            pending: None,
            is_pair: false,
            named: None,
        }
    }
}

impl JsonWriter<'_> {
    /// Writes a field of a struct or of an enum variant.
    pub(super) fn field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Stop> {
        let form = self.named_form(key).or_else(|| form(self.rules, key));
        let pending = self.key(key, form)?;
        self.value_of(pending, value)
    }

    /// Writes the name of an enum variant, and opens its fields.
    pub(super) fn variant(&mut self, variant: &'static str, bracket: char) -> Result<(), Stop> {
        let start = self.output.len();
        let form = form(self.rules, variant);
        self.key(variant, form)?;
        let begun = self.output.len();
        let result = self.open_as(form, bracket);
        if self.output.len() == begun {
            self.output.truncate(start);
        }
        result
    }

    /// Writes a key of a map.
    pub(super) fn map_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Stop> {
        let without_value = self.take_pending();
        self.drop_key(without_value.as_ref())?;
        let result = key.serialize(KeySerializer::new(self));
        if mem::take(&mut self.settled) {
            return Ok(());
        }
        result
    }

    /// Writes the value of the key before it. A value without a key is left out.
    pub(super) fn map_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
        let pending = self.take_pending().unwrap_or(Pending::Duplicate);
        self.value_of(pending, value)
    }

    /// Takes back a key whose value never came.
    pub(super) fn drop_key(&mut self, pending: Option<&Pending>) -> Result<(), Stop> {
        match pending {
            Some(Pending::Field { start, .. }) => self.output.take_back(*start),
            Some(Pending::Duplicate) | None => Ok(()),
        }
    }

    fn take_pending(&mut self) -> Option<Pending> {
        self.frames.last_mut()?.pending.take()
    }

    fn key(&mut self, key: &str, form: Option<Form>) -> Result<Pending, Stop> {
        let start = self.output.len();
        self.output.comma()?;
        let key = match self.output.key(key) {
            Ok(key) => key,
            Err(stop) => {
                self.output.truncate(start);
                return Err(stop);
            }
        };
        match self.place(&key) {
            Ok(_) => {
                self.output.take_back(start)?;
                Ok(Pending::Duplicate)
            }
            Err(place) => Ok(Pending::Field {
                start,
                key,
                place,
                form,
            }),
        }
    }

    /// The place of a key in the object that stands open: taken, or free.
    fn place(&self, key: &Range<usize>) -> Result<usize, usize> {
        let keys = self.frames.last().map_or(&[][..], |frame| &frame.keys);
        let text = self.output.part(key);
        keys.binary_search_by(|known| self.output.part(known).cmp(text))
    }

    fn value_of<T: Serialize + ?Sized>(&mut self, key: Pending, value: &T) -> Result<(), Stop> {
        let Pending::Field {
            start,
            key,
            place,
            form,
        } = key
        else {
            return self.output.skip(1);
        };
        let result = match form {
            Some(form) => self.element(start, value, form),
            None => self.redacted(),
        };
        let begun = key.end + "\":".len();
        self.note_name(key.clone(), begun);
        if self.output.len() <= begun {
            self.output.truncate(start);
        } else if let Some(frame) = self.frames.last_mut() {
            frame.keys.insert(place, key);
        }
        result
    }

    /// Writes a key that the program made up: it may hold a secret itself.
    pub(super) fn map_key_text(&mut self, text: &str) -> Result<(), Stop> {
        if self.longest(text).len() < text.len() {
            return self.output.fill(text.len());
        }
        let rules = self.rules;
        let clean = rules.clean(text);
        let form = self.named_form(text).or_else(|| form(rules, text));
        let pending = self.key(&clean, form)?;
        if let Some(frame) = self.frames.last_mut() {
            frame.pending = Some(pending);
        }
        Ok(())
    }
}
