//! Names of fields: which of them name a secret.

use super::{
    Rules, Treatment,
    words::{ends_pair, is_secret, is_secret_pair, last_words, takes_line},
};

/// What the names of fields say, by the built-in words and the lists of the user.
pub(super) struct Keys {
    built_in: bool,
    public: Vec<Pattern>,
    hashed: Vec<Pattern>,
    secret: Vec<Pattern>,
    ends: Ends,
}

impl Keys {
    pub(super) fn new(rules: &Rules) -> Keys {
        let patterns = |keys: &[String]| -> Vec<Pattern> {
            keys.iter().filter_map(|key| Pattern::new(key)).collect()
        };
        let hashed = patterns(&rules.hash_keys);
        let secret = if rules.enabled {
            patterns(&rules.secret_keys)
        } else {
            Vec::new()
        };
        let mut ends = Ends::built_in();
        for Pattern(letters) in hashed.iter().chain(&secret) {
            ends.add(letters);
        }
        Keys {
            built_in: rules.enabled,
            public: patterns(&rules.public_keys),
            hashed,
            secret,
            ends,
        }
    }

    /// Whether a key whose last two letters are these can be anything but one to keep.
    pub(super) fn may_end(&self, first: u8, last: u8) -> bool {
        self.ends.have(first, last)
    }

    /// What to do with a text that stands under this key. The exceptions are tried first, since
    /// they name one key exactly, and the lists of secrets every key that ends in them.
    pub(super) fn text(&self, key: &str) -> Treatment {
        self.treat(key, Head::is_secret)
    }

    /// What to do with a number that stands under this key: in the plural it is a count.
    pub(super) fn number(&self, key: &str) -> Treatment {
        self.treat(key, |head| head.is_secret() && !head.is_plural())
    }

    /// Whether the user has taken this very key out.
    pub(super) fn is_public(&self, key: &str) -> bool {
        self.public.iter().any(|pattern| pattern.is_whole(key))
    }

    /// By the last two letters most keys are known to be none.
    fn may_be_secret(&self, key: &str) -> bool {
        match key.as_bytes() {
            [.., first, last] => self.may_end(*first, *last),
            _ => true,
        }
    }

    fn treat<'k>(&self, key: &'k str, is_secret: impl FnOnce(&Head<'k>) -> bool) -> Treatment {
        if !self.may_be_secret(key) || self.is_public(key) {
            Treatment::Keep
        } else if self.hashed.iter().any(|pattern| pattern.ends(key)) {
            Treatment::Hash
        } else if self.secret.iter().any(|pattern| pattern.ends(key))
            || (self.built_in && is_secret(&Head::of(key)))
        {
            Treatment::Redact
        } else {
            Treatment::Keep
        }
    }
}

/// Whether the value of this secret key is the rest of its line.
pub(super) fn has_line_value(key: &str) -> bool {
    let head = Head::of(key);
    takes_line(head.last.singular())
}

/// A key of the user's, in any case style; never empty.
struct Pattern(Vec<u8>);

impl Pattern {
    fn new(key: &str) -> Option<Pattern> {
        let bytes: Vec<u8> = key
            .bytes()
            .filter(|b| is_word(*b))
            .map(|b| b.to_ascii_lowercase())
            .collect();
        (!bytes.is_empty()).then_some(Pattern(bytes))
    }

    fn is_whole(&self, key: &str) -> bool {
        self.rest_of(key.as_bytes())
            .is_some_and(|rest| !rest.iter().any(|b| is_word(*b)))
    }

    /// Whether the pattern is the last words of the key.
    fn ends(&self, key: &str) -> bool {
        let key = key.as_bytes();
        self.rest_of(key)
            .is_some_and(|rest| starts_word(key, rest.len()))
    }

    /// What stands in the key before the pattern, which it ends in.
    fn rest_of<'k>(&self, key: &'k [u8]) -> Option<&'k [u8]> {
        let mut rest = key;
        for expected in self.0.iter().rev() {
            rest = trim_end(rest, |b| !is_word(b));
            let (last, before) = rest.split_last()?;
            if last.to_ascii_lowercase() != *expected {
                return None;
            }
            rest = before;
        }
        Some(rest)
    }
}

/// The last two letters of all keys that are not simply kept: for each last letter a set of those
/// before it.
struct Ends([u32; 26]);

