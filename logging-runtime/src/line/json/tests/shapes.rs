//! Values that mean no harm are written as `serde_json` writes them.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::{open_rules, render, whole};
use crate::json;
use crate::line::fields::Fields;
use crate::line::schema::Giver;
use crate::value::Value as _;

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("finite", |x| x.is_finite())
            .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..8).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_value_is_read_back_as_serde_json_reads_its_own(value in value()) {
        prop_assume!(!value.is_null());
        let (json, lost) = render(&open_rules(1 << 20), &value);
        let ours: Value = serde_json::from_str(&json).expect("valid JSON");
        let theirs = serde_json::to_string(&value).expect("a JSON value");
        let theirs: Value = serde_json::from_str(&theirs).expect("valid JSON");
        prop_assert_eq!(ours, theirs);
        prop_assert_eq!(lost, 0);
    }
}

#[derive(Serialize)]
enum Shape {
    Unit,
    Newtype(u8),
    Tuple(u8, char),
    Struct { a: Option<u8>, b: () },
}

#[derive(Serialize)]
struct Everything {
    shapes: Vec<Shape>,
    unit: UnitStruct,
    newtype: Newtype,
    tuple: (u8, i16, &'static str),
    tuple_struct: TupleStruct,
    small: f32,
    empty: BTreeMap<u8, u8>,
    #[serde(flatten)]
    rest: BTreeMap<&'static str, bool>,
}

#[derive(Serialize)]
struct UnitStruct;
#[derive(Serialize)]
struct Newtype(Option<Box<Newtype>>);
#[derive(Serialize)]
struct TupleStruct(i8, u16);

#[test]
fn every_kind_of_type_is_written_as_serde_json_writes_it() {
    let value = Everything {
        shapes: vec![
            Shape::Unit,
            Shape::Newtype(1),
            Shape::Tuple(2, 'x'),
            Shape::Struct { a: None, b: () },
            Shape::Struct { a: Some(3), b: () },
        ],
        unit: UnitStruct,
        newtype: Newtype(Some(Box::new(Newtype(None)))),
        tuple: (1, -2, "three"),
        tuple_struct: TupleStruct(-1, 2),
        small: 0.1,
        empty: BTreeMap::new(),
        rest: BTreeMap::from([("x", true), ("y", false)]),
    };
    let theirs = serde_json::to_string(&value).expect("a JSON value");
    assert_eq!(whole(&value), theirs);
}

#[test]
fn numbers_are_written_in_full_and_bytes_as_numbers() {
    struct Bytes;
    impl Serialize for Bytes {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bytes(&[0, 10, 255])
        }
    }
    assert_eq!(
        whole((u128::MAX, i128::MIN, f64::NAN, f32::NEG_INFINITY, Bytes)),
        "[340282366920938463463374607431768211455,-170141183460469231731687303715884105728,\
         \"NaN\",\"-inf\",[0,10,255]]"
    );
}

#[test]
fn null_is_no_value_of_a_field_but_may_stand_inside() {
    assert_eq!(whole(None::<u8>), "");
    assert_eq!(whole(Some(())), "");
    assert_eq!(whole((None::<u8>, ())), "[null,null]");
    assert_eq!(whole("null"), "\"null\"");
}

#[test]
fn a_field_that_is_null_is_left_out() {
    let mut fields = Fields::default();
    for (key, value) in [("a", None), ("b", Some(1))] {
        fields.push(&open_rules(100), Giver::Program, key, json(value).capture());
    }
    assert_eq!((fields.get("a"), fields.get("b")), (None, Some("1")));
}

#[test]
fn keys_of_maps_become_text() {
    #[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
    enum Key {
        Unit,
    }
    #[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
    struct Id(Option<u64>);

    assert_eq!(whole(BTreeMap::from([(true, 1)])), r#"{"true":1}"#);
    assert_eq!(whole(BTreeMap::from([('"', 1)])), r#"{"\"":1}"#);
    assert_eq!(whole(BTreeMap::from([(-5_i128, 1)])), r#"{"-5":1}"#);
    assert_eq!(whole(BTreeMap::from([(Key::Unit, 1)])), r#"{"Unit":1}"#);
    assert_eq!(whole(BTreeMap::from([(Id(Some(7)), 1)])), r#"{"7":1}"#);
    assert_eq!(whole(BTreeMap::from([((), 1)])), r#"{"<key>":1}"#);
    assert_eq!(whole(BTreeMap::from([((1, 2), 1)])), r#"{"<key>":1}"#);
    assert_eq!(
        whole(Pairs(vec![(0.5, 1), (f64::NAN, 2)])),
        r#"{"0.5":1,"NaN":2}"#
    );
}

/// A map in the order given, with whatever keys.
pub(super) struct Pairs<K, V>(pub(super) Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Pairs<K, V> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

#[test]
fn an_object_has_each_key_once() {
    let (json, lost) = render(
        &open_rules(100),
        Pairs(vec![("b", 1), ("a", 2), ("b", 3), ("c", 4), ("a", 5)]),
    );
    assert_eq!(json, r#"{"b":1,"a":2,"c":4}"#);
    assert!(lost >= 2);
}

#[test]
fn control_characters_of_keys_and_texts_never_leave_raw() {
    assert_eq!(
        whole(Pairs(vec![("\u{9b}\n", "\u{1b}[0m\u{2028}")])),
        r#"{"\u009b\n":"\u001b[0m\u2028"}"#
    );
}
