//! Fields that are ready to be copied into a line: redacted, escaped, in the order of the schema.

mod draft;
mod opening;
mod order;
mod prefix;
mod push;

pub(crate) use draft::Draft;
pub(crate) use opening::{Opening, Usual};
use order::Entry;
pub(crate) use prefix::Prefix;

use super::copy::{Ink, Pen};
use super::keys::Keys;
use super::name::Name;
use super::schema::{DUR_MS, Named, OTHER, Rank};
use super::strip::Behind;

/// A list of fields, as they were given. Their text, `,"key":value,"key":value`, is in the order of a line.
#[derive(Debug, Default, Clone)]
pub(crate) struct Fields {
    text: Vec<u8>,
    /// Where each field stands in the text.
    entries: Vec<Entry>,
    /// Bytes of values that were longer than [`Rules::max_value`](super::Rules), or had no room.
    lost: usize,
    /// How many bytes the fields up to `detail` have, and how many all that the schema knows.
    head: usize,
    middle: usize,
    keys: Keys,
    /// A key stands twice, a value was cut or has to be cut in every line, or there are so many fields that they are
    /// not in order.
    is_odd: bool,
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

/// No fields.
pub(crate) static NONE: Fields = Fields::EMPTY;

impl Fields {
    pub(crate) const EMPTY: Fields = Fields {
        text: Vec::new(),
        entries: Vec::new(),
        lost: 0,
        head: 0,
        middle: 0,
        keys: Keys::NONE,
        is_odd: false,
    };

    /// Texts of the framework's own, with nothing in them to be escaped or cut.
    pub(crate) fn ready(texts: &[(Named, &str)]) -> Fields {
        let mut fields = Fields::EMPTY;
        for (key, text) in texts {
            fields.push_rendered(key.rank(), key.as_str(), &format!("\"{text}\""));
        }
        fields
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
        if self.is_empty() {
            self.copy_all(other);
            self.is_odd |= other.is_odd;
        } else if !self.append_in_order(other) {
            for field in other.iter() {
                self.copy(field);
            }
        }
        self.lose(other.lost);
    }

    /// As [`Fields::append`], for a list and what stands before it.
    pub(crate) fn append_led(&mut self, lead: &Fields, list: &Fields) {
        self.append(lead);
        self.append(list);
    }

    /// As [`Fields::append`] to a list without fields, of which nothing is lost.
    fn copy_all(&mut self, other: &Fields) {
        self.append_text(other);
        self.entries.extend_from_slice(&other.entries);
        (self.head, self.middle) = (other.head, other.middle);
        self.keys = other.keys;
    }

    fn append_text(&mut self, other: &Fields) {
        let mut pen = Pen::new(&mut self.text, other.text.len());
        pen.write(&other.text);
        pen.end();
    }

    /// As [`Fields::append`], for a name that stands ready, with which a list begins.
    pub(crate) fn begin_with(&mut self, name: &Name) {
        let other = name.alone();
        let mut field = Behind::<{ Name::LONGEST }>::new(&mut self.text);
        field.strip.write_first(name.text(), other.text.len());
        match *other.entries {
            [entry] if self.entries.is_empty() && field.end() => {
                self.entries.push(entry);
                (self.head, self.middle, self.keys) = (other.head, other.middle, other.keys);
            }
            _ => self.append(other),
        }
    }

    /// As [`Fields::append`], without the keys that are there already.
    #[inline]
    pub(crate) fn append_missing(&mut self, other: &Fields) {
        if self.is_empty() && !other.is_odd {
            self.copy_all(other);
        } else {
            self.append_each_missing(other);
        }
    }

    #[inline(never)]
    fn append_each_missing(&mut self, other: &Fields) {
        self.append_missing_of(other.iter());
        self.lose(other.lost);
    }

    /// Takes over fields of other lists, without the keys that are there already.
    pub(crate) fn append_missing_of<'a>(&mut self, others: impl Iterator<Item = Field<'a>>) {
        for field in others {
            if self.get(field.key).is_none() {
                self.copy(field);
            }
        }
    }

