//! JSON texts that are valid, and texts that are not, each with the message it must get.

use checker::{Value, json};

const VALID: &[&str] = &[
    "{}",
    "[]",
    "\"\"",
    "0",
    "-0",
    "10",
    "-1.5",
    "1e5",
    "1E+5",
    "1e-5",
    "1e05",
    "0.10",
    "-0.0e-0",
    "123456789012345678901234567890",
    "340282366920938463463374607431768211455",
    "1e308",
    "1e-999",
    "true",
    "false",
    "null",
    "[1, 2 ,3]",
    "{ \"a\" : 1 }",
    "{\"\":0}",
    "{\"a\":{\"a\":{\"a\":[]}}}",
    "[{\"a\":1},{\"a\":1}]",
    "{\"a\":1,\"A\":2,\"\u{e4}\":3}",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
    "\"\\u0000\\u001b\\u007f\\u0085\\u2028\"",
    "\"\\uD83D\\uDE00 \\ud83d\\ude00\"",
    "\"\\uFFFF\\ufffd\"",
    "\"gr\u{fc}n \u{1f600} \u{10ffff} \u{a0} \u{feff} \u{202e}\"",
    "\"/\"",
];

#[test]
fn every_valid_text_is_read() {
    for text in VALID {
        assert!(
            json::parse(text.as_bytes()).is_ok(),
            "{text}: {:?}",
            json::parse(text.as_bytes())
        );
    }
}

const INVALID: &[(&str, &str)] = &[
    ("", "byte 0: the text ends where a value should stand"),
    (" {}", "byte 0: ` ` where a value should stand"),
    ("{} ", "byte 2: the text goes on after the value"),
    ("{}{}", "byte 2: the text goes on after the value"),
    ("1 2", "byte 1: the text goes on after the value"),
    ("{}\n", "byte 2: the control character U+000A stands raw"),
    (
        "\u{feff}{}",
        "byte 0: `\u{feff}` where a value should stand",
    ),
    ("{", "byte 1: the text ends where a key should stand"),
    ("{\"a\"", "byte 4: the text ends where `:` should stand"),
    (
        "{\"a\":",
        "byte 5: the text ends where a value should stand",
    ),
    (
        "{\"a\":1",
        "byte 6: the text ends where `,` or `}` should stand",
    ),
    (
        "{\"a\":1,",
        "byte 7: the text ends where a key should stand",
    ),
    ("{\"a\":1,}", "byte 7: `}` where a key should stand"),
    ("{,}", "byte 1: `,` where a key should stand"),
    ("{a:1}", "byte 1: `a` where a key should stand"),
    ("{'a':1}", "byte 1: `'` where a key should stand"),
    ("{1:1}", "byte 1: `1` where a key should stand"),
    ("{\"a\" 1}", "byte 5: `1` where `:` should stand"),
    (
        "{\"a\":1 \"b\":2}",
        "byte 7: `\"` where `,` or `}` should stand",
    ),
    ("{\"a\":1]", "byte 6: `]` where `,` or `}` should stand"),
    ("[", "byte 1: the text ends where a value should stand"),
    ("[1,]", "byte 3: `]` where a value should stand"),
    ("[1 2]", "byte 3: `2` where `,` or `]` should stand"),
    ("[1}", "byte 2: `}` where `,` or `]` should stand"),
    ("]", "byte 0: `]` where a value should stand"),
    (
        "{\"a\":1,\"a\":1}",
        "byte 7: the key `a` stands here a second time",
    ),
    (
        "{\"a\":1,\"\\u0061\":1}",
        "byte 7: the key `a` stands here a second time",
    ),
    (
        "{\"x\":[{\"a\":1,\"a\":1}]}",
        "byte 13: the key `a` stands here a second time",
    ),
    (
        "{\"\":1,\"\":1}",
        "byte 6: the key `` stands here a second time",
    ),
    ("01", "byte 0: a number with a leading zero"),
    ("-01", "byte 0: a number with a leading zero"),
    ("[00]", "byte 1: a number with a leading zero"),
    ("1.", "byte 2: no digit after the point"),
    ("1.e5", "byte 2: no digit after the point"),
    (".5", "byte 0: `.` where a value should stand"),
    ("-", "byte 1: no digit after the minus sign"),
    ("-a", "byte 1: no digit after the minus sign"),
    ("+1", "byte 0: `+` where a value should stand"),
    ("1e", "byte 2: no digit after the exponent's sign"),
    ("1e+", "byte 3: no digit after the exponent's sign"),
    ("1e1.5", "byte 3: the text goes on after the value"),
    ("0x10", "byte 1: the text goes on after the value"),
    ("1_000", "byte 1: the text goes on after the value"),
    ("1e999", "byte 0: a number that no double can hold"),
    ("NaN", "byte 0: `N` where a value should stand"),
    ("-inf", "byte 1: no digit after the minus sign"),
    ("Infinity", "byte 0: `I` where a value should stand"),
    ("tru", "byte 0: `t` where a value should stand"),
    ("True", "byte 0: `T` where a value should stand"),
    ("nul", "byte 0: `n` where a value should stand"),
    ("truefalse", "byte 4: the text goes on after the value"),
    ("\"", "byte 1: the text ends inside a string"),
    ("\"abc", "byte 4: the text ends inside a string"),
    ("\"\\\"", "byte 3: the text ends inside a string"),
    ("\"\\", "byte 1: a backslash that begins no escape"),
    ("\"\\a\"", "byte 1: a backslash that begins no escape"),
    ("\"\\x1b\"", "byte 1: a backslash that begins no escape"),
    ("\"\\'\"", "byte 1: a backslash that begins no escape"),
    ("\"\\U0041\"", "byte 1: a backslash that begins no escape"),
    ("\"\\u\"", "byte 1: `\\u` without four hexadecimal digits"),
    (
        "\"\\u004\"",
        "byte 1: `\\u` without four hexadecimal digits",
    ),
    (
        "\"\\u00g0\"",
        "byte 1: `\\u` without four hexadecimal digits",
    ),
    (
        "\"\\u+041\"",
        "byte 1: `\\u` without four hexadecimal digits",
    ),
    (
        "\"\\u00\u{e9}\"",
        "byte 1: `\\u` without four hexadecimal digits",
    ),
    ("\"\\ud800\"", "byte 1: a surrogate without its other half"),
    (
        "\"\\ud83d\\u0041\"",
        "byte 1: a surrogate without its other half",
    ),
    (
        "\"\\ud83d\\ud83d\"",
        "byte 1: a surrogate without its other half",
    ),
    ("\"\\ud83dx\"", "byte 1: a surrogate without its other half"),
    ("\"\\ude00\"", "byte 1: a surrogate without its other half"),
    (
        "\"\\ud83d\\n\"",
        "byte 1: a surrogate without its other half",
    ),
    (
        "\"\\ud83d\\u12\"",
        "byte 1: `\\u` without four hexadecimal digits",
    ),
    ("{\"a\":1}//c", "byte 7: the text goes on after the value"),
    ("[1,/*c*/2]", "byte 3: `/` where a value should stand"),
];

