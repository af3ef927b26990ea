//! Keys of fields: which stand in a list, as two words, and what is known of each that has been seen.

#![allow(
    clippy::inline_always,
    reason = "a look-up that is not in line costs as much again"
)]

use once_cell::race::OnceBox;

use super::copy::Ink;
use super::escape::escape_bytes;
use super::rules::Rules;
use super::schema::{DETAIL, GIVERS, Giver, OTHER, Rank, Shape, may_set};
use super::simple::Form;
use crate::redact::Treatment;
use crate::value::Captured;

/// A set of keys: exact for those of the schema, and for the others a filter that says of some which
/// are not there that they may be.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Keys {
    /// A bit for each rank, of which that of the free keys says that there are any.
    pub(super) schema: u64,
    /// A bit for each hash.
    pub(super) free: u64,
}

impl Keys {
    pub(super) const NONE: Keys = Keys { schema: 0, free: 0 };

    /// One key, as it stands in a line.
    pub(super) fn of(rank: Rank, key: &[u8]) -> Keys {
        if rank == OTHER {
            Keys {
                schema: 1 << OTHER,
                free: 1 << (Ends::of(key).hash() >> 58),
            }
        } else {
            Keys {
                schema: 1 << rank,
                free: 0,
            }
        }
    }

    pub(super) fn with(self, other: Keys) -> Keys {
        Keys {
            schema: self.schema | other.schema,
            free: self.free | other.free,
        }
    }

    /// Whether none stands behind `detail`.
    #[inline]
    pub(super) fn has_only_head(self) -> bool {
        self.schema & !HEAD == 0
    }

    pub(super) fn may_have(self, other: Keys) -> bool {
        // That both have keys which the schema does not know says nothing.
        (self.schema & other.schema & !(1 << OTHER)) | (self.free & other.free) != 0
    }
}

/// The keys up to `detail`, and those of the schema behind it.
pub(super) const HEAD: u64 = (2 << DETAIL) - 1;
pub(super) const MIDDLE: u64 = ((1 << OTHER) - 1) & !HEAD;
/// Whether there is any key that the schema does not know.
pub(super) const FREE: u64 = 1 << OTHER;

/// Whether all of the first keys of the schema stand before all of the second.
#[inline]
pub(super) fn is_before(first: u64, second: u64) -> bool {
    // Of the second, the lowest bit; of none, a number above all.
    second == 0 || first < (second & second.wrapping_neg())
}

/// Whether the first keys stand before the second, or behind them; nothing where they are mixed.
#[inline]
pub(super) fn is_first(first: u64, second: u64) -> Option<bool> {
    let before = is_before(first, second);
    (before || is_before(second, first)).then_some(before)
}

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

/// What was made of texts that have been seen, each in a place that its hash decides. A place that is
/// taken is never given to another text, so the memory is bounded, and texts that a program makes up
/// without end cost what they always do.
#[derive(Debug)]
pub(super) struct Seen<T> {
    places: Box<[OnceBox<Made<T>>]>,
}

/// A text, and what was made of it.
#[derive(Debug)]
struct Made<T> {
    ends: Ends,
    text: Box<str>,
    made: T,
}

const BITS: u32 = 8;
/// Longer texts are not worth the memory.
const LONGEST: usize = 64;

impl<T> Default for Seen<T> {
    fn default() -> Self {
        Seen {
            places: (0..1 << BITS).map(|_| OnceBox::new()).collect(),
        }
    }
}

impl<T> Seen<T> {
    /// What was made of a text, now or before; nothing where its place is taken by another.
    #[inline(always)]
    fn get(&self, text: &str, make: impl FnOnce() -> T) -> Option<&T> {
        let ends = Ends::of(text.as_bytes());
        let at = usize::try_from(ends.hash() >> (64 - BITS)).unwrap_or_default();
        let place = self.places.get(at)?;
        let seen = match place.get() {
            Some(seen) => seen,
            None => fill(place, ends, text, make)?,
        };
        let is_same = seen.ends == ends && (ends.are_all() || *seen.text == *text);
        is_same.then_some(&seen.made)
    }
}

