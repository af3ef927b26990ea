//! How a field comes into a list.

#![allow(
    clippy::inline_always,
    reason = "two ways lead to where a field is written, and a call more costs as much as a look-up"
)]

use super::{Field, Fields};
use crate::line::copy::{Ink, Pen};
use crate::line::keys::Keys;
use crate::line::known::Known;
use crate::line::number::write_digits;
use crate::line::render::{Rendered, raw_text};
use crate::line::rules::Rules;
use crate::line::schema::{DUR_MS, Giver, Named, OTHER, Rank, may_set};
use crate::line::strip::Behind;
use crate::line::{escape, simple, spare};
use crate::value::Captured;

/// A usual field has room in this.
const SHORT: usize = 96;

impl Fields {
    /// Adds a field. A `None`, or a JSON `null`, adds nothing; a key that the giver may not set
    /// gets the prefix `field_`; a key that was given before keeps its first value.
    pub(crate) fn push(&mut self, rules: &Rules, giver: Giver, key: &str, value: Captured<'_>) {
        if !matches!(value, Captured::None) {
            let known = rules.known(key);
            self.push_as(known, rules, giver, key, value);
        }
    }

    /// Adds a field of a record behind the framework's own, of which none is lost: where its key is taken,
    /// it gets the prefix `field_`.
    pub(crate) fn push_foreign(&mut self, rules: &Rules, key: &str, value: Captured<'_>) {
        if matches!(value, Captured::None) {
            return;
        }
        let known = rules.known(key);
        if known.is_some_and(|known| !self.has(known)) {
            self.push_as(known, rules, Giver::Foreign, key, value);
            return;
        }
        let mut alone = spare::fields();
        alone.push(rules, Giver::Foreign, key, value);
        self.append_foreign(&alone);
        spare::give_fields(alone);
    }

    #[inline(always)]
    fn push_as(
        &mut self,
        known: Option<&Known>,
        rules: &Rules,
        giver: Giver,
        key: &str,
        value: Captured<'_>,
    ) {
        match known.filter(|known| known.takes(giver, value)) {
            Some(known) => {
                if !self.push_short(rules, known, value) {
                    self.push_long(known, rules, giver, key, value);
                }
            }
            None => self.push_slowly(rules, giver, key, value),
        }
    }

    fn has(&self, known: &Known) -> bool {
        self.keys.may_have(known.keys) && self.place_of(known.key()).is_some()
    }

    /// Writes a value right where it stands. `false`: it is none that can be, or has no room, and nothing was
    /// written.
    #[inline(always)]
    fn push_short(&mut self, rules: &Rules, known: &Known, value: Captured<'_>) -> bool {
        let start = self.text.len();
        let mut field = Behind::<SHORT>::new(&mut self.text);
        known.write_to(&mut field.strip);
        let value_at = start + field.strip.at();
        simple::write(&mut field.strip, rules, value);
        let is_short = field.end();
        if is_short {
            self.close(known.rank, known.keys, start, value_at);
        }
        is_short
    }

    #[inline(never)]
    fn push_long(
        &mut self,
        known: &Known,
        rules: &Rules,
        giver: Giver,
        key: &str,
        value: Captured<'_>,
    ) {
        if simple::is_special(value) {
            self.push_slowly(rules, giver, key, value);
            return;
        }
        let start = self.text.len();
        self.text.extend_from_slice(known.fragment());
        let value_at = self.text.len();
        let lost = simple::push(&mut self.text, rules, value);
        if lost > 0 {
            self.lose(lost);
        }
        self.close(known.rank, known.keys, start, value_at);
    }

    fn push_slowly(&mut self, rules: &Rules, giver: Giver, key: &str, value: Captured<'_>) {
        let rendered = Rendered::new(rules, key, value);
        self.lose(rendered.lost);
        if rendered.json.is_empty() {
            return;
        }
        let rank = rules.schema.rank(key);
        if may_set(giver, rank, rendered.shape) && !self.is_renamed(key) {
            self.push_rendered(rank, key, &rendered.json);
        } else {
            let key = self.free_name(key);
            self.push_rendered(OTHER, &key, &rendered.json);
        }
    }

