//! Fields that are ready to be copied into a line: redacted, escaped, each with its place.

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use super::escape::escape_into;
use super::json::JsonWriter;
use super::number::{push_float, push_integer};
use super::schema::{Giver, OTHER, Rank, Schema, Shape, may_set};
use crate::redact::{REPLACEMENT, Redactor, Treatment};
use crate::user;
use crate::value::Captured;

/// How values become text: the same for every field of a program.
pub(crate) struct Rules {
    pub(crate) schema: Schema,
    pub(crate) redactor: Redactor,
    /// The longest text that is kept of one value, in bytes.
    pub(crate) max_value: usize,
    /// How many secrets were cut.
    pub(crate) redacted: AtomicU64,
}

impl Rules {
    pub(crate) fn new(schema: Schema, redactor: Redactor, max_value: usize) -> Rules {
        Rules {
            schema,
            redactor,
            max_value,
            redacted: AtomicU64::new(0),
        }
    }

    /// The text without its secrets, which are counted.
    pub(crate) fn clean<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let clean = self.redactor.text(text);
        if clean.cuts > 0 {
            self.count(clean.cuts);
        }
        clean.text
    }

    pub(super) fn count(&self, cuts: usize) {
        self.redacted.fetch_add(cuts as u64, Ordering::Relaxed);
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rules")
            .field("schema", &self.schema)
            .finish_non_exhaustive()
    }
}

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

/// One value as JSON.
struct Rendered {
    json: String,
    shape: Shape,
    lost: usize,
}

impl Rendered {
    fn new(rules: &Rules, key: &str, value: Captured<'_>) -> Rendered {
        if let Captured::Json(value) = value {
            return Rendered::json(|out| JsonWriter::render_under(rules, key, value, out));
        }
        let treatment = if is_number(value) {
            rules.redactor.key_for_number(key)
        } else {
            rules.redactor.key(key)
        };
        match treatment {
            Treatment::Keep => Rendered::plain(rules, value),
            Treatment::Redact => {
                rules.count(1);
                Rendered::text(REPLACEMENT, 0)
            }
            Treatment::Hash => {
                let raw = raw_text(rules, value);
                let digits = rules.redactor.hash(&raw.text);
                Rendered::text(std::str::from_utf8(&digits).unwrap_or(REPLACEMENT), 0)
            }
        }
    }

    fn plain(rules: &Rules, value: Captured<'_>) -> Rendered {
        let mut json = String::new();
        let shape = match value {
            Captured::None => Shape::Other,
            Captured::Bool(b) => {
                json.push_str(if b { "true" } else { "false" });
                Shape::Other
            }
            Captured::I64(n) => integer(&mut json, n, n >= 0),
            Captured::U64(n) => integer(&mut json, n, true),
            Captured::I128(n) => integer(&mut json, n, n >= 0),
            Captured::U128(n) => integer(&mut json, n, true),
            Captured::F32(x) => {
                push_float(&mut json, x);
                Shape::Other
            }
            Captured::F64(x) => {
                push_float(&mut json, x);
                Shape::Other
            }
            Captured::Json(value) => {
                return Rendered::json(|out| JsonWriter::render(rules, value, out));
            }
            Captured::Text(text) => {
                let kept = text.floor_char_boundary(rules.max_value);
                let clean = rules.clean(&text[..kept]);
                return Rendered::text(&clean, text.len() - kept);
            }
            Captured::Char(_) | Captured::Display(_) | Captured::Debug(_) => {
                let raw = raw_text(rules, value);
                let clean = rules.clean(&raw.text);
                return Rendered::text(&clean, raw.lost);
            }
        };
        Rendered {
            json,
            shape,
            lost: 0,
        }
    }

    /// What `write` writes; it returns the bytes that were lost.
    fn json(write: impl FnOnce(&mut String) -> usize) -> Rendered {
        let mut json = String::new();
        let lost = write(&mut json);
        Rendered {
            json,
            shape: Shape::Other,
            lost,
        }
    }

    fn text(clean: &str, lost: usize) -> Rendered {
        let mut json = String::with_capacity(clean.len() + 2);
        json.push('"');
        escape_into(&mut json, clean);
        json.push('"');
        Rendered {
            json,
            shape: Shape::Text,
            lost,
        }
    }
}

fn integer(json: &mut String, n: impl itoa::Integer, unsigned: bool) -> Shape {
    push_integer(json, n);
    if unsigned {
        Shape::Unsigned
    } else {
        Shape::Other
    }
}

fn is_number(value: Captured<'_>) -> bool {
    matches!(
        value,
        Captured::I64(_)
            | Captured::U64(_)
            | Captured::I128(_)
            | Captured::U128(_)
            | Captured::F32(_)
            | Captured::F64(_)
    )
}

/// The value as text, before redaction.
pub(crate) fn raw_text(rules: &Rules, value: Captured<'_>) -> user::Text {
    let limit = rules.max_value;
    match value {
        Captured::Display(value) => user::display(value, limit),
        Captured::Debug(value) => user::debug(value, limit),
        Captured::Text(text) => user::display(&text, limit),
        Captured::Char(c) => user::display(&c, limit),
        other => {
            let rendered = Rendered::plain(rules, other);
            user::Text {
                text: rendered.json,
                lost: rendered.lost,
            }
        }
    }
}
