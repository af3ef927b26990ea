//! How far the value of a secret key reaches.

use std::ops::Range;

use super::{
    REPLACEMENT,
    bytes::{Bytes, is_blank, is_closing, is_key, is_quote, is_space, is_word},
    tokens, words,
};

/// What kind of value the key promises, where the value has no quotes of its own.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// A single word.
    Word,
    /// The rest of the line, or of the quoted text that holds key and value.
    Line { quote: Option<Quote> },
}

/// A quote that is open, with as many backslashes before it as its end has.
#[derive(Clone, Copy)]
pub(super) struct Quote {
    pub(super) byte: u8,
    pub(super) backslashes: usize,
}

/// The value that starts here. An open quote, bracket or PEM block reaches to the end of the text:
/// the text may have been truncated in the middle of a secret.
pub(super) fn range(text: &Bytes<'_>, start: usize, shape: Shape) -> Range<usize> {
    if let Some(end) = tokens::pem_end(text, start) {
        return start..end;
    }
    if let Some(content) = quoted(text, start) {
        return content;
    }
    if let Some(end) = block_end(text, start) {
        return start..end;
    }
    match shape {
        Shape::Word => start..with_credentials(text, start),
        Shape::Line { quote } => start..line_end(text, start, quote),
    }
}

/// The end of a block of YAML, which begins here with `|` or `>`: its lines are indented more than the one that
/// names it.
fn block_end(text: &Bytes<'_>, start: usize) -> Option<usize> {
    text.get(start).filter(|b| matches!(b, b'|' | b'>'))?;
    let opened = text.end_of(start + 1, |b| {
        b.is_ascii_digit() || matches!(b, b'+' | b'-')
    });
    let mut at = text.end_of(opened, is_blank);
    next_line(text, at)?;
    let indent = indent_of(text, text.start_of(0, start, |b| b != b'\n'));
    let mut end = None;
    while let Some(line) = next_line(text, at) {
        at = line_end(text, line, None);
        let is_empty = text.end_of(line, is_blank) == at;
        if !is_empty && indent_of(text, line) <= indent {
            break;
        }
        end = if is_empty { end } else { Some(at) };
    }
    end
}

/// Where the line behind this end of one begins.
fn next_line(text: &Bytes<'_>, end: usize) -> Option<usize> {
    let feed = text.end_of(end, |b| b == b'\r');
    (text.get(feed) == Some(b'\n')).then_some(feed + 1)
}

/// How far a line of YAML is indented; the dash of a list's item counts.
fn indent_of(text: &Bytes<'_>, line: usize) -> usize {
    text.end_of(line, |b| is_blank(b) || b == b'-') - line
}

/// Blanks, and the escapes that colour a terminal, before a value.
pub(super) fn skip_blanks(text: &Bytes<'_>, mut at: usize) -> usize {
    loop {
        at = text.end_of(at, is_blank);
        if !text.starts_with(at, b"\x1b[") {
            return at;
        }
        let end = text.end_of(at + 2, |b| b.is_ascii_digit() || b == b';');
        if text.get(end) != Some(b'm') {
            return at;
        }
        at = end + 1;
    }
}

/// Whether a word starts here that stands for no value.
pub(super) fn is_placeholder(text: &Bytes<'_>, start: usize) -> bool {
    starts_with_word(text, start, words::is_placeholder)
}

/// Whether a word starts here that begins a sentence, and no secret.
pub(super) fn is_prose(text: &Bytes<'_>, start: usize) -> bool {
    let end = text.end_of(start, |b| b.is_ascii_alphabetic());
    let is_struct = text.starts_with(end, b" {");
    !is_struct && starts_with_word(text, start, words::is_prose)
}

fn starts_with_word(text: &Bytes<'_>, start: usize, is_listed: fn(&[u8]) -> bool) -> bool {
    const LONGEST: usize = 16;
    let mut word = [0; LONGEST];
    let mut end = start;
    for letter in &mut word {
        match text.get(end).filter(u8::is_ascii_alphabetic) {
            Some(byte) => *letter = byte.to_ascii_lowercase(),
            None => break,
        }
        end += 1;
    }
    let word = word.get(..end - start).unwrap_or_default();
    ends_word(text, end) && is_listed(word)
}

/// Whether a value is a number, and so can be a count.
pub(super) fn is_number(value: &[u8]) -> bool {
    value.first().is_some_and(u8::is_ascii_digit)
        && value
            .iter()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'_' | b'%'))
}

