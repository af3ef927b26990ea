//! Values that are written right where they stand, under a key that is neither judged nor hashed.

#![allow(
    clippy::inline_always,
    reason = "a strip that is passed to a call that is not inlined has its place in memory"
)]

use super::copy::Ink;
use super::escape::escape_bytes;
use super::number::{float, write_digits, write_signed};
use super::render::raw_text;
use super::rules::Rules;
use super::schema::Shape;
use super::sequence::LONGEST_VALUE;
use super::spare;
use super::strip::Strip;
use crate::redact::{is_calm, is_calm_throughout, is_harmless};
use crate::value::Captured;

/// Writes a value that is short and has nothing in it to be cut or escaped. Any other is left to [`push`]: then
/// there is no text.
#[inline(always)]
pub(super) fn write<const ROOM: usize>(
    strip: &mut Strip<'_, ROOM>,
    rules: &Rules,
    value: Captured<'_>,
) {
    match value {
        Captured::Text(text) if is_plain(rules, text) => strip.write_quoted(text.as_bytes()),
        Captured::Bool(flag) => write_flag(strip, flag),
        Captured::U64(n) => write_digits(strip, n),
        Captured::I64(n) => write_signed(strip, n),
        _ => strip.give_up(),
    }
}

#[inline(always)]
pub(super) fn write_flag(ink: &mut impl Ink, flag: bool) {
    let (text, length) = if flag {
        (b"true    ", 4)
    } else {
        (b"false   ", 5)
    };
    ink.write_first(text, length);
}

/// Whether it is a float that is no number of JSON. It is a text there, which its key may not take.
pub(super) fn is_special(value: Captured<'_>) -> bool {
    match value {
        Captured::F32(x) => !x.is_finite(),
        Captured::F64(x) => !x.is_finite(),
        _ => false,
    }
}

/// Appends a value that has a form and is not special. Returns the bytes of it that were too many.
#[inline(never)]
pub(super) fn push(out: &mut Vec<u8>, rules: &Rules, value: Captured<'_>) -> usize {
    let mut append = |text: &str| out.extend_from_slice(text.as_bytes());
    match value {
        Captured::Bool(value) => append(if value { "true" } else { "false" }),
        Captured::U64(n) => append(itoa::Buffer::new().format(n)),
        Captured::I64(n) => append(itoa::Buffer::new().format(n)),
        Captured::F32(x) => float(x, append),
        Captured::F64(x) => float(x, append),
        Captured::Text(text) => return push_text(out, rules, text),
        _ => {
            let raw = raw_text(rules, value);
            let lost = if is_plain(rules, &raw.text) {
                push_quoted(out, |out| out.extend_from_slice(raw.text.as_bytes()));
                0
            } else {
                push_text(out, rules, &raw.text)
            };
            spare::give_text(raw.text);
            return lost.saturating_add(raw.lost);
        }
    }
    0
}

/// Appends a text as a JSON string, without its secrets.
fn push_text(out: &mut Vec<u8>, rules: &Rules, text: &str) -> usize {
    let kept = &text[..text.floor_char_boundary(rules.max_value)];
    push_quoted(out, |out| {
        // A shorter one was looked at before.
        if kept.len() > LONGEST_VALUE && is_calm_throughout(kept) {
            out.extend_from_slice(kept.as_bytes());
        } else {
            escape_bytes(out, &rules.clean(kept));
        }
    });
    text.len() - kept.len()
}

fn push_quoted(out: &mut Vec<u8>, push: impl FnOnce(&mut Vec<u8>)) {
    out.push(b'"');
    push(out);
    out.push(b'"');
}

/// Whether a text is written as it is.
#[inline(always)]
fn is_plain(rules: &Rules, text: &str) -> bool {
    text.len() <= rules.max_value && is_quiet(text)
}

/// Whether there is nothing in a text to be cut or escaped.
#[inline(always)]
pub(super) fn is_quiet(text: &str) -> bool {
    is_harmless(text) || is_calm(text)
}

/// The forms of values. A type has one whatever its value, so that to know it takes no branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Bool,
    Unsigned,
    Signed,
    Float,
    /// None that is written here.
    Other,
}

impl Form {
    /// All that are written here.
    pub(super) const ALL: [Form; 5] = [
        Form::Text,
        Form::Bool,
        Form::Unsigned,
        Form::Signed,
        Form::Float,
    ];

    #[inline(always)]
    pub(super) fn of(value: Captured<'_>) -> Form {
        match value {
            Captured::Text(_) | Captured::Display(_) | Captured::Debug(_) => Form::Text,
            Captured::Bool(_) => Form::Bool,
            Captured::U64(_) => Form::Unsigned,
            Captured::I64(_) => Form::Signed,
            Captured::F32(_) | Captured::F64(_) => Form::Float,
            _ => Form::Other,
        }
    }

    pub(super) fn is_number(self) -> bool {
        matches!(self, Form::Unsigned | Form::Signed | Form::Float)
    }

    /// All that its values may be in JSON, but for [`is_special`] ones.
    pub(super) fn shapes(self) -> &'static [Shape] {
        match self {
            Form::Text => &[Shape::Text],
            Form::Unsigned => &[Shape::Unsigned],
            Form::Signed => &[Shape::Unsigned, Shape::Number],
            Form::Float => &[Shape::Number],
            Form::Bool | Form::Other => &[Shape::Other],
        }
    }
}
