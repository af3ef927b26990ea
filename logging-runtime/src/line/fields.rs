//! Fields that are ready to be copied into a line: redacted, escaped, in the order of the schema.

use super::keys::{Keys, Known};
use super::number::push_digits;
use super::render::{self, Rendered, raw_text};
use super::rules::Rules;
use super::schema::{DETAIL, DUR_MS, Giver, Named, OTHER, Rank, is_kept, may_set};
use super::spare;
use super::truncate::KEPT_BYTES;
use crate::value::Captured;

/// A list of fields in one buffer, in the order of their ranks: `,"key":value,"key":value`.
#[derive(Debug, Default, Clone)]
pub(crate) struct Fields {
    text: Vec<u8>,
    entries: Vec<Entry>,
    /// Bytes of values that were longer than [`Rules::max_value`].
    lost: usize,
    /// Where the fields up to [`DETAIL`] end, and where those before [`OTHER`] do.
    head: usize,
    middle: usize,
    keys: Keys,
    /// A key stands twice, or a value has to be cut in every line.
    is_odd: bool,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    rank: Rank,
    /// Where the comma stands, where the value begins, and where it ends.
    start: usize,
    value: usize,
    end: usize,
    /// How many fields were given before it.
    nth: usize,
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

    /// Adds a field. A `None`, or a JSON `null`, adds nothing; a key that the giver may not set
    /// gets the prefix `field_`; a key that was given before keeps its first value.
    pub(crate) fn push(&mut self, rules: &Rules, giver: Giver, key: &str, value: Captured<'_>) {
        if matches!(value, Captured::None) {
            return;
        }
        match rules.known(key) {
            Some(known) if self.push_at_once(rules, giver, known, value) => {}
            _ => self.push_slowly(rules, giver, key, value),
        }
    }

    /// Adds a field of a record behind the framework's own, of which none is lost: where its key is taken,
    /// it gets the prefix `field_`.
    pub(crate) fn push_foreign(&mut self, rules: &Rules, key: &str, value: Captured<'_>) {
        let known = rules.known(key);
        if known.is_some_and(|known| !self.keys.may_have(known.keys)) {
            self.push(rules, Giver::Foreign, key, value);
            return;
        }
        let mut alone = spare::fields();
        alone.push(rules, Giver::Foreign, key, value);
        self.append_foreign(&alone);
        spare::give_fields(alone);
    }

    /// Writes a value right where it stands. `false`: it is not as simple as that, and nothing was done.
    fn push_at_once(
        &mut self,
        rules: &Rules,
        giver: Giver,
        known: &Known,
        value: Captured<'_>,
    ) -> bool {
        let Some(shape) = render::simple_shape(known, value) else {
            return false;
        };
        if known.may_be_renamed || !may_set(giver, known.rank, shape) {
            return false;
        }
        let start = self.text.len();
        self.text.extend_from_slice(&known.fragment);
        let value_at = self.text.len();
        self.lost += render::push_simple(&mut self.text, rules, value);
        self.close(known.rank, known.keys, start, value_at);
        true
    }

    fn push_slowly(&mut self, rules: &Rules, giver: Giver, key: &str, value: Captured<'_>) {
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

    /// Adds the name of a stage, a job or an event.
    pub(crate) fn push_name(&mut self, rules: &Rules, key: Named, name: &str) {
        let Some(json) = rules.name(name) else {
            let name = Captured::Text(name);
            self.push(rules, Giver::Framework, key.as_str(), name);
            return;
        };
        let start = self.text.len();
        self.text.extend_from_slice(key.fragment());
        let value = self.text.len();
        self.text.extend_from_slice(json);
        self.close_ranked(key.rank(), start, value);
    }

    /// Adds how long something took.
    pub(crate) fn push_dur_ms(&mut self, dur_ms: u64) {
        let start = self.text.len();
        self.text.extend_from_slice(b",\"dur_ms\":");
        let value = self.text.len();
        push_digits(&mut self.text, dur_ms);
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
            return;
        }
        for field in other.in_source_order() {
            self.copy(field);
        }
        self.lost = self.lost.saturating_add(other.lost);
    }

    /// As [`Fields::append`] to a list without fields.
    fn copy_all(&mut self, other: &Fields) {
        self.text.extend_from_slice(&other.text);
        self.entries.extend_from_slice(&other.entries);
        self.lost = self.lost.saturating_add(other.lost);
        (self.head, self.middle) = (other.head, other.middle);
        (self.keys, self.is_odd) = (other.keys, other.is_odd);
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

    /// As [`Fields::append`], without the keys that are there already.
    pub(crate) fn append_missing(&mut self, other: &Fields) {
        if self.is_empty() && !other.is_odd {
            self.copy_all(other);
            return;
        }
        for field in other.in_source_order() {
            if self.get(field.key).is_none() {
                self.copy(field);
            }
        }
        self.lost = self.lost.saturating_add(other.lost);
    }

    /// Takes over the fields of a record behind the framework's own, of which none is lost: a field
    /// with the key of one of them gets the prefix `field_`.
    pub(crate) fn append_foreign(&mut self, other: &Fields) {
        if !self.keys.may_have(other.keys) {
            self.append(other);
            return;
        }
        for field in other.in_source_order() {
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
        self.entries.iter().map(|entry| self.field(entry))
    }

    /// The fields as they were given: some may lose the name by which they had their place.
    pub(crate) fn in_source_order(&self) -> impl Iterator<Item = Field<'_>> {
        // Most lists are given in their order, so the place is tried first.
        let find = move |nth: usize| match self.entries.get(nth) {
            Some(entry) if entry.nth == nth => Some(entry),
            _ => self.entries.iter().find(|entry| entry.nth == nth),
        };
        let entries = (0..self.entries.len()).filter_map(find);
        entries.map(|entry| self.field(entry))
    }

    fn field(&self, entry: &Entry) -> Field<'_> {
        Field {
            rank: entry.rank,
            key: text_of(self.key_of(entry)),
            value: self.value_of(entry),
        }
    }