#[test]
fn every_invalid_text_is_refused_with_place_and_reason() {
    for (text, wanted) in INVALID {
        let error = json::parse(text.as_bytes()).expect_err(text);
        assert_eq!(error.to_string(), *wanted, "{text}");
    }
}

#[test]
fn every_control_character_is_refused_raw_and_read_escaped() {
    let c0_to_c1 = (0..0x20).chain(0x7f..=0x9f);
    for code in c0_to_c1.chain([0x2028, 0x2029]) {
        let c = char::from_u32(code).expect("none of these is a surrogate");
        let wanted = format!("the control character U+{code:04X} stands raw");
        for text in [
            format!("\"{c}\""),
            format!("{{\"{c}\":1}}"),
            format!("[1,{c}2]"),
        ] {
            let error = json::parse(text.as_bytes()).expect_err("a raw control character");
            assert_eq!(error.message, wanted, "{text:?}");
        }
        let escaped = format!("\"\\u{code:04x}\"");
        let value = json::parse(escaped.as_bytes());
        assert_eq!(value, Ok(Value::String(c.to_string())));
    }
}

#[test]
fn every_other_character_is_read_raw() {
    for c in ('\u{0}'..=char::MAX).filter(|c| !c.is_control()) {
        let is_special = matches!(c, '"' | '\\' | '\u{2028}' | '\u{2029}');
        let read = json::parse(format!("\"{c}\"").as_bytes());
        assert_eq!(
            read == Ok(Value::String(c.to_string())),
            !is_special,
            "{c:?}"
        );
    }
}

#[test]
fn what_is_no_utf8_is_refused_at_its_first_bad_byte() {
    for bad in [
        b"\"ab\xff\"".as_slice(),
        b"\"ab\xc3\"",
        b"\"ab\xed\xa0\x80\"",
        b"\"ab\xc0\xaf\"",
        b"\"ab\xf4\x90\x80\x80\"",
    ] {
        let error = json::parse(bad).expect_err("no UTF-8");
        assert_eq!(error.to_string(), "byte 3: no UTF-8");
    }
}

#[test]
fn nesting_is_read_to_120_levels_and_refused_beyond() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(json::parse(nested(120).as_bytes()).is_ok());
    let error = json::parse(nested(121).as_bytes()).expect_err("too deep");
    assert_eq!(error.to_string(), "byte 120: nested deeper than 120 levels");
    assert!(json::parse("[".repeat(1_000_000).as_bytes()).is_err());
    let siblings = format!("[{}[]]", "[],".repeat(1000));
    assert!(json::parse(siblings.as_bytes()).is_ok());
}

#[test]
fn members_keep_their_order_and_know_their_bytes() {
    let text = r#"{"b" : "\u0041\n","a":[1, 2],"c":1.50}"#;
    let value = json::parse(text.as_bytes()).expect("the text is valid");
    let members = value.members().expect("the text is an object");
    let told: Vec<_> = members
        .iter()
        .map(|member| (member.key.as_str(), &text[member.written.clone()]))
        .collect();
    assert_eq!(
        told,
        [("b", r#""\u0041\n""#), ("a", "[1, 2]"), ("c", "1.50")]
    );
    assert_eq!(value.get("b").and_then(Value::as_str), Some("A\n"));
}
