//! One value as JSON: judged by its key, redacted and escaped.

#![allow(
    clippy::inline_always,
    reason = "a pen that is passed to a call that is not inlined has its place in memory"
)]

use super::copy::{Ink, Pen};
use super::escape::{escape_bytes, escape_into};
use super::json::JsonWriter;
use super::number::{float, push_float, push_integer, write_digits, write_signed};
use super::rules::Rules;
use super::schema::Shape;
use super::spare;
use crate::redact::{REPLACEMENT, Treatment, is_calm, is_harmless};
use crate::user;
use crate::value::Captured;

/// The forms of values that [`write_simple`] writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Bool,
    Unsigned,
    Number,
}

impl Form {
    pub(super) const ALL: [Form; 4] = [Form::Text, Form::Bool, Form::Unsigned, Form::Number];

    #[inline]
    pub(super) fn of(value: Captured<'_>) -> Option<Form> {
        match value {
            Captured::Text(_) | Captured::Display(_) | Captured::Debug(_) => Some(Form::Text),
            Captured::Bool(_) => Some(Form::Bool),
            Captured::U64(_) => Some(Form::Unsigned),
            Captured::I64(n) if n >= 0 => Some(Form::Unsigned),
            Captured::I64(_) => Some(Form::Number),
            Captured::F32(x) if x.is_finite() => Some(Form::Number),
            Captured::F64(x) if x.is_finite() => Some(Form::Number),
            _ => None,
        }
    }

    pub(super) fn is_number(self) -> bool {
        matches!(self, Form::Unsigned | Form::Number)
    }

    pub(super) fn shape(self) -> Shape {
        match self {
            Form::Text => Shape::Text,
            Form::Unsigned => Shape::Unsigned,
            Form::Number => Shape::Number,
            Form::Bool => Shape::Other,
        }
    }
}

/// Writes a value that has a form. Returns the bytes of it that were too many.
#[inline(always)]
pub(super) fn write_simple(pen: &mut Pen<'_>, rules: &Rules, value: Captured<'_>) -> usize {
    match value {
        Captured::Text(text) => return write_text(pen, rules, text),
        Captured::Bool(true) => pen.write(b"true"),
        Captured::Bool(false) => pen.write(b"false"),
        Captured::U64(n) => write_digits(pen, n),
        Captured::I64(n) => write_signed(pen, n),
        _ => {
            let mut lost = 0;
            pen.write_to_vec(|out| lost = push_formatted(out, rules, value));
            return lost;
        }
    }
    0
}

#[inline(never)]
fn push_formatted(out: &mut Vec<u8>, rules: &Rules, value: Captured<'_>) -> usize {
    match value {
        Captured::F32(x) => float(x, |text| out.extend_from_slice(text.as_bytes())),
        Captured::F64(x) => float(x, |text| out.extend_from_slice(text.as_bytes())),
        _ => {
            let raw = raw_text(rules, value);
            let mut pen = Pen::new(out, 0);
            let lost = write_text(&mut pen, rules, &raw.text);
            pen.end();
            spare::give_text(raw.text);
            return lost.saturating_add(raw.lost);
        }
    }
    0
}

/// Writes a text as a JSON string, without its secrets.
#[inline(always)]
fn write_text(pen: &mut Pen<'_>, rules: &Rules, text: &str) -> usize {
    pen.write_byte(b'"');
    let mut lost = 0;
    if text.len() <= rules.max_value && (is_harmless(text) || is_calm(text)) {
        pen.write(text.as_bytes());
    } else {
        pen.write_to_vec(|out| lost = push_any_text(out, rules, text));
    }
    pen.write_byte(b'"');
    lost
}

#[inline(never)]
fn push_any_text(out: &mut Vec<u8>, rules: &Rules, text: &str) -> usize {
    let kept = text.floor_char_boundary(rules.max_value);
    escape_bytes(out, &rules.clean(&text[..kept]));
    text.len() - kept
}

/// One value as JSON.
pub(super) struct Rendered {
    pub(super) json: String,
    pub(super) shape: Shape,
    pub(super) lost: usize,
}

impl Rendered {
    pub(super) fn new(rules: &Rules, key: &str, value: Captured<'_>) -> Rendered {
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