    /// Adds the name of a stage, a job or an event. Whatever keys are hashed, a name is none of their values:
    /// it is what a line is found by.
    pub(crate) fn push_name(&mut self, rules: &Rules, key: Named, name: &str) {
        let Some(json) = rules.name(name) else {
            let rendered = Rendered::plain(rules, Captured::Text(name));
            self.lose(rendered.lost);
            self.push_rendered(key.rank(), key.as_str(), &rendered.json);
            return;
        };
        let start = self.text.len();
        let mut pen = Pen::new(&mut self.text, SHORT);
        pen.write(key.fragment());
        let value = pen.at();
        pen.write(json);
        pen.end();
        self.close_ranked(key.rank(), start, value);
    }

    /// Adds how long something took.
    pub(crate) fn push_dur_ms(&mut self, dur_ms: u64) {
        let start = self.text.len();
        let mut pen = Pen::new(&mut self.text, SHORT);
        pen.write(b",\"dur_ms\":");
        let value = pen.at();
        write_digits(&mut pen, dur_ms);
        pen.end();
        self.close_ranked(DUR_MS, start, value);
    }

    /// Adds a value of the context. The job's id and the context keys hold text, and what is given
    /// for them is written as text.
    pub(crate) fn push_context(&mut self, rules: &Rules, key: &str, value: Captured<'_>) {
        match value {
            Captured::None => {}
            Captured::Text(_) | Captured::Char(_) | Captured::Display(_) | Captured::Debug(_) => {
                self.push(rules, Giver::Context, key, value);
            }
            number if key == "job_id" || rules.schema.is_context_key(key) => {
                let text = raw_text(rules, number);
                self.push(rules, Giver::Context, key, Captured::Text(&text.text));
                spare::give_text(text.text);
            }
            other => self.push(rules, Giver::Context, key, other),
        }
    }

    /// Adds a field of the framework's own whose value is JSON already.
    pub(crate) fn push_json(&mut self, rules: &Rules, key: &str, json: &str) {
        self.push_rendered(rules.schema.rank(key), key, json);
    }

    /// Takes over a field of another list.
    pub(crate) fn copy(&mut self, field: Field<'_>) {
        let start = self.text.len();
        self.text.extend_from_slice(b",\"");
        self.text.extend_from_slice(field.key.as_bytes());
        self.finish(field.rank, start, field.value);
    }

    pub(super) fn push_rendered(&mut self, rank: Rank, key: &str, json: &str) {
        let start = self.text.len();
        self.text.extend_from_slice(b",\"");
        escape::escape_bytes(&mut self.text, key);
        self.finish(rank, start, json);
    }

    fn finish(&mut self, rank: Rank, start: usize, json: &str) {
        self.text.extend_from_slice(b"\":");
        let value = self.text.len();
        self.text.extend_from_slice(json.as_bytes());
        let key = self.text.get(start + 2..value - 2).unwrap_or_default();
        self.close(rank, Keys::of(rank, key), start, value);
    }

    /// As [`Fields::close`], for a key of the schema.
    #[inline(always)]
    fn close_ranked(&mut self, rank: Rank, start: usize, value: usize) {
        self.close(rank, Keys::of(rank, b""), start, value);
    }

    /// Whether a field was given this name because it could not have its own.
    fn is_renamed(&self, key: &str) -> bool {
        key.starts_with("field_") && self.get(key).is_some()
    }

    /// `field_<key>`, or `field_field_<key>` where somebody has taken that name as well.
    pub(super) fn free_name(&self, key: &str) -> String {
        let mut name = format!("field_{key}");
        while self.get(&name).is_some() {
            name.insert_str(0, "field_");
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::Schema;
    use crate::redact::{Redactor, Rules as RedactionRules};

    #[test]
    fn a_name_is_written_as_it_is_whether_there_is_a_place_to_keep_it_or_not() {
        let redaction = RedactionRules {
            hash_keys: vec!["event".to_owned()],
            ..RedactionRules::default()
        };
        let rules = Rules::new(Schema::new([]), Redactor::new(&redaction), 16_128);
        // There are 256 places, and the last name is too long for any.
        let names = (0..600).map(|n| format!("event_{n}"));
        for name in names.chain(["n".repeat(70)]) {
            let mut fields = Fields::default();
            fields.push_name(&rules, Named::Event, &name);
            assert_eq!(fields.get("event"), Some(&*format!("\"{name}\"")));
        }
        let mut fields = Fields::default();
        fields.push_name(&rules, Named::Event, "Bearer abcdefgh12345678");
        assert_eq!(fields.get("event"), Some("\"Bearer [REDACTED]\""));
    }
}
