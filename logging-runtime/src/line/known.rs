//! What is known of a key that has been seen.

#![allow(
    clippy::inline_always,
    reason = "a look-up that is not in line costs as much again"
)]

use super::copy::Ink;
use super::escape::escape_bytes;
use super::keys::Keys;
use super::rules::Rules;
use super::schema::{GIVERS, Giver, Rank, Shape, may_set};
use super::simple::Form;
use crate::redact::Treatment;
use crate::value::Captured;

/// What is known of a key under the rules of a program.
#[derive(Debug)]
pub(super) struct Known {
    /// `,"key":`, escaped, and where it is short also as an array.
    fragment: Box<[u8]>,
    short: [u8; Known::SHORT],
    pub(super) rank: Rank,
    pub(super) keys: Keys,
    /// A bit for each form of a value and who gives it.
    taken: u64,
}

impl Known {
    /// A fragment that is no longer is copied at once.
    pub(super) const SHORT: usize = 32;

    pub(super) fn new(rules: &Rules, key: &str) -> Known {
        let mut fragment = b",\"".to_vec();
        escape_bytes(&mut fragment, key);
        let rank = rules.schema.rank(key);
        let keys = Keys::of(rank, fragment.get(2..).unwrap_or_default());
        fragment.extend_from_slice(b"\":");
        let mut short = [0; Known::SHORT];
        if let Some(place) = short.get_mut(..fragment.len()) {
            place.copy_from_slice(&fragment);
        }
        Known {
            fragment: fragment.into(),
            short,
            rank,
            keys,
            taken: taken(rules, key, rank),
        }
    }

    /// `,"key":`, as it stands in a line.
    pub(super) fn fragment(&self) -> &[u8] {
        &self.fragment
    }

    /// The same as an array, with nothing behind it, where it is short.
    pub(super) fn short(&self) -> Option<[u8; Known::SHORT]> {
        (self.fragment.len() <= Known::SHORT).then_some(self.short)
    }

    /// The key as it stands in a line.
    pub(super) fn key(&self) -> &[u8] {
        let key = 2..self.fragment.len() - 2;
        self.fragment.get(key).unwrap_or_default()
    }

    #[inline(always)]
    pub(super) fn write_to(&self, ink: &mut impl Ink) {
        let length = self.fragment.len();
        if length > self.short.len() {
            ink.write(&self.fragment);
        } else {
            ink.write_first(&self.short, length);
        }
    }

    /// Whether a value is written under this key as it is: it needs no code of the user, is neither a
    /// secret nor hashed, and the key is the giver's to set.
    #[inline]
    pub(super) fn takes(&self, giver: Giver, value: Captured<'_>) -> bool {
        self.takes_form(giver, Form::of(value))
    }

    /// The same for all values of a form but [special](super::simple::is_special) ones.
    pub(super) fn takes_form(&self, giver: Giver, form: Form) -> bool {
        self.taken & bit(giver, form) != 0
    }
}

fn taken(rules: &Rules, key: &str, rank: Rank) -> u64 {
    // That is the prefix of keys that could not have their own name, and it may have to give way.
    if key.starts_with("field_") {
        return 0;
    }
    let (text, number) = (rules.redactor.key(key), rules.redactor.key_for_number(key));
    let mut bits = 0;
    for (giver, form) in GIVERS.into_iter().flat_map(|g| Form::ALL.map(|f| (g, f))) {
        let treatment = if form.is_number() { number } else { text };
        let may_set = |shape: &Shape| may_set(giver, rank, *shape);
        if treatment == Treatment::Keep && form.shapes().iter().all(may_set) {
            bits |= bit(giver, form);
        }
    }
    bits
}

fn bit(giver: Giver, form: Form) -> u64 {
    1 << (form as usize * GIVERS.len() + giver as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_key_is_what_the_rules_say() {
        let rules = Rules::usual();
        for key in [
            "attempt", "video_id", "tokens", "a\"b", "field_x", "é", "x", "",
        ] {
            for _ in 0..2 {
                let Some(known) = rules.known(key) else {
                    panic!("{key}: another key has its place");
                };
                assert_eq!(known.rank, rules.schema.rank(key));
            }
        }
        let known = rules.known("a\"b").expect("it was seen before");
        assert_eq!(*known.fragment, *br#","a\"b":"#);
    }

    #[test]
    fn a_key_takes_what_its_giver_may_set_and_is_no_secret() {
        let (text, number) = (Captured::Text("x"), Captured::U64(1));
        for (key, giver, takes_text, takes_number) in [
            ("attempt", Giver::Run, true, true),
            ("password", Giver::Run, false, false),
            ("tokens", Giver::Run, false, true),
            ("field_x", Giver::Run, false, false),
            ("event", Giver::Foreign, false, false),
            ("event", Giver::Framework, true, true),
            ("dur_ms", Giver::Program, false, true),
            ("video_id", Giver::Context, true, false),
        ] {
            let rules = Rules::usual();
            let known = rules.known(key).expect("its place is free");
            let takes = (known.takes(giver, text), known.takes(giver, number));
            assert_eq!(takes, (takes_text, takes_number), "{key} of {giver:?}");
            assert!(!known.takes(giver, Captured::Char('x')));
        }
    }
}
