//! What holds for every value, whatever its `Serialize` does.

use std::collections::HashSet;
use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error, SerializeMap, SerializeSeq, SerializeStructVariant};
use serde::{Serialize, Serializer};

use super::{open_rules, render};

/// A program over the serializer.
#[derive(Debug, Clone)]
enum Script {
    Null,
    Number(i128),
    Text(String),
    Formatted(String),
    Wrapped(Box<Script>),
    Fails,
    Panics,
    Seq(Vec<Script>, Manner),
    Map(Vec<(Half, Script)>, Manner),
    Variant(Box<Script>, Manner),
}

/// Which halves of an entry are given.
#[derive(Debug, Clone, Copy)]
enum Half {
    Both,
    Key,
    Value,
}

#[derive(Debug, Clone, Copy)]
enum Manner {
    Polite,
    /// Goes on after an error.
    Deaf,
    /// Forgets the serializer and fails.
    Forgetful,
}

impl Manner {
    fn heeds<E>(self, result: Result<(), E>) -> Result<(), E> {
        match self {
            Manner::Polite => result,
            Manner::Deaf | Manner::Forgetful => Ok(()),
        }
    }

    fn ends<C, O, E: Error>(self, compound: C, end: fn(C) -> Result<O, E>) -> Result<O, E> {
        if let Manner::Forgetful = self {
            std::mem::forget(compound);
            return Err(E::custom("forgotten"));
        }
        end(compound)
    }
}

impl Serialize for Script {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Script::Null => serializer.serialize_unit(),
            Script::Number(n) => serializer.serialize_i128(*n),
            Script::Text(text) => serializer.serialize_str(text),
            Script::Formatted(text) => serializer.collect_str(text),
            Script::Wrapped(inner) => serializer.serialize_some(inner),
            Script::Fails => Err(S::Error::custom("no")),
            Script::Panics => std::panic::resume_unwind(Box::new(())),
            Script::Seq(items, manner) => {
                let mut seq = serializer.serialize_seq(None)?;
                for item in items {
                    manner.heeds(seq.serialize_element(item))?;
                }
                manner.ends(seq, SerializeSeq::end)
            }
            Script::Map(entries, manner) => {
                let mut map = serializer.serialize_map(Some(1))?;
                for (half, script) in entries {
                    if let Half::Both | Half::Key = half {
                        manner.heeds(map.serialize_key(script))?;
                    }
                    if let Half::Both | Half::Value = half {
                        manner.heeds(map.serialize_value(script))?;
                    }
                }
                manner.ends(map, SerializeMap::end)
            }
            Script::Variant(inner, manner) => {
                let mut variant = serializer.serialize_struct_variant("E", 0, "V", 2)?;
                manner.heeds(variant.serialize_field("same", inner))?;
                manner.heeds(variant.serialize_field("same", inner))?;
                manner.ends(variant, SerializeStructVariant::end)
            }
        }
    }
}

fn script() -> impl Strategy<Value = Script> {
    let manner = || {
        prop_oneof![
            6 => Just(Manner::Polite),
            3 => Just(Manner::Deaf),
            1 => Just(Manner::Forgetful),
        ]
    };
    let half = prop_oneof![8 => Just(Half::Both), 1 => Just(Half::Key), 1 => Just(Half::Value)];
    let leaf = prop_oneof![
        4 => Just(Script::Null),
        8 => any::<i128>().prop_map(Script::Number),
        8 => any::<String>().prop_map(Script::Text),
        8 => "[\\x00-\\x20a-c\"€\u{9b}]{0,20}".prop_map(Script::Text),
        4 => any::<String>().prop_map(Script::Formatted),
        3 => Just(Script::Fails),
        1 => Just(Script::Panics),
    ];
    leaf.prop_recursive(8, 64, 6, move |inner| {
        prop_oneof![
            1 => inner.clone().prop_map(|script| Script::Wrapped(Box::new(script))),
            3 => (vec(inner.clone(), 0..6), manner()).prop_map(|(items, m)| Script::Seq(items, m)),
            3 => (vec((half.clone(), inner.clone()), 0..6), manner())
                .prop_map(|(entries, m)| Script::Map(entries, m)),
            1 => (inner, manner()).prop_map(|(script, m)| Script::Variant(Box::new(script), m)),
        ]
    })
}

/// A JSON value whose objects have no key twice.
struct Strict;

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor)
    }
}

struct StrictVisitor;

macro_rules! scalars {
    ($($method:ident $type:ty),*) => {
        $(fn $method<E>(self, _: $type) -> Result<Strict, E> {
            Ok(Strict)
        })*
    };
}

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Strict;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON without duplicate keys")
    }

    scalars! { visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64, visit_str &str }

    fn visit_unit<E>(self) -> Result<Strict, E> {
        Ok(Strict)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Strict, A::Error> {
        while seq.next_element::<Strict>()?.is_some() {}
        Ok(Strict)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Strict, A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if !keys.insert(key) {
                return Err(serde::de::Error::custom("duplicate key"));
            }
            map.next_value::<Strict>()?;
        }
        Ok(Strict)
    }
}

fn deepest(json: &str) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth -= 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_value_is_valid_bounded_and_without_duplicate_keys(
        script in script(),
        limit in prop_oneof![12_usize..200, Just(16_384)],
        wraps in 0_usize..40,
    ) {
        let nested = (0..wraps).fold(script, |inner, _| Script::Seq(vec![inner], Manner::Polite));
        let (json, _) = render(&open_rules(limit), &nested);
        prop_assert!(json.len() <= limit, "{} > {}: {}", json.len(), limit, json);
        prop_assert!(json.is_empty() || serde_json::from_str::<Strict>(&json).is_ok(), "{}", json);
        prop_assert!(json != "null");
        prop_assert!(!json.chars().any(char::is_control), "{:?}", json);
        prop_assert!(deepest(&json) <= 32);
    }
}
