//! How the list of a record begins: all but its message is the same each time.

use super::Fields;
use super::order::Entry;
use crate::line::copy::Ink;
use crate::line::keys::{Keys, Known};
use crate::line::name::Name;
use crate::line::rules::Rules;
use crate::line::schema::{DETAIL, EVENT, Giver, Named};
use crate::line::sequence::LONGEST_VALUE;
use crate::line::simple::{self, Form};
use crate::line::strip::Behind;

/// `,"event":"log","detail":"proxy rotated","target":"shop"`, of which the target stands ready.
#[derive(Debug)]
pub(crate) struct Opening {
    target: Name,
}

/// What stands before a message.
const BEFORE: &[u8; 24] = b",\"event\":\"log\",\"detail\":";
const DETAIL_AT: usize = b",\"event\":\"log\"".len();
const EVENT_VALUE_AT: usize = b",\"event\":".len();
const TARGET_VALUE_AT: usize = b",\"target\":".len();

/// All of it has room in this.
const ROOM: usize = BEFORE.len() + LONGEST_VALUE + 2 + Name::LONGEST;

impl Opening {
    /// Nothing where the target is long, or has a secret in it, or messages are not written as they are.
    pub(crate) fn new(rules: &Rules, target: &str) -> Option<Opening> {
        let takes_messages = Known::new(rules, "detail").takes_form(Giver::Framework, Form::Text)
            && rules.max_value >= LONGEST_VALUE;
        let target = takes_messages.then(|| Name::new(rules, Named::Target, target));
        Some(Opening { target: target?? })
    }
}

impl Fields {
    /// Begins an empty list with what a record says of itself. `false`: its message is long, or not written as
    /// it is, and nothing was written.
    pub(crate) fn open_record(&mut self, opening: &Opening, message: &str) -> bool {
        let is_plain = message.len() <= LONGEST_VALUE && simple::is_quiet(message);
        if !is_plain || !self.text.is_empty() {
            return false;
        }
        let (name, target) = (opening.target.text(), opening.target.alone());
        let mut begin = Behind::<ROOM>::new(&mut self.text);
        begin.strip.write_first(BEFORE, BEFORE.len());
        begin.strip.write_quoted(message.as_bytes());
        let head = begin.strip.at();
        begin.strip.write_first(name, target.text.len());
        if !begin.end() {
            return false;
        }
        self.enter_opening(head, target);
        true
    }

    /// Takes note of the three fields.
    #[inline]
    fn enter_opening(&mut self, head: usize, target: &Fields) {
        let end = self.text.len();
        let value_at = head + TARGET_VALUE_AT;
        self.entries.extend_from_slice(&[
            Entry::new(EVENT, 0, EVENT_VALUE_AT, DETAIL_AT),
            Entry::new(DETAIL, DETAIL_AT, BEFORE.len(), head),
            Entry::new(Named::Target.rank(), head, value_at, end),
        ]);
        (self.head, self.middle) = (head, end);
        let own = Keys::of(EVENT, b"").with(Keys::of(DETAIL, b""));
        self.keys = own.with(target.keys);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::lane;
    use crate::value::Captured;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_list_that_is_begun_at_once_is_the_one_that_is_begun_field_by_field(
            message in "[a-z]{1,20}|[a-z ]{0,90}|[ -~é]{0,70}",
            target in select(&["shop", "a::b", "x\"y", "Bearer abcdefgh12345678", "a target that is longer than one that is kept ready"][..]),
        ) {
            let rules = lane::rules(None);
            let (mut list, mut expected) = (Fields::EMPTY, Fields::EMPTY);
            let opening = Opening::new(rules, target);
            if opening.is_some_and(|opening| list.open_record(&opening, &message)) {
                expected.push_name(rules, Named::Event, "log");
                expected.push(rules, Giver::Framework, "detail", Captured::Text(&message));
                expected.push_name(rules, Named::Target, target);
            }
            prop_assert_eq!(format!("{list:?}"), format!("{expected:?}"));
        }
    }

    #[test]
    fn usual_messages_are_written_at_once() {
        let rules = lane::rules(None);
        let opening = Opening::new(rules, "shop").expect("it is short");
        for (message, is_plain) in [
            ("proxy rotated", true),
            ("", true),
            ("a \"b\"", false),
            (&"x".repeat(LONGEST_VALUE), true),
            (&"x".repeat(LONGEST_VALUE + 1), false),
        ] {
            let mut list = Fields::EMPTY;
            assert_eq!(list.open_record(&opening, message), is_plain, "{message}");
            assert_eq!(list.is_empty(), !is_plain);
        }
        assert!(Opening::new(rules, "Bearer abcdefgh12345678").is_none());
    }
}
