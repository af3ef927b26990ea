//! Which fields a list has, and where they stand in a line.

#![allow(
    clippy::inline_always,
    reason = "what a line is written with has its place in memory where it is passed to a call"
)]

use std::ops::Range;

use super::Fields;
use crate::line::copy::{Ink, bring_to_front};
use crate::line::keys::{FREE, HEAD, Keys, MIDDLE, is_before};
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

impl Entry {
    #[inline(always)]
    pub(super) fn new(rank: Rank, start: usize, value: usize, end: usize) -> Entry {
        Entry {
            start: short(start),
            value: short(value),
            end: short(end),
            rank,
        }
    }

    fn move_on(&mut self, bytes: u32) {
        self.start += bytes;
        self.value += bytes;
        self.end += bytes;
    }

    pub(super) fn move_back(&mut self, bytes: u32) {
        self.start -= bytes;
        self.value -= bytes;
        self.end -= bytes;
    }
}

/// Longer lists are not kept; no line has room for them.
const LONGEST: usize = if cfg!(test) { 1 << 16 } else { 1 << 30 };

/// Of more fields than this none is looked for the place of each.
const MOST_IN_ORDER: usize = 255;

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
        if rank <= DETAIL {
            self.head += end - start;
            // The two quotes do not count.
            self.is_odd |= is_kept(rank) && end - value > KEPT_BYTES + 2;
        }
        self.is_odd |= rank > OTHER;
        self.close_plain(rank, keys, start, value);
    }

    /// The same for a key that is new in this list, and stands behind `detail`.
    #[inline(always)]
    pub(super) fn close_plain(&mut self, rank: Rank, keys: Keys, start: usize, value: usize) {
        let end = self.text.len();
        let is_last = self.keys.schema >> rank <= 1;
        self.keys = self.keys.with(keys);
        if rank < OTHER {
            self.middle += end - start;
        }
        self.entries.push(Entry::new(rank, start, value, end));
        if !is_last {
            self.put_in_place();
        }
    }

    /// Appends other fields at once, where they have other keys and all of them stand behind these in a line. `false`:
    /// nothing was appended.
    pub(super) fn append_in_order(&mut self, other: &Fields) -> bool {
        let (own, others) = (self.keys.schema, other.keys.schema);
        let is_in_order = is_before(own & !FREE, others & !FREE)
            && (own & FREE == 0 || others & !FREE == 0)
            && !self.keys.may_have(other.keys);
        let start = self.text.len();
        if other.is_odd || !is_in_order || start + other.text.len() > LONGEST {
            return false;
        }
        self.append_text(other);
        let moved = |entry: &Entry| {
            let mut entry = *entry;
            entry.move_on(short(start));
            entry
        };
        self.entries.extend(other.entries.iter().map(moved));
        if others & HEAD != 0 {
            self.head = start + other.head;
        }
        if others & !FREE != 0 {
            self.middle = start + other.middle;
        }
        self.keys = self.keys.with(other.keys);
        true
    }

    /// Moves the text of the last field before those that stand behind it in a line. The list stays as it was given.
    #[inline(never)]
    fn put_in_place(&mut self) {
        let Some((last, others)) = self.entries.split_last_mut() else {
            return;
        };
        if others.len() > MOST_IN_ORDER {
            self.is_odd = true;
            return;
        }
        let (length, mut place) = (last.end - last.start, last.start);
        for entry in others.iter_mut().filter(|entry| entry.rank > last.rank) {
            place = place.min(entry.start);
            entry.move_on(length);
        }
        last.move_back(last.start - place);
        if let Some(text) = self.text.get_mut(place as usize..) {
            bring_to_front(text, length as usize);
        }
    }

    #[cold]
    fn note_repeated(&mut self, rank: Rank, key: Range<usize>) {
        let key = self.text.get(key).unwrap_or_default();
        self.is_odd |= rank != OTHER || self.has_free(key);
    }

    /// Writes all fields.
    #[inline(always)]
    pub(in crate::line) fn write_all(&self, ink: &mut impl Ink) {
        if !self.text.is_empty() {
            ink.write(&self.text);
        }
    }

    /// Writes the fields up to `detail`.
    #[inline(always)]
    pub(in crate::line) fn write_head(&self, ink: &mut impl Ink) {
        if self.keys.schema & HEAD != 0 {
            self.write_part(ink, 0..self.head);
        }
    }

    /// Those of the schema behind it.
    #[inline(always)]
    pub(in crate::line) fn write_middle(&self, ink: &mut impl Ink) {
        if self.keys.schema & MIDDLE != 0 {
            self.write_part(ink, self.head..self.middle);
        }
    }

    /// The others.
    #[inline(always)]
    pub(in crate::line) fn write_free(&self, ink: &mut impl Ink) {
        if self.keys.schema & FREE != 0 {
            self.write_part(ink, self.middle..self.text.len());
        }
    }

    /// All behind `detail`.
    #[inline(always)]
    pub(in crate::line) fn write_behind_head(&self, ink: &mut impl Ink) {
        if self.keys.schema & !HEAD != 0 {
            self.write_part(ink, self.head..self.text.len());
        }
    }

    #[inline(always)]
    fn write_part(&self, ink: &mut impl Ink, part: Range<usize>) {
        ink.write(self.text.get(part).unwrap_or_default());
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "places in a list are below `LONGEST`, and it has fewer fields than bytes"
)]
pub(super) fn short(place: usize) -> u32 {
    place as u32
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::lane;
    use crate::line::{Giver, Rules, Schema};
    use crate::redact::{Redactor, Rules as RedactionRules};
    use crate::value::Captured;

    const KEYS: &[&str] = &[
        "job_id", "stage", "event", "detail", "attempt", "target", "a", "b", "c",
    ];

    fn list(keys: &[&str]) -> Fields {
        let mut list = Fields::EMPTY;
        for key in keys {
            list.push(lane::rules(None), Giver::Framework, key, Captured::U64(7));
        }
        list
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn fields_that_are_appended_at_once_make_the_list_that_they_make_one_by_one(
            first in vec(select(KEYS), 1..4),
            second in vec(select(KEYS), 0..4),
        ) {
            let (mut at_once, second) = (list(&first), list(&second));
            let mut one_by_one = at_once.clone();
            for field in second.iter() {
                one_by_one.copy(field);
            }
            if at_once.append_in_order(&second) {
                prop_assert_eq!(format!("{at_once:?}"), format!("{one_by_one:?}"));
            } else {
                prop_assert_eq!(format!("{at_once:?}"), format!("{:?}", list(&first)));
            }
        }
    }

    #[test]
    fn what_stands_behind_all_others_is_appended_at_once() {
        let [mut list, others] = [&["event", "detail"], &["attempt", "a"]].map(|keys| list(keys));
        assert!(list.append_in_order(&others));
        assert!(!list.append_in_order(&others));
    }

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
