//! Which fields a list has, and where they stand in a line.

use std::ops::Range;

use super::Fields;
use crate::line::copy::append;
use crate::line::keys::{FREE, HEAD, Keys, MIDDLE};
use crate::line::schema::{DETAIL, OTHER, Rank, is_kept};
use crate::line::truncate::KEPT_BYTES;

/// A field in the text of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// Where the comma stands, where the value begins, and where it ends.
    pub(super) start: u32,
    pub(super) value: u32,
    pub(super) end: u32,
    /// How many fields were given before it.
    pub(super) nth: u32,
    pub(super) rank: Rank,
}

/// Longer lists are not kept; no line has room for them.
const LONGEST: usize = if cfg!(test) { 1 << 16 } else { 1 << 30 };

impl Fields {
    /// Takes note of the field that stands at the end of the text.
    #[inline]
    pub(super) fn close(&mut self, rank: Rank, keys: Keys, start: usize, value: usize) {
        let end = self.text.len();
        if end > LONGEST {
            self.text.truncate(start);
            self.lose(end - start);
            return;
        }
        if self.keys.may_have(keys) {
            self.note_repeated(rank, start + 2..value - 2);
        }
        self.keys = self.keys.with(keys);
        if rank < OTHER {
            self.middle += end - start;
            if rank <= DETAIL {
                self.head += end - start;
                // The two quotes do not count.
                self.is_odd |= is_kept(rank) && end - value > KEPT_BYTES + 2;
            }
        } else {
            self.is_odd |= rank > OTHER;
        }
        let entry = Entry {
            start: short(start),
            value: short(value),
            end: short(end),
            nth: short(self.entries.len()),
            rank,
        };
        if self.entries.last().is_some_and(|last| last.rank > rank) {
            self.insert(entry);
        } else {
            self.entries.push(entry);
        }
    }

    #[cold]
    fn note_repeated(&mut self, rank: Rank, key: Range<usize>) {
        let key = self.text.get(key).unwrap_or_default();
        self.is_odd |= rank != OTHER || self.has_free(key);
    }

    /// Takes note of it before those that stand behind it in a line.
    fn insert(&mut self, entry: Entry) {
        let at = self.entries.iter().rposition(|e| e.rank <= entry.rank);
        self.entries
            .insert(at.map_or(0, |before| before + 1), entry);
        self.is_mixed = true;
    }

    /// Appends the fields up to `detail`, as they stand in a line.
    #[inline]
    pub(in crate::line) fn append_head(&self, out: &mut Vec<u8>) {
        if self.keys.schema & HEAD != 0 {
            self.append_part(out, 0..self.head, 0..DETAIL + 1);
        }
    }

    /// Those of the schema behind it.
    #[inline]
    pub(in crate::line) fn append_middle(&self, out: &mut Vec<u8>) {
        if self.keys.schema & MIDDLE != 0 {
            self.append_part(out, self.head..self.middle, DETAIL + 1..OTHER);
        }
    }

    /// The others.
    #[inline]
    pub(in crate::line) fn append_free(&self, out: &mut Vec<u8>) {
        if self.keys.schema & FREE != 0 {
            self.append_part(out, self.middle..self.text.len(), OTHER..OTHER + 1);
        }
    }

    #[inline]
    fn append_part(&self, out: &mut Vec<u8>, part: Range<usize>, ranks: Range<Rank>) {
        if self.is_mixed {
            self.append_ranked(out, ranks);
        } else {
            append(out, self.text.get(part).unwrap_or_default());
        }
    }

    fn append_ranked(&self, out: &mut Vec<u8>, ranks: Range<Rank>) {
        let first = self
            .entries
            .iter()
            .skip_while(|entry| entry.rank < ranks.start);
        for entry in first.take_while(|entry| entry.rank < ranks.end) {
            let field = self.text.get(entry.start as usize..entry.end as usize);
            append(out, field.unwrap_or_default());
        }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "places in a list are below `LONGEST`, and it has fewer fields than bytes"
)]
fn short(place: usize) -> u32 {
    place as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::{Giver, Rules, Schema};
    use crate::redact::{Redactor, Rules as RedactionRules};
    use crate::value::Captured;

    #[test]
    fn what_a_list_has_no_room_for_is_counted_and_the_rest_stays() {
        let rules = Rules::new(
            Schema::new([]),
            Redactor::new(&RedactionRules::default()),
            LONGEST / 2,
        );
        let (long, mut fields) = ("x".repeat(LONGEST / 2), Fields::default());
        for key in ["a", "b", "c"] {
            fields.push(&rules, Giver::Program, key, Captured::Text(&long));
        }
        fields.push(&rules, Giver::Program, "d", Captured::Bool(true));
        let keys: Vec<_> = fields.iter().map(|field| field.key.to_owned()).collect();
        assert_eq!(keys, ["a", "d"]);
        assert_eq!(fields.get("a").map(str::len), Some(LONGEST / 2 + 2));
        assert_eq!(fields.lost(), 2 * (LONGEST / 2 + ",\"b\":\"\"".len()));
    }
}
