//! `Serialize` implementations that fail, lie, or never end.

use std::cell::RefCell;
use std::fmt::{self, Display};
use std::iter;
use std::rc::Rc;

use serde::ser::{Error, SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::{open_rules, render, whole};

/// A `Serialize` value from a function over its serializer.
macro_rules! hostile {
    ($name:ident, |$serializer:ident| $body:expr) => {
        struct $name;
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, $serializer: S) -> Result<S::Ok, S::Error> {
                $body
            }
        }
    };
}

hostile!(Panics, |serializer| {
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry("a", &[1, 2])?;
    map.serialize_key("b")?;
    panic!("no")
});

hostile!(Fails, |serializer| {
    let mut seq = serializer.serialize_seq(Some(2))?;
    seq.serialize_element(&[1, 2])?;
    Err(S::Error::custom("secret"))
});

struct PanicsInDisplay;
impl Display for PanicsInDisplay {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("no")
    }
}

hostile!(PanicsInText, |serializer| serializer
    .collect_str(&PanicsInDisplay));

#[test]
fn a_panic_anywhere_stands_for_the_whole_value() {
    assert_eq!(whole(Panics), "\"<panicked>\"");
    assert_eq!(whole([[Panics]]), "\"<panicked>\"");
    assert_eq!(whole((1, PanicsInText, 2)), "\"<panicked>\"");
    assert_eq!(
        whole(super::shapes::Pairs(vec![(PanicsInText, 1)])),
        "\"<panicked>\""
    );
    assert!(!crate::user::is_running());
}

#[test]
fn an_error_anywhere_stands_for_the_whole_value() {
    assert_eq!(whole(Fails), "\"<error>\"");
    assert_eq!(whole((1, Some(Fails))), "\"<error>\"");
    assert_eq!(whole((Nested(40), Fails)), "\"<error>\"");
    assert_eq!(
        whole(super::shapes::Pairs(vec![(Fails, 1)])),
        "{\"<key>\":1}"
    );
}

#[test]
fn values_that_render_themselves_without_end_stop() {
    hostile!(Renders, |serializer| {
        serializer.serialize_str(&whole(Renders))
    });
    let json = whole(Renders);
    assert!(json.contains("<nested>"), "{json}");
}

