//! No value is longer than its limit, and what is cut is still JSON.

use serde::Serialize;

use super::super::JsonWriter;
use super::{open_rules, render};
use crate::json;
use crate::value::{Captured, Value};

fn cut(limit: usize, value: impl Serialize) -> (String, usize) {
    let (json, lost) = render(&open_rules(limit), value);
    assert!(json.len() <= limit, "{limit}: {json}");
    (json, lost)
}

#[test]
fn a_value_of_exactly_the_limit_is_whole_and_one_byte_less_cuts_it() {
    let value = ("a\u{1b}€", [1, 23], Some('é'));
    let json = r#"["a\u001b€",[1,23],"é"]"#;
    assert_eq!(cut(json.len() + 1, value), (json.to_owned(), 0));
    assert_eq!(cut(json.len(), value), (json.to_owned(), 0));
    assert_eq!(
        cut(json.len() - 1, value),
        (r#"["a\u001b€",[1,23],""]"#.to_owned(), 2)
    );
}

#[test]
fn every_limit_gives_valid_json() {
    #[derive(Serialize, Clone, Copy)]
    struct Row {
        name: &'static str,
        numbers: [u32; 3],
        inner: Option<(char, Variant)>,
    }
    #[derive(Serialize, Clone, Copy)]
    enum Variant {
        Wide { a: u8, b: f32 },
        Long(&'static str, u8),
    }
    let value = [
        Row {
            name: "é\n😀\u{7f}",
            numbers: [1, 22, 333],
            inner: Some(('\u{2028}', Variant::Wide { a: 1, b: 0.5 })),
        },
        Row {
            name: "",
            numbers: [0; 3],
            inner: Some(('"', Variant::Long("€€€", 7))),
        },
    ];
    let whole = render(&open_rules(1 << 20), value).0;
    for limit in 2..whole.len() + 2 {
        let (json, lost) = cut(limit, value);
        serde_json::from_str::<serde_json::Value>(&json).expect("valid JSON");
        assert_eq!(lost == 0, json == whole, "{limit}: {json}");
    }
}

#[test]
fn a_field_whose_value_does_not_fit_leaves_no_key() {
    #[derive(Serialize)]
    struct Two {
        a: u8,
        long_name: u64,
    }
    let value = Two {
        a: 1,
        long_name: u64::MAX,
    };
    assert_eq!(cut(30, &value), (r#"{"a":1}"#.to_owned(), 20));
}

#[test]
fn nothing_follows_what_was_cut() {
    assert_eq!(
        cut(20, ("a".repeat(30), 1, 2)),
        (format!("[\"{}\"]", "a".repeat(16)), 14)
    );
}

#[test]
fn a_text_that_ignores_the_limit_takes_no_memory() {
    let rules = open_rules(1_000);
    let value = json("\u{1b}".repeat(1 << 20));
    let Captured::Json(value) = value.capture() else {
        panic!("`json` gives JSON");
    };
    let mut out = String::new();
    let lost = JsonWriter::render(&rules, value, &mut out);
    assert_eq!((out.len(), lost > 1_000_000), (998, true));
    assert!(out.capacity() <= 4_096, "{}", out.capacity());
}

#[test]
fn a_program_that_ignores_every_error_is_cut_all_the_same() {
    use serde::ser::SerializeSeq;
    struct Ignores;
    impl Serialize for Ignores {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut seq = serializer.serialize_seq(None)?;
            for _ in 0..10_000 {
                let _ = seq.serialize_element(&[12, 34_567]);
                let _ = seq.serialize_element(&8);
            }
            seq.end()
        }
    }
    let (json, lost) = cut(22, Ignores);
    assert_eq!(json, "[[12,34567],8,[12]]");
    assert!(lost >= 19_000, "{lost}");
}
