//! The values that a field can have.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use logging_runtime::{evt, init, json};

scenarios!(numbers, values,);

fn numbers() {
    let _guard = init();
    evt!(
        "integers",
        a = i64::MIN,
        b = u64::MAX,
        c = i128::MIN,
        d = u128::MAX,
        e = -1_i8,
        f = 0_usize
    );
    evt!(
        "floats",
        a = 0.1,
        b = 1.0,
        c = 5e-324,
        d = f64::MAX,
        e = 0.1_f32,
        f = 16_777_216_f32,
        g = 1e21,
    );
    evt!(
        "no_numbers",
        a = f64::NAN,
        b = f64::INFINITY,
        c = f32::NEG_INFINITY
    );
}

fn values() {
    let _guard = init();
    let (text, number) = ("visible", 7);
    let nothing: Option<&str> = None;
    evt!(
        "strings",
        a = "s",
        b = String::from("s"),
        c = Box::<str>::from("b"),
        d = Arc::<str>::from("a")
    );
    evt!(
        "more_strings",
        a = Cow::Borrowed("c"),
        b = 'x',
        c = &&"r",
        text,
        number
    );
    evt!(
        "options",
        nothing,
        a = nothing,
        b = Some(1),
        c = Some(Some("x")),
        d = Some(None::<u8>)
    );
    evt!(
        "durations",
        a = Duration::from_micros(1_999),
        b = Duration::from_secs(2)
    );
    evt!("text", %text, ?nothing, a = %1.50, b = ?"q", "a key" = 1, r#type = 2);
    evt!(
        "json",
        a = json(&[1, 2]),
        b = json(Some("x")),
        c = json(None::<u8>),
        d = json(Nested::new())
    );
}

#[derive(serde::Serialize)]
struct Nested {
    languages: Vec<&'static str>,
    best: Option<(u8, f32)>,
    none: Option<u8>,
}

impl Nested {
    fn new() -> Self {
        Nested {
            languages: vec!["en", "d\"e"],
            best: Some((1, f32::NAN)),
            none: None,
        }
    }
}
