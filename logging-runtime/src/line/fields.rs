//! Fields that are ready to be copied into a line: redacted, escaped, each with its place.

use super::escape::escape_into;
use super::render::{Rendered, raw_text};
use super::rules::Rules;
use super::schema::{Giver, OTHER, Rank, may_set};
use crate::value::Captured;

/// A list of fields in one buffer: `,"key":value,"key":value`.
#[derive(Debug, Default, Clone)]
pub(crate) struct Fields {
    text: String,
    entries: Vec<Entry>,
    /// Bytes of values that were longer than [`Rules::max_value`].
    lost: usize,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    rank: Rank,
    /// Where the comma stands, where the value begins, and where it ends.
    start: usize,
    value: usize,
    end: usize,
}

/// One field of a list, borrowed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    pub(crate) rank: Rank,
    /// Escaped, without its quotes.
    pub(crate) key: &'a str,
    /// JSON.
    pub(crate) value: &'a str,
}

impl Fields {
    /// Adds a field. A `None`, or a JSON `null`, adds nothing; a key that the giver may not set
    /// gets the prefix `field_`; a key that was given before keeps its first value.
    pub(crate) fn push(&mut self, rules: &Rules, giver: Giver, key: &str, value: Captured<'_>) {
        if matches!(value, Captured::None) {
            return;
        }
        let rendered = Rendered::new(rules, key, value);
        self.lost = self.lost.saturating_add(rendered.lost);
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

    /// Adds a value of the context. The job's id and the context keys hold text, and what is given
    /// for them is written as text.
    pub(crate) fn push_context(&mut self, rules: &Rules, key: &str, value: Captured<'_>) {
        let is_key = key == "job_id" || rules.schema.is_context_key(key);
        match value {
            Captured::None => {}
            Captured::Text(_) | Captured::Char(_) | Captured::Display(_) | Captured::Debug(_) => {
                self.push(rules, Giver::Context, key, value);
            }
            number if is_key => {
                let text = raw_text(rules, number).text;
                self.push(rules, Giver::Context, key, Captured::Text(&text));
            }
            other => self.push(rules, Giver::Context, key, other),
        }
    }

    /// Takes over the fields of another list, in the place of those with the same keys.
    pub(crate) fn replace(&mut self, other: &Fields) {
        for field in other.iter() {
            self.take(field.key);
        }
        self.append(other);
    }

    /// Takes over the fields of another list, behind its own.
    pub(crate) fn append(&mut self, other: &Fields) {
        for field in other.iter() {
            self.copy(field);
        }
        self.lost = self.lost.saturating_add(other.lost);
    }

    /// Adds a field of the framework's own whose value is JSON already.
    pub(crate) fn push_json(&mut self, rules: &Rules, key: &str, json: &str) {
        self.push_rendered(rules.schema.rank(key), key, json);
    }

    /// Takes over a field of another list.
    pub(crate) fn copy(&mut self, field: Field<'_>) {
        let start = self.text.len();
        self.text.push_str(",\"");
        self.text.push_str(field.key);
        self.text.push_str("\":");
        self.finish(field.rank, start, field.value);
    }

    /// As [`Fields::append`], without the keys that are there already.
    pub(crate) fn append_missing(&mut self, other: &Fields) {
        for field in other.iter() {
            if self.get(field.key).is_none() {
                self.copy(field);
            }
        }
        self.lost = self.lost.saturating_add(other.lost);
    }

    /// Takes over the fields of a record behind the framework's own, of which none is lost: a field
    /// with the key of one of them gets the prefix `field_`.
    pub(crate) fn append_foreign(&mut self, other: &Fields) {
        for field in other.iter() {
            if self.get(field.key).is_none() {
                self.copy(field);
            } else {
                // The key is escaped already, and so is its name with a prefix.
                let key = self.free_name(field.key);
                self.copy(Field {
                    rank: OTHER,
                    key: &key,
                    value: field.value,
                });
            }
        }
        self.lost = self.lost.saturating_add(other.lost);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Field<'_>> {
        self.entries.iter().map(|entry| Field {
            rank: entry.rank,
            key: &self.text[entry.start + 2..entry.value - 2],
            value: &self.text[entry.value..entry.end],
        })
    }

    /// The value of a key, as JSON.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.iter()
            .find(|field| field.key == key)
            .map(|field| field.value)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Counts bytes of a value that was cut before it came here.
    pub(crate) fn lose(&mut self, bytes: usize) {
        self.lost = self.lost.saturating_add(bytes);
    }

    /// Bytes of values that were too long to be kept.
    pub(crate) fn lost(&self) -> usize {
        self.lost
    }

    fn push_rendered(&mut self, rank: Rank, key: &str, json: &str) {
        let start = self.text.len();
        self.text.push_str(",\"");
        escape_into(&mut self.text, key);
        self.text.push_str("\":");
        self.finish(rank, start, json);
    }

    fn finish(&mut self, rank: Rank, start: usize, json: &str) {
        let value = self.text.len();
        self.text.push_str(json);
        self.entries.push(Entry {
            rank,
            start,
            value,
            end: self.text.len(),
        });
    }

    /// Whether a field was given this name because it could not have its own.
    fn is_renamed(&self, key: &str) -> bool {
        key.starts_with("field_") && self.get(key).is_some()
    }

    /// `field_<key>`, or `field_field_<key>` where somebody has taken that name as well.
    fn free_name(&self, key: &str) -> String {
        let mut name = format!("field_{key}");
        while self.get(&name).is_some() {
            name.insert_str(0, "field_");
        }
        name
    }

    /// Removes a field and gives its value, as JSON.
    pub(crate) fn take(&mut self, key: &str) -> Option<String> {
        let value = self.get(key)?.to_owned();
        let mut kept = Fields {
            lost: self.lost,
            ..Fields::default()
        };
        for field in self.iter().filter(|field| field.key != key) {
            kept.copy(field);
        }
        *self = kept;
        Some(value)
    }
}