    /// Takes over the fields of a record behind the framework's own, of which none is lost: a field
    /// with the key of one of them gets the prefix `field_`.
    pub(crate) fn append_foreign(&mut self, other: &Fields) {
        if !self.keys.may_have(other.keys) {
            self.append(other);
            return;
        }
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
        self.lose(other.lost);
    }

    /// The fields as they were given.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Field<'_>> {
        (0..self.entries.len()).filter_map(|at| self.field(at))
    }

    fn field(&self, at: usize) -> Option<Field<'_>> {
        let entry = self.entries.get(at)?;
        Some(Field {
            rank: entry.rank,
            key: text_of(self.key_of(entry)),
            value: self.value_at(at)?,
        })
    }

    /// The value of a key, as JSON.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.value_at(self.place_of(key.as_bytes())?)
    }

    /// The first field with this key, as it stands in the text.
    fn place_of(&self, key: &[u8]) -> Option<usize> {
        let is_of_key = |entry| self.key_of(entry) == key;
        self.entries.iter().position(is_of_key)
    }

    fn key_of(&self, entry: &Entry) -> &[u8] {
        let key = entry.start as usize + 2..entry.value as usize - 2;
        self.text.get(key).unwrap_or_default()
    }

    fn value_at(&self, at: usize) -> Option<&str> {
        let entry = self.entries.get(at)?;
        let value = entry.value as usize..entry.end as usize;
        Some(text_of(self.text.get(value)?))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Counts bytes of a value that was cut before it came here.
    pub(crate) fn lose(&mut self, bytes: usize) {
        self.lost = self.lost.saturating_add(bytes);
        self.is_odd |= bytes > 0;
    }

    /// Bytes of values that were too long to be kept.
    pub(crate) fn lost(&self) -> usize {
        self.lost
    }

    /// Whether the fields stand in a line as they stand here, but for those that others beat.
    pub(crate) fn is_plain(&self) -> bool {
        !self.is_odd
    }

    pub(super) fn keys(&self) -> Keys {
        self.keys
    }

    /// Whether a duration is among them.
    pub(crate) fn has_duration(&self) -> bool {
        self.keys.schema & (1 << DUR_MS) != 0
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether a key that the schema does not know stands in both lists.
    #[inline]
    pub(super) fn shares_free_key(&self, other: &Fields) -> bool {
        self.keys.free & other.keys.free != 0 && self.shares_free_key_indeed(other)
    }

    #[cold]
    fn shares_free_key_indeed(&self, other: &Fields) -> bool {
        self.free_keys().any(|key| other.has_free(key))
    }

    fn free_keys(&self) -> impl Iterator<Item = &[u8]> {
        let free = self.entries.iter().filter(|entry| entry.rank == OTHER);
        free.map(|entry| self.key_of(entry))
    }

    fn has_free(&self, key: &[u8]) -> bool {
        self.free_keys().any(|known| known == key)
    }

    /// Leaves of each key that was given twice only the first.
    pub(crate) fn keep_first(&mut self) {
        if self.is_odd {
            let mut kept = Fields::EMPTY;
            kept.append_missing(self);
            *self = kept;
        }
    }

    /// Removes all fields and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.entries.clear();
        self.lost = 0;
        (self.head, self.middle) = (0, 0);
        (self.keys, self.is_odd) = (Keys::NONE, false);
    }

    /// Bytes of memory that it holds.
    pub(crate) fn memory(&self) -> usize {
        self.text.capacity() + self.entries.capacity() * size_of::<Entry>()
    }

    /// Removes a field and gives its value, as JSON.
    pub(crate) fn take(&mut self, key: &str) -> Option<String> {
        let value = self.get(key)?.to_owned();
        let mut kept = Fields::default();
        kept.lose(self.lost);
        for field in self.iter().filter(|field| field.key != key) {
            kept.copy(field);
        }
        *self = kept;
        Some(value)
    }
}

/// What is in a list was made of texts, and is one.
fn text_of(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}