/// The text between two quotes. In JSON that is itself inside of a JSON string both have the same
/// number of backslashes before them, and a quote within has more.
fn quoted(text: &Bytes<'_>, start: usize) -> Option<Range<usize>> {
    // Python and Rust write the kind of a string before its quote: `b'..'`.
    let prefix = usize::from(text.get(start).is_some_and(|b| b"bBrRuU".contains(&b)));
    let start = start + prefix;
    let at = text.end_of(start, |b| b == b'\\');
    let quote = text.get(at).filter(|b| is_quote(*b))?;
    let backslashes = at - start;
    let content = at + 1;
    let mut from = content;
    loop {
        let close = text.end_of(from, |b| b != quote);
        if close == text.len() {
            return Some(content..close);
        }
        if closes(text, from, close, backslashes) {
            return Some(content..close - backslashes);
        }
        from = close + 1;
    }
}

fn line_end(text: &Bytes<'_>, start: usize, quote: Option<Quote>) -> usize {
    let mut from = start;
    loop {
        let ends = |b| matches!(b, b'\r' | b'\n') || quote.is_some_and(|quote| quote.byte == b);
        let end = text.end_of(from, |b| !ends(b));
        match quote.filter(|quote| text.get(end) == Some(quote.byte)) {
            Some(quote) if !closes(text, from, end, quote.backslashes) => from = end + 1,
            Some(quote) => return end - quote.backslashes,
            None => return end,
        }
    }
}

/// Whether the quote at `at` ends what one with so many backslashes before it began. One within has
/// more.
fn closes(text: &Bytes<'_>, from: usize, at: usize, backslashes: usize) -> bool {
    let before = at - text.start_of(from, at, |b| b == b'\\');
    before % (2 * (backslashes + 1)) == backslashes
}

/// The end of a word, with what follows it where it only names the kind of credentials:
/// `authorization=Bearer x`.
fn with_credentials(text: &Bytes<'_>, start: usize) -> usize {
    let end = word_end(text, start);
    let scheme = text.slice(start..end);
    let is_scheme = [
        b"bearer".as_slice(),
        b"basic",
        b"digest",
        b"token",
        b"negotiate",
        b"apikey",
    ]
    .iter()
    .any(|known| scheme.eq_ignore_ascii_case(known));
    let next = text.end_of(end, is_blank);
    if is_scheme && next > end {
        word_end(text, next)
    } else {
        end
    }
}

fn word_end(text: &Bytes<'_>, start: usize) -> usize {
    let mut at = start;
    let mut is_name = true;
    while let Some(byte) = text.get(at) {
        let opens = matches!(byte, b'(' | b'[' | b'{');
        let is_struct = is_name && at > start && text.starts_with(at, b" {");
        if opens && is_name {
            at = group_end(text, at);
        } else if is_struct && is_type(text.slice(start..at)) {
            at = group_end(text, at + 1);
        } else if ends_word(text, at) {
            break;
        } else {
            at += 1;
        }
        is_name &= is_key(byte) || matches!(byte, b':' | b'<' | b'&');
    }
    at
}

/// Whether a path ends in the name of a type.
fn is_type(path: &[u8]) -> bool {
    let name = path.rsplit(|byte| *byte == b':').next();
    name.and_then(<[u8]>::first)
        .is_some_and(u8::is_ascii_uppercase)
}

/// The end of `Some("x")`, `[..]`, `{..}` and what is in the braces of a struct, as `Debug` writes them.
fn group_end(text: &Bytes<'_>, open: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = open;
    while let Some(byte) = text.get(at) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            // At least the first bracket is open here.
            b')' | b']' | b'}' => depth -= 1,
            b'"' | b'\\' => {
                at = string_end(text, at);
                continue;
            }
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at.min(text.len())
}

/// The end of a string with its quotes, or of backslashes that no quote follows.
fn string_end(text: &Bytes<'_>, start: usize) -> usize {
    match quoted(text, start) {
        Some(content) => content.end + (content.start - start),
        None => text.end_of(start, |b| b == b'\\'),
    }
}

/// Whether a word without quotes ends before this byte. Punctuation is part of it (a password can
/// have any byte) unless what follows shows that it is not.
fn ends_word(text: &Bytes<'_>, at: usize) -> bool {
    let Some(byte) = text.get(at) else {
        return true;
    };
    let next = text.get(at + 1);
    let before_word = next.is_some_and(is_word);
    match byte {
        b',' | b';' | b'&' => {
            next.is_none_or(|b| is_space(b) || is_quote(b) || is_closing(b))
                || text.starts_with(at + 1, b"\\\"")
                || starts_pair(text, at + 1)
        }
        b'\\' => next.is_some_and(is_quote),
        b'%' => text.starts_with(at, b"%26"),
        _ if is_quote(byte) || is_closing(byte) => !before_word,
        _ => is_space(byte),
    }
}

/// Whether the next key stands here; what is cut already counts as one.
fn starts_pair(text: &Bytes<'_>, at: usize) -> bool {
    let end = text.end_of(at, is_key);
    let has_separator = matches!(text.get(end), Some(b'=' | b':')) || text.starts_with(end, b"%3D");
    (at < end && has_separator) || text.starts_with(at, REPLACEMENT.as_bytes())
}