impl Ends {
    fn built_in() -> Ends {
        let mut ends = Ends([0; 26]);
        for word in last_words() {
            ends.add(word);
            ends.add(&[word, b"s"].concat());
        }
        ends
    }

    fn add(&mut self, letters: &[u8]) {
        match letters {
            [.., first, last] => self.note(letter(*first), letter(*last)),
            [last] => (0..26).for_each(|first| self.note(Some(first), letter(*last))),
            [] => {}
        }
    }

    /// What is no letter is not asked for.
    fn note(&mut self, first: Option<usize>, last: Option<usize>) {
        if let (Some(first), Some(last)) = (first, last) {
            self.0[last] |= 1 << first;
        }
    }

    fn have(&self, first: u8, last: u8) -> bool {
        match (letter(first), letter(last)) {
            (Some(first), Some(last)) => self.0[last] >> first & 1 == 1,
            _ => true,
        }
    }
}

/// The place of a letter in the alphabet, in any case.
fn letter(byte: u8) -> Option<usize> {
    let place = byte.to_ascii_lowercase().wrapping_sub(b'a');
    (place < 26).then_some(usize::from(place))
}

/// The last word of a key, which decides, with what stands before it.
struct Head<'k> {
    last: Word,
    rest: &'k [u8],
}

impl Head<'_> {
    fn of(key: &str) -> Head<'_> {
        let (rest, last) = split_last_word(key.as_bytes());
        Head {
            last: Word::new(last),
            rest,
        }
    }

    fn is_secret(&self) -> bool {
        let last = self.last.singular();
        let before = || Word::new(split_last_word(self.rest).1);
        is_secret(last) || (ends_pair(last) && is_secret_pair(before().letters(), last))
    }

    fn is_plural(&self) -> bool {
        self.last.singular().len() < self.last.letters().len()
    }
}

/// A word in lower case. The longest word of the lists fits with room to spare; of a longer one
/// the end is what the lists look at.
struct Word {
    letters: [u8; Word::CAPACITY],
    len: usize,
}

impl Word {
    const CAPACITY: usize = 24;

    fn new(word: &[u8]) -> Word {
        let end = word
            .get(word.len().saturating_sub(Word::CAPACITY)..)
            .unwrap_or_default();
        let mut letters = [0; Word::CAPACITY];
        for (letter, byte) in letters.iter_mut().zip(end) {
            *letter = byte.to_ascii_lowercase();
        }
        Word {
            letters,
            len: end.len(),
        }
    }

    fn letters(&self) -> &[u8] {
        self.letters.get(..self.len).unwrap_or_default()
    }

    fn singular(&self) -> &[u8] {
        let letters = self.letters();
        let is_plural = letters.ends_with(b"s") && !letters.ends_with(b"ss");
        letters
            .get(..letters.len() - usize::from(is_plural))
            .unwrap_or_default()
    }
}

/// The last word that has a letter in it, without digits around it (`password2`, `token_1`), and
/// what stands before it.
fn split_last_word(key: &[u8]) -> (&[u8], &[u8]) {
    let key = trim_end(key, |b| !is_word(b) || b.is_ascii_digit());
    let mut start = key.len();
    while start > 0 && (start == key.len() || !starts_word(key, start)) {
        start -= 1;
    }
    let (rest, word) = key.split_at_checked(start).unwrap_or_default();
    let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
    (rest, word.get(digits..).unwrap_or_default())
}

/// Whether a word starts at this byte of the key: after a separator, at a change from lower to
/// upper case (`userToken`), and at the last capital of several (`APIKey`).
fn starts_word(key: &[u8], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| key.get(before)) else {
        return true;
    };
    let is = |at: usize, class: fn(&u8) -> bool| key.get(at).is_some_and(class);
    !is_word(*before)
        || (is(at, u8::is_ascii_uppercase)
            && (!before.is_ascii_uppercase() || is(at + 1, u8::is_ascii_lowercase)))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

fn trim_end(mut bytes: &[u8], is_trimmed: impl Fn(u8) -> bool) -> &[u8] {
    while let Some((last, rest)) = bytes.split_last()
        && is_trimmed(*last)
    {
        bytes = rest;
    }
    bytes
}

#[cfg(test)]
mod tests;
