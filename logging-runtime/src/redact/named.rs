//! Pairs whose key is a value itself: `{"name":"password","value":"x"}`, as lists of headers, of parameters and of
//! variables have them.

use std::ops::Range;

use super::{
    Treatment,
    bytes::{is_blank, is_key, is_quote, is_space},
    text::Scan,
};

/// What a value is called there, and what its key is.
pub(crate) const VALUE: &[u8] = b"value";
const NAMES: [&[u8]; 3] = [b"name", b"key", b"header"];

/// Whether a key says that its value is the name of another.
pub(crate) fn is_name(key: &[u8]) -> bool {
    NAMES.iter().any(|name| key.eq_ignore_ascii_case(name))
}

/// At a byte that separates a key from its value: the name of a secret that stands before, if the key is `value`.
pub(super) fn before(scan: &Scan<'_, '_>, separator: usize) -> Option<Range<usize>> {
    let text = &scan.text;
    let end = outside(scan, text.start_of(scan.floor(), separator, is_blank));
    let start = end.checked_sub(VALUE.len())?;
    let is_value = text.slice(start..end).eq_ignore_ascii_case(VALUE);
    if !is_value || start < scan.floor() || text.before(start).is_some_and(is_key) {
        return None;
    }
    let start = outside(scan, start);
    let end = text.start_of(scan.floor(), start, |b| is_space(b) || b == b',');
    let named = word(scan, end);
    let sign = text.start_of(scan.floor(), outside(scan, named.start), is_blank);
    let is_pair = end < start && matches!(text.before(sign), Some(b':' | b'='));
    (is_pair && sign > scan.floor() && is_named(scan, sign - 1) && is_secret(scan, &named))
        .then_some(named)
}

/// Whether the key that ends here says that a name follows.
fn is_named(scan: &Scan<'_, '_>, end: usize) -> bool {
    let end = scan.text.start_of(scan.floor(), end, is_blank);
    is_name(scan.text.slice(word(scan, end)))
}

fn is_secret(scan: &Scan<'_, '_>, name: &Range<usize>) -> bool {
    scan.keys.text(scan.str(name.clone())) != Treatment::Keep
}

/// The word that ends here, which may stand in quotes.
fn word(scan: &Scan<'_, '_>, end: usize) -> Range<usize> {
    let end = outside(scan, end);
    scan.text.start_of(scan.floor(), end, is_key)..end
}

/// What is before the quote that ends here, and before the backslashes that JSON in JSON has there.
fn outside(scan: &Scan<'_, '_>, end: usize) -> usize {
    let (text, floor) = (&scan.text, scan.floor());
    if end > floor && text.before(end).is_some_and(is_quote) {
        text.start_of(floor, end - 1, |b| b == b'\\')
    } else {
        end
    }
}

#[cfg(test)]
mod tests {
    use super::super::redacts;

    #[test]
    fn the_value_of_a_name_that_is_secret_is_cut() {
        redacts(
            r#"[{"name":"password","value":"x"},{"name":"user","value":"bob"}]"#,
            r#"[{"name":"password","value":"[REDACTED]"},{"name":"user","value":"bob"}]"#,
        );
        redacts(
            r#"{ "Key" : "x-api-key", "Value" : ["x"] }"#,
            r#"{ "Key" : "x-api-key", "Value" : "[REDACTED]" }"#,
        );
        redacts(
            r#"{\"name\":\"token\",\"value\":\"x\"}"#,
            r#"{\"name\":\"token\",\"value\":\"[REDACTED]\"}"#,
        );
        redacts(
            "Header { name: \"cookie\", value: \"a=b\" }",
            "Header { name: \"cookie\", value: \"[REDACTED]\" }",
        );
        redacts(
            "env:\n  - name: DB_PASSWORD\n    value: x\n",
            "env:\n  - name: DB_PASSWORD\n    value: [REDACTED]\n",
        );
        redacts(
            r#"<add key="password" value="x"/>"#,
            r#"<add key="password" value="[REDACTED]"/>"#,
        );
    }

    #[test]
    fn other_names_and_numbers_keep_their_values() {
        for text in [
            r#"{"name":"session_count","value":"x"}"#,
            r#"{"name":"session","value":12}"#,
            r#"{"name":"token","value":null}"#,
            r#"{"kind":"token","value":"x"}"#,
            r#"{"name":"token","other":1,"value":"x"}"#,
            r#"{"name":"token","old_value":"x"}"#,
            "the name token, value: x",
            "value: x",
            "name=user value=x",
        ] {
            redacts(text, text);
        }
    }
}
