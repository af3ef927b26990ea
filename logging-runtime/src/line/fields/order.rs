//! Which fields a list has, and where they stand in a line.

#![allow(
    clippy::inline_always,
    reason = "what a line is written with has its place in memory where it is passed to a call"
)]

use std::ops::Range;

use super::Fields;
use crate::line::copy::{Ink, Pen};
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
    pub(super) rank: Rank,
}

/// Longer lists are not kept; no line has room for them.
const LONGEST: usize = if cfg!(test) { 1 << 16 } else { 1 << 30 };

impl Fields {
    /// Takes note of the field that stands at the end of the text.
    #[inline(always)]
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
        if self.keys.schema >> rank > 1 {
            self.mixed |= mixed_by(rank, self.keys);
            // More than `append_ranked` should look through for each rank.
            self.is_odd |= self.entries.len() > usize::from(u8::MAX);
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
        self.entries.push(Entry {
            start: short(start),
            value: short(value),
            end: short(end),
            rank,
        });
    }

    #[cold]
    fn note_repeated(&mut self, rank: Rank, key: Range<usize>) {
        let key = self.text.get(key).unwrap_or_default();
        self.is_odd |= rank != OTHER || self.has_free(key);
    }

    /// Writes all fields of a list that has them in the order of a line.
    #[inline(always)]
    pub(in crate::line) fn write_all(&self, ink: &mut impl Ink) {
        if !self.text.is_empty() {
            ink.write(&self.text);
        }
    }

    /// Writes the fields up to `detail`, as they stand in a line.
    #[inline(always)]
    pub(in crate::line) fn write_head(&self, ink: &mut impl Ink) {
        if self.keys.schema & HEAD != 0 {
            self.write_part(ink, 0..self.head, HEAD);
        }
    }

    /// Those of the schema behind it.
    #[inline(always)]
    pub(in crate::line) fn write_middle(&self, ink: &mut impl Ink) {
        if self.keys.schema & MIDDLE != 0 {
            self.write_part(ink, self.head..self.middle, MIDDLE);
        }
    }

    /// The others.
    #[inline(always)]
    pub(in crate::line) fn write_free(&self, ink: &mut impl Ink) {
        if self.keys.schema & FREE != 0 {
            self.write_part(ink, self.middle..self.text.len(), FREE);
        }
    }

    #[inline(always)]
    fn write_part(&self, ink: &mut impl Ink, part: Range<usize>, ranks: u64) {
        if self.mixed & ranks == 0 {
            ink.write(self.text.get(part).unwrap_or_default());
        } else {
            ink.write_to_vec(|out| self.append_ranked(out, ranks));
        }
    }

    /// Appends the fields of these ranks, in the order of a line.
    fn append_ranked(&self, out: &mut Vec<u8>, ranks: u64) {
        let mut pen = Pen::new(out, self.text.len());
        let mut left = self.keys.schema & ranks & !FREE;
        while left != 0 {
            let rank = left.trailing_zeros();
            let mut entries = self.entries.iter();
            if let Some(entry) = entries.find(|entry| u32::from(entry.rank) == rank) {
                pen.write(self.text_of(entry));
            }
            left &= left - 1;
        }
        if ranks & FREE != 0 {
            for entry in self.entries.iter().filter(|entry| entry.rank == OTHER) {
                pen.write(self.text_of(entry));
            }
        }
        pen.end();
    }

    fn text_of(&self, entry: &Entry) -> &[u8] {
        let field = entry.start as usize..entry.end as usize;
        self.text.get(field).unwrap_or_default()
    }

    /// Puts the fields into the order of a line. Those of the same rank stay in the order in which they
    /// were given, so this changes no line.
    pub(crate) fn put_in_order(&mut self) {
        if self.mixed != 0 {
            self.sort();
        }
    }

    #[cold]
    fn sort(&mut self) {
        let mixed = std::mem::take(self);
        let mut fields: Vec<_> = mixed.iter().collect();
        fields.sort_by_key(|field| field.rank);
        for field in fields {
            self.copy(field);
        }
        self.lose(mixed.lost);
    }
}

/// Which parts of a list no longer stand in its text as they stand in a line, where a field of this rank
/// comes behind one that has to stand behind it.
#[cold]
fn mixed_by(rank: Rank, keys: Keys) -> u64 {
    match rank {
        ..=DETAIL => HEAD | MIDDLE | FREE,
        ..OTHER if keys.schema & FREE == 0 => MIDDLE,
        _ => MIDDLE | FREE,
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
