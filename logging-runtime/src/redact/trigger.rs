//! The bytes that a secret can start at, or be announced by.
//!
//! This is what every text of every line goes through, and most have nothing to be found: three
//! look-ups for each byte, and a branch for every eight.

use super::{
    bytes::{Bytes, is_word},
    tokens::PREFIXES,
};

/// Whether a text is a word too short to have a secret in it, of bytes that need no escape. Most values are
/// such words.
#[inline]
pub(crate) fn is_harmless(text: &str) -> bool {
    text.len() < SHORTEST && text.bytes().all(|byte| HARMLESS[usize::from(byte)])
}

/// Whether nothing in a short text can be a secret or announce one, and no byte needs an escape.
#[inline(never)]
pub(crate) fn is_calm(text: &str) -> bool {
    text.len() <= LONGEST_CALM && is_calm_throughout(text)
}

/// The same for a text of any length.
#[inline]
pub(crate) fn is_calm_throughout(text: &str) -> bool {
    let (mut state, mut states) = (CALM_START, CALM);
    let mut step = |byte: u8| {
        state = state << 8 | CALM_STEP[usize::from(byte)];
        states &= state;
        states == CALM
    };
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    // Whether it is calm so far is asked for once behind each block.
    blocks
        .iter()
        .all(|block| block.iter().fold(true, |_, byte| step(*byte)))
        && rest.iter().fold(true, |_, byte| step(*byte))
}

const LONGEST_CALM: usize = 64;

/// Longer than any shorter secret that has neither a symbol nor a blank nor a dot in it.
const SHORTEST: usize = 13;

const _: () = {
    let mut i = 0;
    while i < PREFIXES.len() {
        assert!(PREFIXES[i].shortest() >= SHORTEST);
        i += 1;
    }
};

/// No symbol announces a secret, but for the hyphen, behind which a blank has to come.
static HARMLESS: [bool; 256] = {
    let mut is_harmless = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        is_harmless[byte as usize] =
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'/');
        byte += 1;
    }
    is_harmless
};

/// How [`is_calm`] steps over a byte. What it knows of the text up to there are four bytes, which are all looked at in
/// one step: a bit that is not set says, from the lowest byte on, that no word goes on here, that the first letter of
/// a word has come, its first two, its first three, each for its class. Two bits that no class has say that a byte is
/// not calm, and that a hyphen has come, which only behind a word announces nothing.
static CALM_STEP: [u32; 256] = {
    let mut steps = [0; 256];
    let mut byte = 0_u8;
    while byte < u8::MAX {
        steps[byte as usize] = calm_step(byte);
        byte += 1;
    }
    steps[byte as usize] = calm_step(byte);
    steps
};

const fn calm_step(byte: u8) -> u32 {
    let at = byte as usize;
    let hyphen = if byte == b'-' { 0 } else { SYMBOL };
    u32::from_le_bytes([
        if is_word(byte) { !FREE_CLASS } else { 0 }
            | if is_calm_byte(byte) { FREE_CLASS } else { 0 },
        (!FIRST[at] & !SYMBOL) | hyphen,
        !SECOND[at],
        !THIRD[at],
    ])
}

/// No word stands before a text.
const CALM_START: u32 = !0xff;

/// What stays set in a text that is calm.
const CALM: u32 = u32::from_le_bytes([FREE_CLASS, SYMBOL, 0, !FREE_CLASS & !SYMBOL]);

/// Whether it is neither to be escaped, nor a symbol that may announce something wherever it stands.
const fn is_calm_byte(byte: u8) -> bool {
    let is_symbol = FIRST[byte as usize] & SYMBOL != 0 && byte != b'-';
    byte >= b' ' && byte < 0x7f && !is_symbol && byte != b'"' && byte != b'\\'
}

/// The next place, from `at` on, that a recogniser has to look at: some punctuation anywhere, and
/// the first three letters of a few words where a word starts.
pub(super) fn next(text: &Bytes<'_>, mut at: usize) -> Option<usize> {
    let mut before = text.before(at).unwrap_or_default();
    loop {
        let rest = text.slice(at..text.len());
        let Some(window) = rest.first_chunk() else {
            let mut last = [0; WINDOW + 2];
            last.iter_mut().zip(rest).for_each(|(to, byte)| *to = *byte);
            text.count(WINDOW);
            return Some(at + first(before, &last)?);
        };
        text.count(BLOCK);
        if may_have_one(window)
            && let Some(offset) = first(before, window)
        {
            return Some(at + offset);
        }
        before = window[BLOCK - 1];
        at += BLOCK;
    }
}

const BLOCK: usize = 8;
/// A block, and what has to be seen behind it to know of its last byte.
const WINDOW: usize = BLOCK + 2;

fn may_have_one(window: &[u8; WINDOW]) -> bool {
    let mut found = 0;
    for offset in 0..BLOCK {
        found |= class_of(window[offset], window[offset + 1], window[offset + 2]);
    }
    found != 0
}

/// The first place, but for the last two, that has to be looked at.
fn first(mut before: u8, window: &[u8]) -> Option<usize> {
    for (offset, letters) in window.windows(3).enumerate() {
        let found = class_of(letters[0], letters[1], letters[2]);
        if found & SYMBOL != 0 || (found != 0 && !is_word(before)) {
            return Some(offset);
        }
        before = letters[0];
    }
    None
}

/// Not 0 for a symbol, and for the first three letters of a word; and for few others.
fn class_of(first: u8, second: u8, third: u8) -> u8 {
    FIRST[usize::from(first)] & SECOND[usize::from(second)] & THIRD[usize::from(third)]
}

const SYMBOL: u8 = 0x80;

static FIRST: [u8; 256] = {
    let mut classes = letters(0);
    let symbols = b":=%?-<";
    let mut i = 0;
    while i < symbols.len() {
        classes[symbols[i] as usize] |= SYMBOL;
        i += 1;
    }
    classes
};

static SECOND: [u8; 256] = behind_symbols(letters(1));

static THIRD: [u8; 256] = behind_symbols(letters(2));

/// Whatever stands behind a symbol makes no difference.
const fn behind_symbols(mut classes: [u8; 256]) -> [u8; 256] {
    let mut byte = 0;
    while byte < classes.len() {
        classes[byte] |= SYMBOL;
        byte += 1;
    }
    classes
}

/// The classes of the letters at this place of the words.
const fn letters(place: usize) -> [u8; 256] {
    let mut classes = [0; 256];
    let mut i = 0;
    while i < PREFIXES.len() {
        let word = PREFIXES[i].text;
        classes[word[place] as usize] |= class(word[0]);
        i += 1;
    }
    // Credentials, in any case, and JWTs.
    let words: [&[u8; 3]; 5] = [b"bea", b"bas", b"BEA", b"BAS", b"eyJ"];
    let mut i = 0;
    while i < words.len() {
        classes[words[i][place] as usize] |= class(words[i][0]);
        i += 1;
    }
    classes
}

/// Few classes, so that a byte holds them: words with the same beginning have the same one, and
/// words share one that are seldom taken for each other.
const fn class(first: u8) -> u8 {
    match first {
        b'A' | b'w' => 1,
        b'g' => 1 << 1,
        b'b' | b'B' | b'x' => 1 << 2,
        b's' | b'r' => 1 << 3,
        b'S' | b'e' => 1 << 4,
        _ => 1 << 5,
    }
}

/// The bit of no class.
const FREE_CLASS: u8 = 1 << 6;

#[cfg(test)]
mod tests;
