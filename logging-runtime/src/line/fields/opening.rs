//! How the list of a record begins: all but its message is the same each time.

use std::sync::atomic::{AtomicBool, Ordering};

use once_cell::race::OnceBox;

use super::Fields;
use super::order::Entry;
use crate::line::copy::Ink;
use crate::line::escape;
use crate::line::keys::Keys;
use crate::line::known::Known;
use crate::line::name::Name;
use crate::line::rules::Rules;
use crate::line::schema::{DETAIL, EVENT, Giver, Named};
use crate::line::sequence::LONGEST_VALUE;
use crate::line::simple::{self, Form};
use crate::line::strip::Behind;
use crate::value::Captured;

/// `,"event":"log","detail":"proxy rotated","target":"shop"`, of which the target stands ready.
#[derive(Debug)]
pub(crate) struct Opening {
    target: Name,
    /// Those of all three fields.
    keys: Keys,
    usual: OnceBox<Option<Usual>>,
    /// Another one has come.
    varies: AtomicBool,
}

/// The first message, unless it was cut or had a secret in it, which is counted each time. Most are the same each time,
/// and what they begin with stands ready.
#[derive(Debug)]
pub(crate) struct Usual {
    message: Box<str>,
    /// The three fields.
    list: Fields,
}

impl Usual {
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn list(&self) -> &Fields {
        &self.list
    }
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
        let target = takes_messages.then(|| Name::new(rules, Named::Target, target))??;
        let own = Keys::of(EVENT, b"").with(Keys::of(DETAIL, b""));
        Some(Opening {
            keys: own.with(target.alone().keys),
            target,
            usual: OnceBox::new(),
            varies: AtomicBool::new(false),
        })
    }

    /// The message that is expected, if any is.
    #[inline]
    pub(crate) fn usual(&self) -> Option<&Usual> {
        let usual = self.usual.get()?.as_ref();
        usual.filter(|_| !self.varies.load(Ordering::Relaxed))
    }

    /// None is expected any more, where one was and another came.
    #[inline]
    pub(crate) fn surprise(&self, expected: Option<&Usual>) {
        if expected.is_some() {
            self.varies.store(true, Ordering::Relaxed);
        }
    }

    /// Whether a message is written as it is.
    #[inline]
    fn takes(message: &str) -> bool {
        message.len() <= LONGEST_VALUE && simple::is_quiet(message)
    }

    /// From now on a message is expected to be the one with which this list was begun.
    #[cold]
    fn expect(&self, message: &str, list: &Fields) {
        let mut whole = Vec::new();
        escape::escape_bytes(&mut whole, message);
        let detail = list.get("detail").unwrap_or_default();
        let is_whole = detail.as_bytes() == [b"\"", whole.as_slice(), b"\""].concat();
        let usual = (is_whole && message.len() <= LONGEST_USUAL).then(|| Usual {
            message: message.into(),
            list: list.clone(),
        });
        self.usual.get_or_init(|| Box::new(usual));
    }
}

/// No longer message is kept.
const LONGEST_USUAL: usize = 256;

impl Fields {
    /// Begins an empty list with what a record says of itself.
    pub(crate) fn open_record(&mut self, rules: &Rules, opening: &Opening, message: &str) {
        if !Opening::takes(message) || !self.open_at_once(opening, message) {
            self.open_in_parts(rules, opening, message);
        }
        if opening.usual.get().is_none() {
            opening.expect(message, self);
        }
    }

    /// `false`: that has no room, and nothing was written.
    #[inline]
    fn open_at_once(&mut self, opening: &Opening, message: &str) -> bool {
        let (name, target) = (opening.target.text(), opening.target.alone());
        let mut begin = Behind::<ROOM>::new(&mut self.text);
        begin.strip.write_first(BEFORE, BEFORE.len());
        begin.strip.write_quoted(message.as_bytes());
        let head = begin.strip.at();
        begin.strip.write_first(name, target.text.len());
        let is_written = begin.end();
        if is_written {
            self.enter_opening(opening.keys, head);
        }
        is_written
    }

    /// The same for a message that is long, or has something in it to be cut or escaped.
    #[inline(never)]
    fn open_in_parts(&mut self, rules: &Rules, opening: &Opening, message: &str) {
        let target = opening.target.alone();
        self.text.extend_from_slice(BEFORE);
        let lost = simple::push(&mut self.text, rules, Captured::Text(message));
        let head = self.text.len();
        self.text.extend_from_slice(&target.text);
        self.enter_opening(opening.keys, head);
        if lost > 0 {
            self.lose(lost);
        }
    }

    /// Takes note of the three fields.
    #[inline]
    fn enter_opening(&mut self, keys: Keys, head: usize) {
        let end = self.text.len();
        let value_at = head + TARGET_VALUE_AT;
        self.entries.extend_from_slice(&[
            Entry::new(EVENT, 0, EVENT_VALUE_AT, DETAIL_AT),
            Entry::new(DETAIL, DETAIL_AT, BEFORE.len(), head),
            Entry::new(Named::Target.rank(), head, value_at, end),
        ]);
        (self.head, self.middle) = (head, end);
        self.keys = keys;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::lane;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_list_that_is_begun_at_once_is_the_one_that_is_begun_field_by_field(
            message in "[a-z]{1,20}|[a-z -]{1,90}|[ -~é]{1,70}|[ -~é]{1,300}|password=[a-z]{1,9} (Bearer [a-z0-9]{20})?",
            target in select(&["shop", "a::b", "x\"y"][..]),
        ) {
            let rules = lane::rules(None);
            let (mut list, mut expected) = (Fields::EMPTY, Fields::EMPTY);
            let opening = Opening::new(rules, target).expect("it is short");
            list.open_record(rules, &opening, &message);
            expected.push_name(rules, Named::Event, "log");
            expected.push(rules, Giver::Framework, "detail", Captured::Text(&message));
            expected.push_name(rules, Named::Target, target);
            prop_assert_eq!(format!("{list:?}"), format!("{expected:?}"));
            if let Some(usual) = opening.usual() {
                prop_assert_eq!(usual.message(), &message);
                prop_assert_eq!(format!("{:?}", usual.list()), format!("{expected:?}"));
            }
        }
    }

    #[test]
    fn the_first_message_is_expected_again_unless_it_was_cut_or_had_a_secret_in_it_until_another_comes()
     {
        let rules = lane::rules(None);
        let begun = |message: &str| {
            let opening = Opening::new(rules, "shop").expect("it is short");
            Fields::EMPTY.clone().open_record(rules, &opening, message);
            opening
        };
        for message in ["x", "says \"no\"\n", &"long ".repeat(51)] {
            let opening = begun(message);
            assert_eq!(opening.usual().map(Usual::message), Some(message));
            opening.surprise(opening.usual());
            assert!(opening.usual().is_none());
        }
        for message in [
            "password=hunter2",
            &"longer ".repeat(37),
            &"x".repeat(20_000),
        ] {
            assert!(begun(message).usual().is_none(), "{message}");
        }
    }

    #[test]
    fn no_opening_is_ready_for_a_target_that_is_long_or_has_a_secret() {
        let rules = lane::rules(None);
        for target in [&"a".repeat(53), "Bearer abcdefgh12345678"] {
            assert!(Opening::new(rules, target).is_none());
        }
    }
}
