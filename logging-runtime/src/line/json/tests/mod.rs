mod bounds;
mod hostile;
mod invariants;
mod secrets;
mod shapes;

use serde::Serialize;

use super::JsonWriter;
use crate::json;
use crate::line::Rules;
use crate::line::schema::Schema;
use crate::redact::{self, Redactor};
use crate::value::{Captured, Value};

fn rules(max_value: usize, redactor: &redact::Rules) -> Rules {
    Rules::new(Schema::new([]), Redactor::new(redactor), max_value)
}

/// Rules that redact nothing.
fn open_rules(max_value: usize) -> Rules {
    let redactor = redact::Rules {
        enabled: false,
        ..redact::Rules::default()
    };
    rules(max_value, &redactor)
}

/// The JSON of a value behind a text that must stay as it is, and the bytes that were lost.
fn render(rules: &Rules, value: impl Serialize) -> (String, usize) {
    let value = json(value);
    let Captured::Json(value) = value.capture() else {
        panic!("`json` gives JSON");
    };
    let mut out = String::from(",\"before\":");
    let lost = JsonWriter::render(rules, value, &mut out);
    let json = out.strip_prefix(",\"before\":").expect("the text before");
    (json.to_owned(), lost)
}

/// The JSON of a value that must be kept whole.
fn whole(value: impl Serialize) -> String {
    let (json, lost) = render(&open_rules(16_384), value);
    assert_eq!(lost, 0, "{json}");
    json
}
