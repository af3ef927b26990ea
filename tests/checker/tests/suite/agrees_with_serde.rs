//! The strict reader against `serde_json`: what it accepts, both read alike.

use checker::{Value, json};
use proptest::prelude::*;

/// Whether two readers saw the same value.
fn same(strict: &Value, serde: &serde_json::Value) -> bool {
    match (strict, serde) {
        (Value::Null, serde_json::Value::Null) => true,
        (Value::Bool(a), serde_json::Value::Bool(b)) => a == b,
        (Value::Number(_), serde_json::Value::Number(number)) => same_number(strict, number),
        (Value::String(a), serde_json::Value::String(b)) => a == b,
        (Value::Array(a), serde_json::Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(members), serde_json::Value::Object(map)) => {
            let is_in_map = |member: &checker::Member| {
                map.get(&member.key)
                    .is_some_and(|value| same(&member.value, value))
            };
            members.len() == map.len() && members.iter().all(is_in_map)
        }
        _ => false,
    }
}

/// `serde_json` rounds some floats by a unit in the last place; integers are exact.
fn same_number(strict: &Value, serde: &serde_json::Number) -> bool {
    if let Some(exact) = serde.as_u64() {
        return strict.as_u64() == Some(exact);
    }
    if let Some(exact) = serde.as_i64() {
        return strict.as_i64() == Some(exact);
    }
    match (strict.as_f64(), serde.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= a.abs() * 4.0 * f64::EPSILON + f64::MIN_POSITIVE,
        _ => false,
    }
}

fn agrees(text: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(strict) = json::parse(text) {
        let serde: serde_json::Value = serde_json::from_slice(text)
            .map_err(|error| TestCaseError::fail(format!("serde_json refuses it: {error}")))?;
        prop_assert!(same(&strict, &serde), "{:?} and {:?}", strict, serde);
    }
    Ok(())
}

/// A number as text, in every form the grammar has.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|n| n.to_string()),
        any::<u64>().prop_map(|n| n.to_string()),
        any::<i128>().prop_map(|n| n.to_string()),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?",
    ]
}

/// A string as text: raw characters, short escapes and `\u` escapes mixed.
fn string() -> impl Strategy<Value = String> {
    let raw = any::<char>().prop_filter("stands only escaped", |c| {
        !c.is_control() && !matches!(c, '"' | '\\' | '\u{2028}' | '\u{2029}')
    });
    let piece = prop_oneof![
        raw.prop_map(String::from),
        "\\\\[\"\\\\/bfnrt]",
        any::<char>().prop_map(|c| {
            let mut units = [0; 2];
            let escape = |unit: &u16| format!("\\u{unit:04X}");
            let escaped: Vec<_> = c.encode_utf16(&mut units).iter().map(escape).collect();
            escaped.concat()
        }),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| format!("\"{}\"", pieces.concat()))
}

/// A valid text. Keys are numbered, so that no object has one twice.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![Just("null"), Just("true"), Just("false")].prop_map(String::from);
    let leaf = prop_oneof![word, number(), string()];
    leaf.prop_recursive(4, 24, 5, |inner| {
        let elements = prop::collection::vec((inner, string(), " {0,2}"), 0..5);
        (elements, any::<bool>()).prop_map(|(elements, is_object)| {
            let written = elements.iter().enumerate().map(|(i, (value, key, space))| {
                if is_object {
                    format!("{space}\"{i}{}{space}:{space}{value}", &key[1..])
                } else {
                    format!("{space}{value}{space}")
                }
            });
            let list = written.collect::<Vec<_>>().join(",");
            if is_object {
                format!("{{{list}}}")
            } else {
                format!("[{list}]")
            }
        })
    })
}

fn has_separator(text: &str) -> bool {
    text.chars()
        .any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_valid_text_is_accepted_and_read_as_serde_reads_it(text in text()) {
        prop_assert!(json::parse(text.as_bytes()).is_ok(), "{:?}", json::parse(text.as_bytes()));
        agrees(text.as_bytes())?;
    }

    #[test]
    fn a_damaged_text_is_refused_or_read_as_serde_reads_it(
        text in text(),
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = text.into_bytes();
        let at = place.index(bytes.len());
        bytes[at] = byte;
        agrees(&bytes)?;
        bytes.remove(at);
        agrees(&bytes)?;
    }

    #[test]
    fn scraps_of_json_are_refused_or_read_as_serde_reads_them(
        text in "[\\[\\]{}\",:0-9eE.+\\\\utrfalsn -]{0,12}",
    ) {
        agrees(text.as_bytes())?;
    }

    #[test]
    fn what_serde_accepts_is_refused_only_for_the_stricter_rules(
        text in prop_oneof![text(), "[\\[\\]{}\",:0-9e. -]{0,8}"],
    ) {
        let is_json = serde_json::from_str::<serde_json::Value>(&text).is_ok();
        match json::parse(text.as_bytes()) {
            Err(error) if is_json => prop_assert!(
                has_separator(&text)
                    || text.trim() != text
                    || error.message.ends_with("a second time"),
                "{}", error
            ),
            result => prop_assert_eq!(result.is_ok(), is_json),
        }
    }
}