    /// The value of a key, as JSON.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        let mut entries = self.entries.iter();
        let entry = entries.find(|entry| self.key_of(entry) == key.as_bytes())?;
        Some(self.value_of(entry))
    }

    fn key_of(&self, entry: &Entry) -> &[u8] {
        self.text
            .get(entry.start + 2..entry.value - 2)
            .unwrap_or_default()
    }

    fn value_of(&self, entry: &Entry) -> &str {
        text_of(self.text.get(entry.value..entry.end).unwrap_or_default())
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

    /// Whether the fields stand in a line as they stand here, but for those that others beat.
    pub(super) fn is_plain(&self) -> bool {
        !self.is_odd && self.lost == 0
    }

    pub(super) fn keys(&self) -> Keys {
        self.keys
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The fields up to `detail`.
    pub(super) fn head(&self) -> &[u8] {
        self.text.get(..self.head).unwrap_or_default()
    }

    /// Those of the schema behind it.
    pub(super) fn middle(&self) -> &[u8] {
        self.text.get(self.head..self.middle).unwrap_or_default()
    }

    /// The others.
    pub(super) fn free(&self) -> &[u8] {
        self.text.get(self.middle..).unwrap_or_default()
    }

    /// Whether a key that the schema does not know stands in both lists.
    pub(super) fn shares_free_key(&self, other: &Fields) -> bool {
        let free = |fields: &Fields| fields.keys.free;
        free(self) & free(other) != 0 && self.free_keys().any(|key| other.has_free(key))
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

    fn push_rendered(&mut self, rank: Rank, key: &str, json: &str) {
        let start = self.text.len();
        self.text.extend_from_slice(b",\"");
        super::escape::escape_bytes(&mut self.text, key);
        self.finish(rank, start, json);
    }

    fn finish(&mut self, rank: Rank, start: usize, json: &str) {
        self.text.extend_from_slice(b"\":");
        let value = self.text.len();
        self.text.extend_from_slice(json.as_bytes());
        let key = self.text.get(start + 2..value - 2).unwrap_or_default();
        self.close(rank, Keys::of(rank, key), start, value);
    }

    /// Takes note of the field that stands at the end of the text, and moves it to its place.
    fn close(&mut self, rank: Rank, keys: Keys, start: usize, value: usize) {
        let end = self.text.len();
        let bytes = end - start;
        if self.keys.may_have(keys) {
            let key = self.text.get(start + 2..value - 2).unwrap_or_default();
            self.is_odd |= rank != OTHER || self.has_free(key);
        }
        self.keys = self.keys.with(keys);
        // The two quotes do not count.
        self.is_odd |= rank > OTHER || (is_kept(rank) && end - value > KEPT_BYTES + 2);
        if rank < OTHER {
            self.middle += bytes;
            if rank <= DETAIL {
                self.head += bytes;
            }
        }
        let entry = Entry {
            rank,
            start,
            value,
            end,
            nth: self.entries.len(),
        };
        if self.entries.last().is_some_and(|last| last.rank > rank) {
            self.insert(entry);
        } else {
            self.entries.push(entry);
        }
    }

    /// As [`Fields::close`], for a key of the schema.
    fn close_ranked(&mut self, rank: Rank, start: usize, value: usize) {
        self.close(rank, Keys::of(rank, b""), start, value);
    }

    /// Moves the last field before those that stand behind it in the schema.
    fn insert(&mut self, mut entry: Entry) {
        let bytes = entry.end - entry.start;
        let at = self.entries.partition_point(|e| e.rank <= entry.rank);
        let (_, after) = self.entries.split_at_mut(at);
        let start = after.first().map_or(entry.start, |next| next.start);
        for moved in after {
            moved.start += bytes;
            moved.value += bytes;
            moved.end += bytes;
        }
        if let Some(part) = self.text.get_mut(start..) {
            move_to_front(part, bytes);
        }
        let back = entry.start - start;
        entry.start -= back;
        entry.value -= back;
        entry.end -= back;
        self.entries.insert(at, entry);
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
        for field in self.in_source_order().filter(|field| field.key != key) {
            kept.copy(field);
        }
        *self = kept;
        Some(value)
    }
}

/// Moves the last bytes before the others.
fn move_to_front(part: &mut [u8], bytes: usize) {
    const SHORT: usize = 64;
    let others = part.len() - bytes;
    let mut moved = [0; SHORT];
    match (moved.get_mut(..bytes), part.get(others..)) {
        (Some(moved), Some(last)) => {
            moved.copy_from_slice(last);
            part.copy_within(..others, bytes);
            if let Some(first) = part.get_mut(..bytes) {
                first.copy_from_slice(moved);
            }
        }
        _ => part.rotate_right(bytes),
    }
}

/// What is in a list was made of texts, and is one.
fn text_of(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}
