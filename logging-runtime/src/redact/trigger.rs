//! The bytes that a secret can start at, or be announced by.

use super::{
    bytes::{Bytes, is_word},
    tokens::PREFIXES,
};

/// The next byte, from `at` on, that a recogniser has to look at: some punctuation anywhere, and
/// some letters where a word starts.
pub(super) fn next(text: &Bytes<'_>, at: usize) -> Option<usize> {
    let mut in_word = text.before(at).is_some_and(is_word);
    let found = text.end_of(at, |byte| {
        let class = CLASSES[usize::from(byte)];
        let is_found = class == SYMBOL || (class == INITIAL && !in_word);
        in_word = class >= WORD;
        !is_found
    });
    (found < text.len()).then_some(found)
}

const OTHER: u8 = 0;
const SYMBOL: u8 = 1;
const WORD: u8 = 2;
const INITIAL: u8 = 3;

/// The class of every byte; in order, so that all classes of words come last.
const CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = u8::MAX;
    while byte > 0 {
        if is_word(byte) {
            classes[byte as usize] = WORD;
        }
        byte -= 1;
    }
    let symbols = b":=%?-<";
    let mut i = 0;
    while i < symbols.len() {
        classes[symbols[i] as usize] = SYMBOL;
        i += 1;
    }
    // Credentials, and JWTs.
    let initials = b"Bbe";
    let mut i = 0;
    while i < initials.len() {
        classes[initials[i] as usize] = INITIAL;
        i += 1;
    }
    let mut i = 0;
    while i < PREFIXES.len() {
        classes[PREFIXES[i].text[0] as usize] = INITIAL;
        i += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::*;

    fn triggers(text: &str) -> Vec<usize> {
        let bytes = Bytes::new(text);
        let mut found = Vec::new();
        while let Some(at) = next(&bytes, found.last().map_or(0, |last| last + 1)) {
            found.push(at);
        }
        found
    }

    #[test]
    fn letters_count_where_a_word_starts_and_punctuation_everywhere() {
        assert_eq!(triggers("ebb x.eyJ a_e éb (sk"), [0, 4, 6, 19]);
        assert_eq!(triggers("a=b:c"), [1, 2, 3]);
        assert_eq!(triggers("not a thing, I am"), [0]);
        assert!(triggers("").is_empty());
    }
}
