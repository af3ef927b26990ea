//! A text as bytes, and the few walks over them that every recogniser is made of.

use std::ops::Range;

/// The bytes of a text. Under test every step of a walk is counted, so that the time a scan takes
/// can be proved linear without a clock.
pub(super) struct Bytes<'a> {
    bytes: &'a [u8],
    #[cfg(test)]
    steps: std::cell::Cell<usize>,
}

impl<'a> Bytes<'a> {
    pub(super) fn new(text: &'a str) -> Bytes<'a> {
        Bytes {
            bytes: text.as_bytes(),
            #[cfg(test)]
            steps: std::cell::Cell::new(0),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<u8> {
        self.count(1);
        self.bytes.get(at).copied()
    }

    pub(super) fn before(&self, at: usize) -> Option<u8> {
        self.get(at.checked_sub(1)?)
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'a [u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    pub(super) fn starts_with(&self, at: usize, prefix: &[u8]) -> bool {
        self.count(1);
        self.slice(at..self.len()).starts_with(prefix)
    }

    /// The first place from `at` on whose byte is not accepted.
    pub(super) fn end_of(&self, at: usize, mut accept: impl FnMut(u8) -> bool) -> usize {
        let mut length = 0;
        for byte in self.slice(at..self.len()) {
            if !accept(*byte) {
                break;
            }
            length += 1;
        }
        self.count(length + 1);
        at + length
    }

    /// The start of the accepted bytes that end before `end`, not going below `floor`.
    pub(super) fn start_of(&self, floor: usize, end: usize, accept: impl Fn(u8) -> bool) -> usize {
        let (mut before, mut length) = (self.slice(floor..end), 0);
        while let [rest @ .., byte] = before
            && accept(*byte)
        {
            before = rest;
            length += 1;
        }
        self.count(length + 1);
        end - length
    }

    /// Where the needle first stands from `at` on.
    pub(super) fn find(&self, at: usize, needle: &[u8]) -> Option<usize> {
        let rest = self.slice(at..self.len());
        let found = rest
            .windows(needle.len().max(1))
            .position(|window| window == needle);
        self.count(found.unwrap_or(rest.len()) + 1);
        found.map(|offset| at + offset)
    }

    /// Where the byte last stands within the range.
    pub(super) fn find_last(&self, range: Range<usize>, byte: u8) -> Option<usize> {
        self.count(range.len() + 1);
        let offset = self.slice(range.clone()).iter().rposition(|b| *b == byte)?;
        Some(range.start + offset)
    }

    #[cfg(test)]
    pub(super) fn steps(&self) -> usize {
        self.steps.get()
    }

    #[cfg(test)]
    pub(super) fn count(&self, steps: usize) {
        self.steps.set(self.steps.get() + steps);
    }

    #[cfg(not(test))]
    #[allow(clippy::unused_self, reason = "it counts under test")]
    pub(super) fn count(&self, _steps: usize) {}
}

/// A byte of a word: everything outside ASCII counts as a letter, so that no cut can ever fall
/// inside a character.
pub(super) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// A byte of a key as it stands in a text.
pub(super) fn is_key(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'-' | b'.')
}

pub(super) fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// White space of every kind, and control characters.
pub(super) fn is_space(byte: u8) -> bool {
    byte <= b' ' || byte == 0x7f
}

/// What follows a quote or a bracket, or a comma, that closes something.
pub(super) fn is_closing(byte: u8) -> bool {
    matches!(byte, b')' | b']' | b'}' | b'>')
}