#[cold]
fn fill<'a, T>(
    place: &'a OnceBox<Made<T>>,
    ends: Ends,
    text: &str,
    make: impl FnOnce() -> T,
) -> Option<&'a Made<T>> {
    let made = || {
        Box::new(Made {
            ends,
            text: text.into(),
            made: make(),
        })
    };
    (text.len() <= LONGEST).then(|| place.get_or_init(made))
}

impl Rules {
    /// What is known of a key.
    #[inline(always)]
    pub(super) fn known(&self, key: &str) -> Option<&Known> {
        self.keys.get(key, || Known::new(self, key))
    }

    /// The name of a stage or an event as JSON, if there is no secret in it.
    #[inline]
    pub(super) fn name(&self, name: &str) -> Option<&[u8]> {
        let json = self.names.get(name, || {
            self.is_clean(name).then(|| {
                let mut json = b"\"".to_vec();
                escape_bytes(&mut json, name);
                json.push(b'"');
                json.into()
            })
        });
        json?.as_deref()
    }
}

/// The length of a text, and its first and last bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ends {
    first: u64,
    last: u64,
    length: usize,
}

impl Ends {
    #[inline(always)]
    fn of(text: &[u8]) -> Ends {
        let (first, last) = match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => short(text),
        };
        Ends {
            first,
            last,
            length: text.len(),
        }
    }

    /// Whether there is nothing between the two, so that texts with the same ends are the same.
    fn are_all(self) -> bool {
        self.length <= 16
    }

    /// A hash, of which the highest bits are the best.
    #[inline]
    fn hash(self) -> u64 {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let length = self.length as u64;
        (self.first.wrapping_mul(ODD).rotate_left(23) ^ self.last ^ length).wrapping_mul(ODD)
    }
}

/// The ends of a text of less than eight bytes.
#[inline]
fn short(text: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        let word = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
        return (word(first), word(last));
    }
    let byte = |at: usize| text.get(at).copied().map_or(0, u64::from);
    (byte(0) | byte(1) << 8 | byte(2) << 16, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::Schema;
    use crate::redact::{Redactor, Rules as RedactionRules};

    fn rules() -> Rules {
        Rules::new(
            Schema::new(["video_id".to_owned()]),
            Redactor::new(&RedactionRules::default()),
            16_128,
        )
    }

    #[test]
    fn what_is_known_of_a_key_is_what_the_rules_say() {
        let rules = rules();
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
            let rules = rules();
            let known = rules.known(key).expect("its place is free");
            let takes = (known.takes(giver, text), known.takes(giver, number));
            assert_eq!(takes, (takes_text, takes_number), "{key} of {giver:?}");
            assert!(!known.takes(giver, Captured::Char('x')));
        }
    }

    #[test]
    fn texts_with_the_same_ends_are_told_apart() {
        let rules = rules();
        let (first, second) = ("12345678-a-12345678", "12345678-b-12345678");
        assert!(rules.known(first).is_some() && rules.known(second).is_none());
        for length in 0..=17 {
            let text = "abcdefghijklmnopq".get(..length).expect("ASCII");
            let others = (0..length).map(|at| {
                let mut other = text.to_owned();
                other.replace_range(at..=at, "X");
                other
            });
            for other in others {
                let same = Ends::of(text.as_bytes()) == Ends::of(other.as_bytes());
                assert!(!same || !Ends::of(text.as_bytes()).are_all(), "{other}");
            }
        }
    }

    #[test]
    fn keys_without_end_take_no_more_places_than_there_are() {
        let rules = rules();
        let keys = (0..10_000).map(|n| format!("key_{n}"));
        let known = keys.filter(|key| rules.known(key).is_some()).count();
        assert!((100..=256).contains(&known), "{known}");
    }

    #[test]
    fn a_name_is_kept_unless_it_looks_like_a_secret() {
        let rules = rules();
        for _ in 0..2 {
            assert_eq!(rules.name("a\"b"), Some(&br#""a\"b""#[..]));
            assert_eq!(rules.name("Bearer abcdefgh12345678"), None);
        }
    }

    #[test]
    fn a_key_of_a_list_is_never_overlooked() {
        let one = Keys::of(OTHER, b"proxy");
        assert!(one.may_have(Keys::of(OTHER, b"proxy")));
        assert!(!one.may_have(Keys::of(3, b"proxy")));
        assert!(one.with(Keys::of(3, b"x")).may_have(Keys::of(3, b"y")));
    }
}
