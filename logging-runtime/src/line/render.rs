//! One value as JSON: judged by its key, redacted and escaped.

use super::escape::escape_into;
#[cfg(feature = "json")]
use super::json::JsonWriter;
use super::number::{push_float, push_integer};
use super::rules::Rules;
use super::schema::Shape;
use crate::redact::{REPLACEMENT, Treatment};
use crate::user;
use crate::value::Captured;

/// One value as JSON.
pub(super) struct Rendered {
    pub(super) json: String,
    pub(super) shape: Shape,
    pub(super) lost: usize,
}

impl Rendered {
    pub(super) fn new(rules: &Rules, key: &str, value: Captured<'_>) -> Rendered {
        #[cfg(feature = "json")]
        if let Captured::Json(value) = value {
            return Rendered::json(|out| JsonWriter::render_under(rules, key, value, out));
        }
        let treatment = if is_number(value) {
            rules.redactor.key_for_number(key)
        } else {
            rules.redactor.key(key)
        };
        match treatment {
            Treatment::Keep => Rendered::plain(rules, value),
            Treatment::Redact => {
                rules.count(1);
                Rendered::text(REPLACEMENT, 0)
            }
            Treatment::Hash => {
                let raw = raw_text(rules, value);
                let digits = rules.redactor.hash(&raw.text);
                Rendered::text(std::str::from_utf8(&digits).unwrap_or(REPLACEMENT), 0)
            }
        }
    }

    /// A value under a key that is not judged.
    pub(super) fn plain(rules: &Rules, value: Captured<'_>) -> Rendered {
        let mut json = String::new();
        let shape = match value {
            Captured::None => Shape::Other,
            Captured::Bool(b) => {
                json.push_str(if b { "true" } else { "false" });
                Shape::Other
            }
            Captured::I64(n) => integer(&mut json, n, n >= 0),
            Captured::U64(n) => integer(&mut json, n, true),
            Captured::I128(n) => integer(&mut json, n, n >= 0),
            Captured::U128(n) => integer(&mut json, n, true),
            Captured::F32(x) => {
                push_float(&mut json, x);
                shape_of_float(x.is_finite())
            }
            Captured::F64(x) => {
                push_float(&mut json, x);
                shape_of_float(x.is_finite())
            }
            #[cfg(feature = "json")]
            Captured::Json(value) => {
                return Rendered::json(|out| JsonWriter::render(rules, value, out));
            }
            Captured::Text(text) => {
                let kept = text.floor_char_boundary(rules.max_value);
                let clean = rules.clean(&text[..kept]);
                return Rendered::text(&clean, text.len() - kept);
            }
            Captured::Char(_) | Captured::Display(_) | Captured::Debug(_) => {
                let raw = raw_text(rules, value);
                let clean = rules.clean(&raw.text);
                return Rendered::text(&clean, raw.lost);
            }
        };
        Rendered {
            json,
            shape,
            lost: 0,
        }
    }

    /// What `write` writes; it returns the bytes that were lost.
    #[cfg(feature = "json")]
    fn json(write: impl FnOnce(&mut String) -> usize) -> Rendered {
        let mut json = String::new();
        let lost = write(&mut json);
        Rendered {
            json,
            shape: Shape::Other,
            lost,
        }
    }

    fn text(clean: &str, lost: usize) -> Rendered {
        let mut json = String::with_capacity(clean.len() + 2);
        json.push('"');
        escape_into(&mut json, clean);
        json.push('"');
        Rendered {
            json,
            shape: Shape::Text,
            lost,
        }
    }
}

fn integer(json: &mut String, n: impl itoa::Integer, unsigned: bool) -> Shape {
    push_integer(json, n);
    if unsigned {
        Shape::Unsigned
    } else {
        Shape::Number
    }
}

/// What is no number of JSON is written as a text.
fn shape_of_float(is_finite: bool) -> Shape {
    if is_finite {
        Shape::Number
    } else {
        Shape::Text
    }
}

fn is_number(value: Captured<'_>) -> bool {
    matches!(
        value,
        Captured::I64(_)
            | Captured::U64(_)
            | Captured::I128(_)
            | Captured::U128(_)
            | Captured::F32(_)
            | Captured::F64(_)
    )
}

/// The value as text, before redaction.
pub(crate) fn raw_text(rules: &Rules, value: Captured<'_>) -> user::Text {
    let limit = rules.max_value;
    match value {
        Captured::Display(value) => user::display(value, limit),
        Captured::Debug(value) => user::debug(value, limit),
        Captured::Text(text) => user::Text::of(text, limit),
        Captured::Char(c) => user::display(&c, limit),
        other => {
            let rendered = Rendered::plain(rules, other);
            user::Text {
                text: rendered.json,
                lost: rendered.lost,
            }
        }
    }
}