#[test]
fn an_error_that_its_holder_ignores_leaves_valid_json() {
    hostile!(Swallows, |serializer| {
        let mut seq = serializer.serialize_seq(None)?;
        let _ = seq.serialize_element(&FailsAtOnce);
        let _ = seq.serialize_element(&Fails);
        let _ = seq.serialize_element(&FailsAtOnce);
        seq.serialize_element(&1)?;
        seq.end()
    });
    hostile!(FailsAtOnce, |_serializer| Err(S::Error::custom("no")));
    assert_eq!(whole(Swallows), "[[[1,2]],1]");

    hostile!(SwallowsInMap, |serializer| {
        let mut map = serializer.serialize_map(None)?;
        let _ = map.serialize_entry("a", &FailsAtOnce);
        let _ = map.serialize_entry("b", &Fails);
        map.serialize_entry("a", &1)?;
        map.end()
    });
    assert_eq!(whole(SwallowsInMap), r#"{"b":[[1,2]],"a":1}"#);
}

#[test]
fn a_serializer_that_is_forgotten_is_closed() {
    hostile!(Forgets, |serializer| {
        let mut seq = serializer.serialize_seq(None)?;
        seq.serialize_element("x")?;
        std::mem::forget(seq);
        Err(S::Error::custom("no"))
    });
    hostile!(Holds, |serializer| {
        let mut map = serializer.serialize_map(None)?;
        let _ = map.serialize_entry("a", &Forgets);
        map.serialize_entry("b", &1)?;
        map.end()
    });
    assert_eq!(whole(Holds), r#"{"a":["x"],"b":1}"#);
}

#[test]
fn keys_without_values_and_values_without_keys_are_left_out() {
    hostile!(Halves, |serializer| {
        let mut map = serializer.serialize_map(Some(9_999))?;
        map.serialize_value("no key")?;
        map.serialize_key("a")?;
        map.serialize_key("b")?;
        map.serialize_value(&1)?;
        map.serialize_value(&2)?;
        map.serialize_key("c")?;
        map.end()
    });
    let (json, lost) = render(&open_rules(100), Halves);
    assert_eq!((json.as_str(), lost > 0), (r#"{"b":1}"#, true));
}

#[test]
fn lengths_that_lie_change_nothing() {
    hostile!(Lies, |serializer| {
        let mut seq = serializer.serialize_seq(Some(usize::MAX))?;
        seq.serialize_element(&1)?;
        seq.end()
    });
    assert_eq!(whole(Lies), "[1]");
}

#[test]
fn endless_values_are_stopped() {
    hostile!(EndlessSeq, |serializer| serializer
        .collect_seq(iter::repeat(Some("é"))));
    hostile!(EndlessMap, |serializer| serializer
        .collect_map((0_u64..).map(|n| (n, [n]))));
    hostile!(OneKey, |serializer| serializer
        .collect_map(iter::repeat(("a", 1))));
    hostile!(OnlyKeys, |serializer| {
        let mut map = serializer.serialize_map(None)?;
        loop {
            map.serialize_key("a")?;
        }
    });
    hostile!(OnlyValues, |serializer| {
        let mut map = serializer.serialize_map(None)?;
        loop {
            map.serialize_value("a")?;
        }
    });
    hostile!(EndlessText, |serializer| serializer
        .collect_str(&EndlessDisplay));
    struct EndlessDisplay;
    impl Display for EndlessDisplay {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            loop {
                f.write_str("\"€")?;
            }
        }
    }
    let rules = open_rules(25);
    let json = |(json, lost): (String, usize)| {
        assert!(lost > 0);
        json
    };
    assert_eq!(json(render(&rules, EndlessSeq)), r#"["é","é","é","é",""]"#);
    assert_eq!(
        json(render(&rules, EndlessMap)),
        r#"{"0":[0],"1":[1],"2":[2]}"#
    );
    assert_eq!(json(render(&rules, OneKey)), r#"{"a":1}"#);
    assert_eq!(json(render(&rules, OnlyKeys)), "{}");
    assert_eq!(json(render(&rules, OnlyValues)), "{}");
    assert_eq!(json(render(&rules, EndlessText)), r#""\"€\"€\"€\"€\"""#);
}

/// An array in an array, so many times.
struct Nested(u32);

impl Serialize for Nested {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let inner = self.0.checked_sub(1).map(Nested);
        serializer.collect_seq(inner)
    }
}

#[test]
fn values_that_nest_too_deep_are_cut_where_they_are() {
    let brackets = |n| "[".repeat(n) + &"]".repeat(n);
    assert_eq!(whole(Nested(31)), brackets(32));
    assert_eq!(
        whole(Nested(32)),
        brackets(32).replace("[]", "[\"<deep>\"]")
    );
    assert_eq!(whole(Nested(100_000)), whole(Nested(32)));
    // What stands beside it is kept.
    assert_eq!(
        whole((Nested(31), 1)),
        format!("[{},1]", brackets(31).replace("[]", "[\"<deep>\"]"))
    );
}

#[test]
fn a_cycle_ends() {
    #[derive(Serialize)]
    struct Node {
        next: RefCell<Option<Shared>>,
    }
    struct Shared(Rc<Node>);
    impl Serialize for Shared {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.0.serialize(serializer)
        }
    }
    let node = Rc::new(Node {
        next: RefCell::new(None),
    });
    *node.next.borrow_mut() = Some(Shared(Rc::clone(&node)));
    assert_eq!(
        whole(&*node),
        format!("{}\"<deep>\"{}", "{\"next\":".repeat(32), "}".repeat(32))
    );
    *node.next.borrow_mut() = None;
}

#[test]
fn a_cycle_of_wrappers_that_open_no_bracket_ends() {
    hostile!(Wraps, |serializer| serializer.serialize_some(&Wraps));
    assert_eq!(whole([Wraps]), "[\"<deep>\"]");
    assert_eq!(whole(Wraps), "\"<deep>\"");
    assert_eq!(
        whole(super::shapes::Pairs(vec![(Wraps, 1)])),
        "{\"<key>\":1}"
    );
}
