//! `Bearer x` and `Basic x` wherever they stand.

use super::{
    bytes::{is_blank, is_quote, is_word},
    text::Scan,
    value,
};

/// At the first letter of a word: cuts the credentials that follow the name of their scheme.
pub(super) fn scheme(scan: &mut Scan<'_, '_>, at: usize) -> usize {
    let name_end = scan.text.end_of(at, |b| b.is_ascii_alphabetic());
    let name = scan.text.slice(at..name_end);
    let start = scan.text.end_of(name_end, is_blank);
    if start == name_end {
        return name_end;
    }
    let is_bearer = name.eq_ignore_ascii_case(b"bearer");
    if !is_bearer && !name.eq_ignore_ascii_case(b"basic") {
        return name_end;
    }
    let credentials = start..scan.text.end_of(start, is_token68);
    if scan.text.get(credentials.end) == Some(b'[') {
        // A pair whose value is cut, `Basic pin=[REDACTED]`, is not padded Base64.
        return start;
    }
    let secret = scan.text.slice(credentials.clone());
    if PARAMETERS.contains(&secret) && scan.text.get(credentials.end).is_some_and(is_quote) {
        return start;
    }
    let is_secret = if is_bearer {
        // The scheme is written with a capital; a bearer of news is not.
        let is_named = name.first() == Some(&b'B') && !value::is_prose(&scan.text, start);
        (is_named && !secret.starts_with(b"token")) || is_random(secret)
    } else {
        is_user_and_password(secret) || (is_random(secret) && secret.iter().all(|b| is_base64(*b)))
    };
    if is_secret {
        scan.cut(credentials)
    } else {
        start
    }
}

/// What stands in a challenge, `Bearer realm="x"`, and is no padded Base64.
const PARAMETERS: [&[u8]; 4] = [b"realm=", b"error=", b"scope=", b"charset="];

/// A byte of what RFC 9110 calls `token68`.
fn is_token68(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'-' | b'.' | b'~' | b'+' | b'/' | b'=')
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// Whether a word is none that people write: long, with digits among its letters or with padding.
fn is_random(word: &[u8]) -> bool {
    const SHORTEST: usize = 8;
    let has = |class: fn(&u8) -> bool| word.iter().any(class);
    word.len() >= SHORTEST
        && has(u8::is_ascii_alphabetic)
        && (has(u8::is_ascii_digit) || word.ends_with(b"="))
}

/// Whether a word is the Base64 of printable text with a colon in it.
fn is_user_and_password(word: &[u8]) -> bool {
    let digits = word.iter().map_while(|b| base64_digit(*b));
    let (mut bits, mut n_bits, mut has_colon) = (0_u32, 0, false);
    for digit in digits {
        bits = bits << 6 | digit;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            let byte = (bits >> n_bits & 0xff) as u8;
            if !matches!(byte, b' '..=b'~') {
                return false;
            }
            has_colon |= byte == b':';
        }
    }
    has_colon
}

fn base64_digit(byte: u8) -> Option<u32> {
    let digit = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(digit))
}

#[cfg(test)]
mod tests {
    use super::super::redacts;

    #[test]
    fn credentials_are_cut_without_their_header() {
        redacts(
            "sent Bearer abc.def-123 to x",
            "sent Bearer [REDACTED] to x",
        );
        redacts("sent Bearer canary", "sent Bearer [REDACTED]");
        redacts("sent bearer abcdef1234", "sent bearer [REDACTED]");
        redacts(
            "sent Basic dXNlcjpwYXNz, failed",
            "sent Basic [REDACTED], failed",
        );
        redacts("sent Basic YTpi", "sent Basic [REDACTED]");
        redacts("sent basic c2VjcmV0c2VjcmV0==", "sent basic [REDACTED]");
    }

    #[test]
    fn schemes_are_named_in_ordinary_sentences_too() {
        for text in [
            "bearer of news",
            "Bearer of bad news",
            "Bearer token expired",
            "missing Bearer authentication",
            "basic usage",
            "Basic HTTP authentication",
            "Basic realm=\"x\"",
            "Bearer realm=\"x\"",
            "Basic OpenTelemetry set-up",
            "BASIC",
            "Bearer",
            "Bearer ",
            "forbearer 12345678a",
        ] {
            redacts(text, text);
        }
    }
}
