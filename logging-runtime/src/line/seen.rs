//! What was made of texts that have been seen: a bounded table.

#![allow(
    clippy::inline_always,
    reason = "a look-up that is not in line costs as much again"
)]

use once_cell::race::OnceBox;

use super::escape::escape_bytes;
use super::known::Known;
use super::rules::Rules;

/// Each text has a place that its hash decides. A place that is
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
pub(super) struct Ends {
    first: u64,
    last: u64,
    length: usize,
}

impl Ends {
    #[inline(always)]
    pub(super) fn of(text: &[u8]) -> Ends {
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
    pub(super) fn hash(self) -> u64 {
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

    #[test]
    fn texts_with_the_same_ends_are_told_apart() {
        let rules = Rules::usual();
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
        let rules = Rules::usual();
        let keys = (0..10_000).map(|n| format!("key_{n}"));
        let known = keys.filter(|key| rules.known(key).is_some()).count();
        assert!((100..=256).contains(&known), "{known}");
    }

    #[test]
    fn a_name_is_kept_unless_it_looks_like_a_secret() {
        let rules = Rules::usual();
        for _ in 0..2 {
            assert_eq!(rules.name("a\"b"), Some(&br#""a\"b""#[..]));
            assert_eq!(rules.name("Bearer abcdefgh12345678"), None);
        }
    }
}
