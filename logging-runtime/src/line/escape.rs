//! JSON string escaping that leaves no control character raw.
//!
//! `serde_json` escapes only what RFC 8259 demands. A log line is also read by terminals and by
//! line splitters, so DEL, the C1 controls and U+2028/U+2029 are escaped as well.

/// Appends `text` to `out`, escaped for the inside of a JSON string.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    escape(text, |part| out.push_str(part));
}

/// The same, where `out` is bytes.
#[inline]
pub(crate) fn escape_bytes(out: &mut Vec<u8>, text: &str) {
    if is_clean(text.as_bytes()) {
        out.extend_from_slice(text.as_bytes());
    } else {
        escape(text, |part| out.extend_from_slice(part.as_bytes()));
    }
}

/// Whether every byte is plain ASCII and none has to be escaped, eight at a time.
fn is_clean(text: &[u8]) -> bool {
    let (words, rest) = text.as_chunks::<8>();
    words
        .iter()
        .all(|word| is_clean_word(u64::from_le_bytes(*word)))
        && rest
            .iter()
            .all(|byte| matches!(CLASS[usize::from(*byte)], Class::Plain))
}

fn is_clean_word(word: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    // A byte below the limit borrows, and so has its highest bit set where it had not before.
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
    let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    let special = below(word, 0x20) | is(b'"') | is(b'\\') | is(0x7f) | word;
    special & HIGHS == 0
}

/// Gives the pieces of the escaped text.
fn escape(text: &str, mut push: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut clean_from = 0;
    let mut at = 0;
    while at < bytes.len() {
        let escaped = match CLASS[usize::from(bytes[at])] {
            Class::Plain => None,
            Class::Escaped => Some((1, u32::from(bytes[at]))),
            Class::MaybeC1 => c1(bytes, at),
            Class::MaybeSeparator => separator(bytes, at),
        };
        if let Some((len, code)) = escaped {
            push(&text[clean_from..at]);
            push_code(code, &mut push);
            at += len;
            clean_from = at;
        } else {
            at += 1;
        }
    }
    push(&text[clean_from..]);
}

#[derive(Clone, Copy)]
enum Class {
    Plain,
    Escaped,
    /// First byte of U+0080 to U+00BF.
    MaybeC1,
    /// First byte of U+2000 to U+2FFF.
    MaybeSeparator,
}

static CLASS: [Class; 256] = {
    let mut table = [Class::Plain; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = Class::Escaped;
        byte += 1;
    }
    table[b'"' as usize] = Class::Escaped;
    table[b'\\' as usize] = Class::Escaped;
    table[0x7f] = Class::Escaped;
    table[0xc2] = Class::MaybeC1;
    table[0xe2] = Class::MaybeSeparator;
    table
};

fn c1(bytes: &[u8], at: usize) -> Option<(usize, u32)> {
    match bytes.get(at + 1) {
        Some(&second @ 0x80..=0x9f) => Some((2, u32::from(second))),
        _ => None,
    }
}

fn separator(bytes: &[u8], at: usize) -> Option<(usize, u32)> {
    match (bytes.get(at + 1), bytes.get(at + 2)) {
        (Some(0x80), Some(0xa8)) => Some((3, 0x2028)),
        (Some(0x80), Some(0xa9)) => Some((3, 0x2029)),
        _ => None,
    }
}

fn push_code(code: u32, mut push: impl FnMut(&str)) {
    let short = match code {
        0x08 => "\\b",
        0x09 => "\\t",
        0x0a => "\\n",
        0x0c => "\\f",
        0x0d => "\\r",
        0x22 => "\\\"",
        0x5c => "\\\\",
        _ => return push_unicode(code, push),
    };
    push(short);
}

fn push_unicode(code: u32, mut push: impl FnMut(&str)) {
    push("\\u");
    for shift in [12, 8, 4, 0] {
        let digit = ((code >> shift) & 0xf) as usize;
        push("0123456789abcdef".get(digit..=digit).unwrap_or("0"));
    }
}

/// The largest end of a prefix of `escaped`, at most `max` bytes, that splits neither a character
/// nor an escape sequence.
pub(crate) fn floor_boundary(escaped: &str, max: usize) -> usize {
    if max >= escaped.len() {
        return escaped.len();
    }
    let mut end = 0;
    for unit in units(escaped) {
        if end + unit > max {
            break;
        }
        end += unit;
    }
    end
}

/// The smallest start of a suffix of `escaped`, at most `max` bytes long, that splits neither a
/// character nor an escape sequence.
pub(crate) fn ceil_boundary(escaped: &str, max: usize) -> usize {
    let mut start = 0;
    for unit in units(escaped) {
        if escaped.len() - start <= max {
            break;
        }
        start += unit;
    }
    start
}

/// Lengths of the characters and escape sequences of an escaped string, in order.
fn units(escaped: &str) -> impl Iterator<Item = usize> {
    let bytes = escaped.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = *bytes.get(at)?;
        let len = match (first, bytes.get(at + 1)) {
            (b'\\', Some(b'u')) => 6,
            (0xf0.., _) => 4,
            (0xe0.., _) => 3,
            (b'\\' | 0xc0.., _) => 2,
            _ => 1,
        };
        at += len;
        Some(len)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape_into(&mut out, text);
        out
    }

    #[test]
    fn every_code_point_is_read_back_and_none_of_the_controls_stays_raw() {
        for code in 0..=0x10_ffff {
            let Some(c) = char::from_u32(code) else {
                continue;
            };
            let text = format!("a{c}b");
            let json = format!("\"{}\"", escaped(&text));
            let back: String = serde_json::from_str(&json).expect("valid JSON");
            assert_eq!(back, text);
            let raw_control = json.chars().any(|c| {
                u32::from(c) < 0x20
                    || ('\u{7f}'..='\u{9f}').contains(&c)
                    || matches!(c, '\u{2028}' | '\u{2029}')
            });
            assert!(!raw_control, "U+{code:04X} left a raw control character");
        }
    }

    #[test]
    fn short_forms_are_used_where_json_has_them() {
        assert_eq!(
            escaped("\"\\\u{8}\t\n\u{c}\r\u{1b}\u{7f}\u{9b}\u{2028}"),
            r#"\"\\\b\t\n\f\r\u001b\u007f\u009b\u2028"#
        );
    }

    #[test]
    fn a_boundary_never_splits_a_character_or_an_escape() {
        let text = escaped("aé\u{1b}\n€😀\"z");
        for max in 0..=text.len() + 1 {
            for part in [
                &text[..floor_boundary(&text, max)],
                &text[ceil_boundary(&text, max)..],
            ] {
                assert!(part.len() <= max);
                serde_json::from_str::<String>(&format!("\"{part}\"")).expect("valid JSON");
            }
        }
    }
}
