//! Lists that begin with the fields of another one: those of a stage, with the context around it, which stands before
//! the stage's name in every line.

use super::Fields;
use super::order::{Entry, short};
use crate::line::copy::Ink;
use crate::line::keys::Keys;
use crate::line::name::Name;
use crate::line::schema::STAGE;
use crate::line::strip::Behind;

/// How much of a list are the fields of another one: all of them have their place before the name of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Prefix {
    /// How many fields, and how many bytes of text.
    n: u32,
    length: u32,
    /// Theirs, and the one of a stage's name. They are copied as they are: a processor waits where they are read in one
    /// piece as soon as they were written in two.
    keys: Keys,
}

/// Where the value of the field `stage` stands.
const VALUE_AT: usize = b",\"stage\":".len();

/// A longer list is no prefix.
const LONGEST: usize = 256;

impl Prefix {
    pub(crate) const NONE: Prefix = Prefix {
        n: 0,
        length: 0,
        keys: Keys::NONE,
    };

    pub(crate) fn len(&self) -> usize {
        self.n as usize
    }

    fn length(&self) -> usize {
        self.length as usize
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.n == 0
    }
}

impl Fields {
    /// The whole list, where all of it has its place before the name of a stage. Otherwise nothing.
    #[inline]
    pub(crate) fn as_prefix(&self) -> Prefix {
        if self.is_odd || self.keys.schema >> STAGE != 0 || self.text.len() > LONGEST {
            return Prefix::NONE;
        }
        Prefix {
            n: short(self.entries.len()),
            length: short(self.text.len()),
            keys: self.keys.with(Keys::of(STAGE, b"")),
        }
    }

    /// Begins an empty list with the first fields of another, which [`Fields::as_prefix`] of one has told, and the name
    /// of a stage behind them.
    #[inline(never)]
    pub(crate) fn begin_behind(&mut self, other: &Fields, prefix: &Prefix, name: &Name) {
        let before = prefix.length();
        let mut text = Behind::<{ LONGEST + Name::LONGEST }>::new(&mut self.text);
        let inherited = other.text.get(..before).unwrap_or_default();
        text.strip.write(inherited);
        text.strip.write_first(name.text(), name.alone().len());
        text.end();
        let end = self.text.len();
        let inherited = other.entries.get(..prefix.len()).unwrap_or_default();
        self.entries.extend_from_slice(inherited);
        self.entries
            .push(Entry::new(STAGE, before, before + VALUE_AT, end));
        (self.head, self.middle) = (end, end);
        self.keys = prefix.keys;
    }

    /// Leaves only the fields behind those with which it was begun.
    #[inline(never)]
    pub(crate) fn remove_prefix(&mut self, prefix: &Prefix) {
        let rest = self.entries.get(prefix.len()..).unwrap_or_default();
        let is_apart = |entry: &Entry| entry.start >= prefix.length;
        if self.is_odd || !rest.iter().all(is_apart) {
            self.keep_behind(prefix.len());
            return;
        }
        self.text.drain(..prefix.length());
        self.entries.drain(..prefix.len());
        for entry in &mut self.entries {
            entry.move_back(prefix.length);
        }
        self.head -= prefix.length();
        self.middle -= prefix.length();
        self.keys.schema = self.keys.schema & !prefix.keys.schema | 1 << STAGE;
    }

    /// The same one by one, where others stand between them, or have the same keys.
    #[cold]
    fn keep_behind(&mut self, n: usize) {
        let mut kept = Fields::EMPTY;
        for field in self.iter().skip(n) {
            kept.copy(field);
        }
        kept.lose(self.lost);
        *self = kept;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lane;
    use crate::line::{Giver, Named, Rules};
    use crate::value::Value;

    fn context(rules: &Rules) -> Fields {
        let mut context = Fields::EMPTY;
        for key in ["video_id", "job_id"] {
            context.push(rules, Giver::Context, key, "x".capture());
        }
        context
    }

    /// What a stage gives, in the order in which it gives it.
    fn give(fields: &mut Fields, rules: &Rules, keys: &[&str]) {
        for key in keys {
            fields.push(rules, Giver::Run, key, "own".capture());
        }
    }

    #[test]
    fn a_list_without_the_fields_that_it_was_begun_with_is_the_one_that_was_given() {
        let rules = lane::rules(None);
        let context = context(rules);
        let prefix = context.as_prefix();
        assert_eq!(prefix.len(), 2);
        let name = Name::new(rules, Named::Stage, "fetch").expect("it is short");
        for keys in [
            &[][..],
            &["n", "attempt"],
            &["job_id", "n"],
            &["n", "n"],
            &["video_id"],
        ] {
            let (mut list, mut own) = (Fields::EMPTY, Fields::EMPTY);
            list.begin_behind(&context, &prefix, &name);
            own.begin_with(&name);
            give(&mut list, rules, keys);
            give(&mut own, rules, keys);
            list.remove_prefix(&prefix);
            let fields = |list: &Fields| format!("{:?}", list.iter().collect::<Vec<_>>());
            assert_eq!(fields(&list), fields(&own), "{keys:?}");
            list.keep_first();
            own.keep_first();
            assert_eq!(format!("{list:?}"), format!("{own:?}"), "{keys:?}");
        }
    }

    #[test]
    fn what_may_stand_behind_a_stage_is_no_prefix() {
        let rules = lane::rules(None);
        for key in ["n", "attempt", "trace_id"] {
            let mut list = context(rules);
            list.push(rules, Giver::Framework, key, "x".capture());
            assert!(list.as_prefix().is_empty());
        }
        assert!(Fields::EMPTY.as_prefix().is_empty());
    }
}
