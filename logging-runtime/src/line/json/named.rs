//! Values whose key is a value itself: `["password","x"]` of a list of pairs, and
//! `{"name":"password","value":"x"}`.

use super::{Form, JsonWriter};
use crate::redact::{Treatment, VALUE, is_name};

impl JsonWriter<'_> {
    /// The form of the value of `key` in the object that stands open, where a name before it gives it one.
    pub(super) fn named_form(&self, key: &str) -> Option<Form> {
        let named = self.frames.last()?.named;
        named.filter(|_| key.as_bytes().eq_ignore_ascii_case(VALUE))
    }

    /// Keeps what the first half of a pair, which begins here, says of the second.
    pub(super) fn note_first(&mut self, begun: usize) {
        if self.frames.last().is_some_and(|frame| frame.is_pair) {
            let named = self.form_by_name(begun);
            if let Some(frame) = self.frames.last_mut() {
                frame.is_pair = false;
                frame.named = named;
            }
        }
    }

    /// The same of a field, if its key says that it is a name.
    pub(super) fn note_name(&mut self, key: std::ops::Range<usize>, begun: usize) {
        if is_name(self.output.part(&key).as_bytes()) {
            let named = self.form_by_name(begun);
            if let Some(frame) = self.frames.last_mut() {
                frame.named = named;
            }
        }
    }

    /// How the value is written whose name was written from here on. A number is taken for that of a metric.
    fn form_by_name(&self, begun: usize) -> Option<Form> {
        let written = self.output.part(&(begun..self.output.len()));
        let name = written.strip_prefix('"')?.strip_suffix('"')?;
        match self.rules.redactor.key(name) {
            Treatment::Keep => None,
            Treatment::Hash => Some(Form::Hashed),
            Treatment::Redact => Some(Form::NumberOnly),
        }
    }
}
