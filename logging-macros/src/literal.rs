//! String literals: their values, and what other literals are called in a message.

use proc_macro2::Literal;

/// The value of a string literal, or what kind of literal it is instead.
pub(crate) fn string(literal: &Literal) -> Result<String, &'static str> {
    let text = literal.to_string();
    if let Some(raw) = text.strip_prefix('r') {
        return raw_string(raw).ok_or("a literal");
    }
    match text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    {
        Some(inner) => Ok(unescape(inner)),
        None => Err(kind(&text)),
    }
}

/// What stands between the quotes of `r##".."##`, given from the first `#` on, if no suffix follows.
fn raw_string(text: &str) -> Option<String> {
    let hashes = text.find('"')?;
    let (inner, end) = text[hashes + 1..].rsplit_once('"')?;
    (end.len() == hashes).then(|| inner.to_owned())
}

fn kind(text: &str) -> &'static str {
    match text.chars().next() {
        Some('b') if text.starts_with("b'") => "a byte",
        Some('b') => "a byte string",
        Some('c') => "a C string",
        Some('\'') => "a character",
        Some('0'..='9' | '-') if is_float(text) => "a float",
        Some('0'..='9' | '-') => "an integer",
        _ => "a literal",
    }
}

fn is_float(text: &str) -> bool {
    !text.starts_with("0x")
        && (text.contains('.') || text.ends_with("f32") || text.ends_with("f64"))
}

fn unescape(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((clean, escape)) = rest.split_once('\\') {
        value.push_str(clean);
        rest = unescape_one(escape, &mut value);
    }
    value.push_str(rest);
    value
}

/// Puts the character that an escape stands for and returns what follows. The compiler has
/// accepted the literal, so an escape that is not in the list does not occur.
fn unescape_one<'a>(escape: &'a str, value: &mut String) -> &'a str {
    let mut chars = escape.chars();
    match chars.next() {
        Some('n') => value.push('\n'),
        Some('r') => value.push('\r'),
        Some('t') => value.push('\t'),
        Some('0') => value.push('\0'),
        Some('\n') => return chars.as_str().trim_start(),
        Some('x') => return code_point(chars.as_str(), 2, value),
        Some('u') => {
            let digits = chars.as_str().trim_start_matches('{');
            let end = digits.find('}').unwrap_or(digits.len());
            return code_point(digits, end, value).trim_start_matches('}');
        }
        Some(itself) => value.push(itself),
        None => {}
    }
    chars.as_str()
}

fn code_point<'a>(text: &'a str, digits: usize, value: &mut String) -> &'a str {
    let (digits, rest) = text.split_at_checked(digits).unwrap_or((text, ""));
    let code = u32::from_str_radix(&digits.replace('_', ""), 16).ok();
    value.extend(code.and_then(char::from_u32));
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, &'static str> {
        string(&text.parse().expect("a literal"))
    }

    #[test]
    fn values_are_those_the_compiler_reads() {
        assert_eq!(read(r#""plain""#), Ok("plain".into()));
        assert_eq!(
            read(r#""a\n\t\"\\\x41\u{e9}\u{1_F600}z""#),
            Ok("a\n\t\"\\Aé😀z".into())
        );
        assert_eq!(read("\"a\\\n    b\""), Ok("ab".into()));
        assert_eq!(read(r##"r#"a"b\n"#"##), Ok("a\"b\\n".into()));
        assert_eq!(read(r##"r#"#"#"##), Ok("#".into()));
        assert_eq!(read(r#"r"""#), Ok(String::new()));
    }

    #[test]
    fn other_literals_are_named() {
        let kinds = [
            ("b\"x\"", "a byte string"),
            ("b'x'", "a byte"),
            ("1", "an integer"),
            ("1.5", "a float"),
            ("'c'", "a character"),
        ];
        for (text, kind) in kinds {
            assert_eq!(read(text), Err(kind), "{text}");
        }
        assert_eq!(read("c\"x\""), Err("a C string"));
        assert_eq!(read("0x1f32"), Err("an integer"));
        assert_eq!(read(r#"r"a"u8"#), Err("a literal"));
    }
}
