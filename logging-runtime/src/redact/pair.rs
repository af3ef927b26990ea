//! Pairs: `key=value`, `key: value`, `"key":"value"` and `--key value`, where the key names a
//! secret.

use std::ops::Range;

use super::{
    REPLACEMENT, Treatment,
    bytes::{Bytes, is_blank, is_key, is_quote, is_space, is_word},
    key::has_line_value,
    named,
    text::Scan,
    value::{self, Quote, Shape},
};

/// At a byte that can separate a key from its value: cuts the value of a secret key.
pub(super) fn after_key(scan: &mut Scan<'_, '_>, at: usize) -> usize {
    let Some(separator) = Separator::at(&scan.text, at) else {
        return at + 1;
    };
    if separator.is_path {
        return separator.end;
    }
    if let Some(name) = named::before(scan, at) {
        return named_value(scan, name, at, &separator);
    }
    if !may_name_secret(scan, at) {
        return separator.end;
    }
    let Some(key) = Key::before(scan, at) else {
        return separator.end;
    };
    if separator.is_colon && scan.text.slice(0..key.name.start).ends_with(b"::") {
        // A line of another logger, which names its module: `app::session: user left`.
        return separator.end;
    }
    let start = value::skip_blanks(&scan.text, separator.end);
    let is_sentence = value::is_prose(&scan.text, start) || key.is_of_syntax(scan);
    if separator.is_colon && separator.end < start && is_sentence {
        return start;
    }
    if start == separator.end && key.is_closed_by(scan.text.get(start)) {
        // `--password=` is spoken of, and has no value.
        return start;
    }
    let shape = if separator.is_colon && !key.is_json && has_line_value(scan.str(key.name.clone()))
    {
        Shape::Line {
            quote: key.open_quote,
        }
    } else {
        Shape::Word
    };
    cut_value(scan, &key, start, shape)
}

/// Behind `"name":"password","value":` stands the value of that name. A number is taken for that of a metric.
fn named_value(
    scan: &mut Scan<'_, '_>,
    name: Range<usize>,
    at: usize,
    separator: &Separator,
) -> usize {
    let start = value::skip_blanks(&scan.text, separator.end);
    let word = value::range(&scan.text, start, Shape::Word);
    if word.start == start && value::is_number(scan.text.slice(word.clone())) {
        return word.end;
    }
    let key = Key {
        name,
        open_quote: None,
        is_json: scan.text.slice(0..at).trim_ascii_end().ends_with(b"e\""),
    };
    cut_value(scan, &key, start, Shape::Word)
}

/// At a hyphen: cuts the value of a command line's `--password value`.
pub(super) fn flag(scan: &mut Scan<'_, '_>, at: usize) -> usize {
    let starts_argument = scan
        .text
        .before(at)
        .is_none_or(|b| is_space(b) || is_quote(b));
    let name_start = scan.text.end_of(at, |b| b == b'-');
    if !starts_argument || name_start - at > 2 {
        return name_start;
    }
    let name = name_start..scan.text.end_of(name_start, is_key);
    if name.is_empty() || scan.keys.text(scan.str(name.clone())) == Treatment::Keep {
        return name_start;
    }
    // Between the two arguments stands a blank, or what `Debug` puts there: `"--token", "x"`.
    let closed = scan
        .text
        .end_of(name.end, |b| is_quote(b) || matches!(b, b',' | b'\\'));
    let start = scan.text.end_of(closed, is_blank);
    let is_other = scan.text.get(start) == Some(b'-')
        || scan.text.starts_with(start, REPLACEMENT.as_bytes())
        || value::is_prose(&scan.text, start);
    if closed == start || is_other {
        return name_start;
    }
    let key = Key {
        name,
        open_quote: None,
        is_json: false,
    };
    cut_value(scan, &key, start, Shape::Word)
}

fn cut_value(scan: &mut Scan<'_, '_>, key: &Key, start: usize, shape: Shape) -> usize {
    if value::is_placeholder(&scan.text, start) {
        return start;
    }
    let mut secret = value::range(&scan.text, start, shape);
    while let Some(end) = promised_end(scan, &secret) {
        secret.end = end;
    }
    let name = scan.str(key.name.clone());
    let is_count = value::is_number(scan.text.slice(secret.clone()))
        && scan.keys.text(name) == Treatment::Redact
        && scan.keys.number(name) == Treatment::Keep;
    if is_count {
        secret.end
    } else if key.is_json && secret.start == start {
        scan.cut_json(secret)
    } else {
        scan.cut(secret)
    }
}

/// Where the value of another secret key ends, if this value only names it: behind
/// `password: token:`, or `password --token`, the secret is still to come.
fn promised_end(scan: &Scan<'_, '_>, secret: &Range<usize>) -> Option<usize> {
    let text = &scan.text;
    let start = text.end_of(secret.end, is_blank);
    if start == secret.end {
        return None;
    }
    let names_end = text.start_of(secret.start, secret.end, |b| matches!(b, b'=' | b':'));
    let name_start = text.start_of(secret.start, names_end, is_key);
    let is_pair = names_end < secret.end;
    let is_flag = text.get(name_start) == Some(b'-');
    let name = scan.str(name_start..names_end);
    let is_promise = (is_pair || is_flag) && scan.keys.text(name) != Treatment::Keep;
    let is_said = is_promise
        && !value::is_prose(text, start)
        && !value::is_placeholder(text, start)
        && !text.starts_with(start, REPLACEMENT.as_bytes());
    is_said.then(|| value::range(text, start, Shape::Word).end)
}

