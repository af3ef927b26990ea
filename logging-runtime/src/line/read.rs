//! Reading back values that stand in our own fields. What is read is JSON that this crate has
//! written; a reader of anybody's JSON, linked into every program that uses this one, would bring
//! its comparisons between numbers and its own types, and code that is inferred from there being
//! none would not compile any more.

/// A value that is neither an array nor an object.
#[derive(Debug, PartialEq)]
pub(crate) enum Scalar {
    Null,
    Bool(bool),
    U64(u64),
    I64(i64),
    U128(u128),
    I128(i128),
    F64(f64),
    Text(String),
}

impl Scalar {
    /// The scalar that `json` is, if it is one.
    pub(crate) fn read(json: &str) -> Option<Scalar> {
        match json.as_bytes().first()? {
            b'"' => text(json).map(Scalar::Text),
            b'-' | b'0'..=b'9' => number(json),
            _ => match json {
                "null" => Some(Scalar::Null),
                "true" => Some(Scalar::Bool(true)),
                "false" => Some(Scalar::Bool(false)),
                _ => None,
            },
        }
    }
}

/// The text that a JSON string stands for; nothing where `json` is no string.
pub(crate) fn text(json: &str) -> Option<String> {
    let mut rest = json.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(rest.len());
    while let Some(at) = rest.find(|c| c < ' ' || matches!(c, '"' | '\\')) {
        let (clean, escape) = rest.split_at(at);
        text.push_str(clean);
        let (c, after) = unescaped(escape.strip_prefix('\\')?)?;
        text.push(c);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

/// The number in the narrowest type that holds it exactly, integers first. It is rejected only
/// where no type reads it, or where it is a word that a float may be, such as `-inf`.
fn number(json: &str) -> Option<Scalar> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
    if !json.chars().all(is_number) {
        return None;
    }
    if let Ok(number) = json.parse::<i128>() {
        return Some(match (u64::try_from(number), i64::try_from(number)) {
            (Ok(number), _) => Scalar::U64(number),
            (_, Ok(number)) => Scalar::I64(number),
            _ => u128::try_from(number).map_or(Scalar::I128(number), Scalar::U128),
        });
    }
    let unsigned = json.parse().map(Scalar::U128).ok();
    unsigned.or_else(|| json.parse().map(Scalar::F64).ok())
}

/// The character that stands behind a backslash, and what follows.
fn unescaped(escape: &str) -> Option<(char, &str)> {
    let mut chars = escape.chars();
    let c = match chars.next()? {
        c @ ('"' | '\\' | '/') => c,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode(chars.as_str()),
        _ => return None,
    };
    Some((c, chars.as_str()))
}

/// The character behind `\u`. One beyond U+FFFF is written as two units, each with a `\u` of its
/// own; half of such a pair is no character.
fn unicode(digits: &str) -> Option<(char, &str)> {
    let (first, rest) = unit(digits)?;
    if let Some(c) = char::from_u32(first.into()) {
        return Some((c, rest));
    }
    let (second, rest) = unit(rest.strip_prefix("\\u")?)?;
    let c = char::decode_utf16([first, second]).next()?.ok()?;
    Some((c, rest))
}

fn unit(digits: &str) -> Option<(u16, &str)> {
    let (digits, rest) = digits.split_at_checked(4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let unit = u16::from_str_radix(digits, 16).ok()?;
    is_hex.then_some((unit, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::line::escape::escape_into;
    use crate::line::number::{push_float, push_integer};

    fn quoted(text: &str) -> String {
        let mut json = String::from("\"");
        escape_into(&mut json, text);
        json.push('"');
        json
    }

    fn written(write: impl FnOnce(&mut String)) -> String {
        let mut json = String::new();
        write(&mut json);
        json
    }

    #[test]
    fn every_character_is_read_back() {
        for c in '\0'..=char::MAX {
            let original = format!("a{c}b{c}");
            assert_eq!(text(&quoted(&original)), Some(original));
        }
    }

    #[test]
    fn what_is_no_string_is_none() {
        for json in [
            "",
            "\"",
            "a",
            "\"a",
            "a\"",
            "1",
            "null",
            r#""a"b""#,
            r#""\""#,
            r#""\\\""#,
            r#""\x""#,
            r#""\u""#,
            r#""\u12""#,
            r#""\u+123""#,
            r#""\u12g4""#,
            r#""\u123é""#,
            "\"\n\"",
            r#""\ud83d""#,
            r#""\ud83dx""#,
            r#""\ud83d\n""#,
            r#""\ud83d\ud83d""#,
            r#""\ude00""#,
            r#""\ude00\ud83d""#,
            r#""\ud83d\u12""#,
        ] {
            assert_eq!(text(json), None, "{json}");
            assert!(serde_json::from_str::<String>(json).is_err(), "{json}");
        }
        assert_eq!(text(r#""\ud83d\uDE00\/\u00e9""#).as_deref(), Some("😀/é"));
    }

    #[test]
    fn integers_are_read_in_the_narrowest_type_that_holds_them() {
        for (json, scalar) in [
            ("0", Scalar::U64(0)),
            ("18446744073709551615", Scalar::U64(u64::MAX)),
            ("-1", Scalar::I64(-1)),
            ("-9223372036854775808", Scalar::I64(i64::MIN)),
            ("18446744073709551616", Scalar::U128(1 << 64)),
            (
                "-9223372036854775809",
                Scalar::I128(i128::from(i64::MIN) - 1),
            ),
        ] {
            assert_eq!(Scalar::read(json), Some(scalar), "{json}");
        }
    }

    #[test]
    fn only_scalars_are_read() {
        assert_eq!(Scalar::read("null"), Some(Scalar::Null));
        assert_eq!(Scalar::read("true"), Some(Scalar::Bool(true)));
        assert_eq!(Scalar::read("false"), Some(Scalar::Bool(false)));
        for json in [
            "", "[]", "{}", "[1]", "tru", "-inf", "-", "1e", "1-1", "NaN",
        ] {
            assert_eq!(Scalar::read(json), None, "{json}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(original in any::<String>()) {
            prop_assert_eq!(text(&quoted(&original)), Some(original));
        }

        #[test]
        fn any_string_is_read_as_serde_json_reads_it(
            inside in r#"([a-z"é😀\x00-\x20]|\\[bfnrtu"/\\x]|\\u[0-9a-fA-F]{4}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}){0,8}"#,
        ) {
            let json = format!("\"{inside}\"");
            prop_assert_eq!(text(&json), serde_json::from_str(&json).ok(), "{}", json);
        }

        #[test]
        fn any_integer_is_read_back(n in any::<i128>(), shift in 0..128_u32) {
            let n = n >> shift;
            let read = match Scalar::read(&written(|out| push_integer(out, n))) {
                Some(Scalar::U64(n)) => i128::from(n),
                Some(Scalar::I64(n)) => i128::from(n),
                Some(Scalar::U128(n)) => i128::try_from(n).expect("it was one"),
                Some(Scalar::I128(n)) => n,
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            };
            prop_assert_eq!(read, n);
        }

        #[test]
        fn any_finite_float_is_read_back(bits in any::<u64>()) {
            let x = f64::from_bits(bits);
            prop_assume!(x.is_finite());
            let json = written(|out| push_float(out, x));
            let Some(Scalar::F64(read)) = Scalar::read(&json) else {
                return Err(TestCaseError::fail(json));
            };
            prop_assert_eq!(read.to_bits(), bits);
        }
    }
}
