//! Secrets at any depth.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::super::JsonWriter;
use super::{render, rules};
use crate::line::Rules;
use crate::redact::{self, REPLACEMENT};
use crate::value::{Captured, Value};

fn secret_rules() -> Rules {
    secret_rules_up_to(16_384)
}

fn secret_rules_up_to(max_value: usize) -> Rules {
    rules(
        max_value,
        &redact::Rules {
            hash_keys: vec!["user_id".to_owned()],
            hash_secret: Some("pepper".to_owned()),
            ..redact::Rules::default()
        },
    )
}

fn parsed(value: impl Serialize) -> Json {
    let (json, lost) = render(&secret_rules(), value);
    assert_eq!(lost, 0, "{json}");
    serde_json::from_str(&json).expect("valid JSON")
}

fn hash(text: &str) -> String {
    let digits = secret_rules().redactor.hash(text);
    String::from_utf8(digits.to_vec()).expect("hex digits")
}

/// A value that must not be looked at.
struct Untouched;

impl Serialize for Untouched {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("a secret was serialized")
    }
}

#[test]
fn the_value_under_a_secret_key_is_never_serialized() {
    #[derive(Serialize)]
    struct Login {
        name: &'static str,
        password: Untouched,
        after: u8,
    }
    let login = || Login {
        name: "bob",
        password: Untouched,
        after: 1,
    };
    let clean = json!({"name": "bob", "password": REPLACEMENT, "after": 1});
    assert_eq!(parsed(login()), clean);
    assert_eq!(
        parsed(json!({"a": [{"b": {"password": ["x", {"y": 1}]}}]})),
        json!({"a": [{"b": {"password": REPLACEMENT}}]})
    );
    assert_eq!(
        parsed(BTreeMap::from([("x", vec![Some(login())])])),
        json!({"x": [clean]})
    );
}

#[test]
fn the_fields_of_a_secret_variant_are_redacted() {
    #[derive(Serialize)]
    enum Auth {
        Password(Untouched),
        Cookie(u8, &'static str),
        Token { text: &'static str },
    }
    assert_eq!(
        parsed((
            Auth::Password(Untouched),
            Auth::Cookie(1, "x"),
            Auth::Token { text: "x" },
            "kept"
        )),
        json!([{"Password": REPLACEMENT}, {"Cookie": REPLACEMENT}, {"Token": REPLACEMENT}, "kept"])
    );
}

#[test]
fn a_harmless_number_is_kept_and_nothing_else_is() {
    assert_eq!(
        parsed(json!([
            {"tokens": 5}, {"tokens": 0.5}, {"tokens": null},
            {"tokens": "x"}, {"tokens": true}, {"tokens": [5]}, {"tokens": {"a": 5}}, 1
        ])),
        json!([
            {"tokens": 5}, {"tokens": 0.5}, {"tokens": null},
            {"tokens": REPLACEMENT}, {"tokens": REPLACEMENT}, {"tokens": REPLACEMENT},
            {"tokens": REPLACEMENT}, 1
        ])
    );
}

#[test]
fn a_scalar_under_a_hashed_key_is_hashed_and_anything_else_redacted() {
    assert_eq!(
        parsed(json!([
            {"user_id": "bob"}, {"user_id": 5}, {"user_id": true}, {"user_id": null},
            {"user_id": ["bob"]}, {"user_id": {"name": "bob"}}, 1
        ])),
        json!([
            {"user_id": hash("bob")}, {"user_id": hash("5")}, {"user_id": hash("true")},
            {"user_id": null}, {"user_id": REPLACEMENT}, {"user_id": REPLACEMENT}, 1
        ])
    );
}

#[test]
fn texts_and_keys_of_maps_are_redacted_wherever_they_stand() {
    let token = "Bearer abcdefghijklmnopqrstuvwxyz0123456789";
    for value in [
        json!(token),
        json!([[token]]),
        json!({ token: 1 }),
        json!({"a": token}),
    ] {
        let json = parsed(value).to_string();
        assert!(!json.contains("abcdefghij"), "{json}");
        assert!(json.contains(REPLACEMENT), "{json}");
    }
}

#[test]
fn a_text_is_cut_before_it_is_searched_for_secrets() {
    let text = format!("Bearer {}", "a".repeat(1 << 20));
    let (json, lost) = render(&secret_rules_up_to(40), text);
    assert_eq!(json, format!("\"Bearer {REPLACEMENT}\""));
    assert!(lost > 1_000_000, "{lost}");
}

#[test]
fn the_key_of_the_field_counts_for_the_whole_value() {
    let under = |key: &str, value: &dyn Value| {
        let Captured::Json(value) = value.capture() else {
            panic!("`json` gives JSON");
        };
        let mut out = String::new();
        assert_eq!(
            JsonWriter::render_under(&secret_rules(), key, value, &mut out),
            0
        );
        out
    };
    let redacted = format!("\"{REPLACEMENT}\"");
    assert_eq!(under("password", &crate::json(Untouched)), redacted);
    assert_eq!(under("tokens", &crate::json(7)), "7");
    assert_eq!(under("tokens", &crate::json([7])), redacted);
    assert_eq!(
        under("user_id", &crate::json("bob")),
        format!("\"{}\"", hash("bob"))
    );
    assert_eq!(under("user_id", &crate::json(["bob"])), redacted);
    assert_eq!(under("user_id", &crate::json(None::<u8>)), "");
    assert_eq!(under("other", &crate::json([7])), "[7]");
}

#[test]
fn what_was_cut_is_counted() {
    let rules = secret_rules();
    let value = json!({
        "password": "a", "tokens": ["b"], "cookies": "c", "user_id": "d",
        "text": "token=e, pin=f",
    });
    render(&rules, value);
    assert_eq!(rules.redacted.load(Ordering::Relaxed), 5);
}

#[test]
fn the_second_of_a_pair_is_redacted_if_the_first_names_a_secret() {
    let headers = [("cookie", "a=b"), ("host", "h"), ("user_id", "5")];
    assert_eq!(
        parsed(headers),
        json!([
            ["cookie", REPLACEMENT],
            ["host", "h"],
            ["user_id", hash("5")]
        ])
    );
    let nested = ("password", [1], "x");
    assert_eq!(parsed(nested), json!(["password", [1], "x"]));
    assert_eq!(parsed(("token", vec!["x"])), json!(["token", REPLACEMENT]));
    assert_eq!(parsed((("token", 5), "x")), json!([["token", 5], "x"]));
    assert_eq!(parsed(vec!["token", "x"]), json!(["token", "x"]));
}

#[test]
fn the_value_of_a_name_that_is_secret_is_redacted() {
    #[derive(Serialize)]
    struct Variable {
        name: &'static str,
        value: &'static str,
        note: &'static str,
    }
    let variable = |name| Variable {
        name,
        value: "x",
        note: "y",
    };
    assert_eq!(
        parsed([variable("DB_PASSWORD"), variable("DB_USER")]),
        json!([
            {"name": "DB_PASSWORD", "value": REPLACEMENT, "note": "y"},
            {"name": "DB_USER", "value": "x", "note": "y"},
        ])
    );
    assert_eq!(
        parsed(json!({"Key": "x-api-key", "Value": {"a": "x"}, "x": {"value": "x"}})),
        json!({"Key": "x-api-key", "Value": REPLACEMENT, "x": {"value": "x"}})
    );
    assert_eq!(
        parsed(json!({"key": "session", "value": 5})),
        json!({"key": "session", "value": 5})
    );
}