struct Separator {
    end: usize,
    is_colon: bool,
    /// A path of a program, `auth::session`, and no pair.
    is_path: bool,
}

impl Separator {
    fn at(text: &Bytes<'_>, at: usize) -> Option<Separator> {
        if text.get(at) == Some(b'%') {
            let is_equals = text.starts_with(at, b"%3D") || text.starts_with(at, b"%3d");
            return is_equals.then_some(Separator {
                end: at + 3,
                is_colon: false,
                is_path: false,
            });
        }
        let end = text.end_of(at, |b| matches!(b, b'=' | b':'));
        let run = text.slice(at..end);
        let is_arrow = run.ends_with(b"=") && text.get(end) == Some(b'>');
        Some(Separator {
            end: end + usize::from(is_arrow),
            is_colon: run == b":",
            is_path: run == b"::",
        })
    }
}

/// A key that names a secret.
struct Key {
    name: Range<usize>,
    /// The quote that was opened right before the key and not closed after it, as in
    /// `-H "Cookie: a=b"`.
    open_quote: Option<Quote>,
    /// Whether the key stands in quotes as in JSON, where a bare replacement would be an error.
    is_json: bool,
}

impl Key {
    fn before(scan: &Scan<'_, '_>, separator: usize) -> Option<Key> {
        let (text, floor) = (&scan.text, scan.floor());
        let end = before_colours(text, floor, separator);
        let end = text.start_of(floor, end, is_blank);
        let end = before_colours(text, floor, end);
        let quoted_end = end;
        let end = before_quote(text, floor, end);
        let is_quoted = end < quoted_end;
        let is_json = text.slice(end..quoted_end) == b"\"";
        let end = before_bracket(text, floor, end);
        let mut start = text.start_of(floor, end, is_key);
        if text.before(start) == Some(b'%') && text.slice(start..end).len() > 2 {
            // The run begins with the digits of an escaped byte, as in `user%5Bpassword%5D=`.
            start += 2;
        }
        let open_quote = text.before(start).filter(|b| is_quote(*b) && !is_quoted);
        let open_quote = open_quote.map(|byte| Quote {
            byte,
            backslashes: start - 1 - text.start_of(floor, start - 1, |b| b == b'\\'),
        });
        let key = Key {
            name: start..end,
            open_quote,
            is_json,
        };
        key.names_secret(scan).then_some(key)
    }

    /// Whether it is the token of a parser: `unexpected token: }`.
    fn is_of_syntax(&self, scan: &Scan<'_, '_>) -> bool {
        scan.text
            .slice(scan.floor()..self.name.end)
            .ends_with(b"unexpected token")
    }

    fn is_closed_by(&self, byte: Option<u8>) -> bool {
        self.open_quote
            .is_some_and(|quote| byte == Some(quote.byte))
    }

    fn names_secret(&self, scan: &Scan<'_, '_>) -> bool {
        let name = scan.str(self.name.clone());
        if name.is_empty() || scan.keys.is_public(name) {
            return false;
        }
        if scan.keys.text(name) != Treatment::Keep {
            return true;
        }
        // A name can be two words with a blank between them: `API key: x`.
        let start = self.name.start;
        let before = scan.text.before(start) == Some(b' ');
        before && start > scan.floor() && {
            let first = scan.text.start_of(scan.floor(), start - 1, is_word);
            scan.keys.text(scan.str(first..self.name.end)) != Treatment::Keep
        }
    }
}

/// Whether a key that ends here may name a secret, by its last two letters: most do not, and then
/// nobody has to look where it begins. Without two letters here, that is for others to say.
fn may_name_secret(scan: &Scan<'_, '_>, end: usize) -> bool {
    match scan.text.slice(end.saturating_sub(2)..end) {
        [first, last] if first.is_ascii_alphabetic() && last.is_ascii_alphabetic() => {
            scan.keys.may_end(*first, *last)
        }
        _ => true,
    }
}

/// What stands before the escapes that colour a terminal: other programs write them into their
/// own logs even when those go to a pipe, `token\x1b[0m=`.
fn before_colours(text: &Bytes<'_>, floor: usize, mut end: usize) -> usize {
    while end > floor && text.before(end) == Some(b'm') {
        let codes = text.start_of(floor, end - 1, |b| b.is_ascii_digit() || b == b';');
        let Some(start) = codes
            .checked_sub(2)
            .filter(|start| floor <= *start && text.starts_with(*start, b"\x1b["))
        else {
            break;
        };
        end = start;
    }
    end
}

/// What stands before a closing quote, which JSON inside of JSON has behind a backslash.
fn before_quote(text: &Bytes<'_>, floor: usize, end: usize) -> usize {
    if end > floor && text.before(end).is_some_and(is_quote) {
        text.start_of(floor, end - 1, |b| b == b'\\')
    } else {
        end
    }
}

/// What stands before the bracket of a form field, `user[password]` or `user%5Bpassword%5D`.
fn before_bracket(text: &Bytes<'_>, floor: usize, end: usize) -> usize {
    let before = text.slice(floor..end);
    let escaped = [b"%5D", b"%5d"]
        .iter()
        .any(|bracket| before.ends_with(*bracket));
    match before.last() {
        Some(b']') => end - 1,
        _ if escaped => end - 3,
        _ => end,
    }
}

#[cfg(test)]
mod tests;
