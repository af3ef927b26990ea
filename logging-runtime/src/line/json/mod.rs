//! A `Serialize` value as one JSON value: bounded, redacted, and valid whatever the value does.

mod compound;
mod key;
mod named;
mod object;
mod output;
#[cfg(test)]
mod tests;
mod value;

use std::fmt::{self, Display, Write};
use std::mem;

use serde_core::Serialize;

use self::object::Frame;
use self::output::Output;
use self::value::ValueSerializer;
use super::rules::Rules;
use crate::redact::{REPLACEMENT, Treatment};
use crate::serialized::Json;
use crate::user;

/// What stands for a value that is nested too deep.
const DEEP: &str = "<deep>";

/// So many arrays and objects may stand in each other.
const MAX_NESTED: usize = 32;
/// So many calls of `Serialize` may stand in each other: a chain of `Some` or of newtypes uses the
/// stack as well, and opens no bracket.
const MAX_CALLS: usize = 128;

/// Writes one value of the user as JSON.
#[doc(hidden)]
pub struct JsonWriter<'a> {
    rules: &'a Rules,
    output: Output<'a>,
    frames: Vec<Frame>,
    calls: usize,
    form: Form,
    /// A stand-in took the place of the value that is being serialized. The error that stops the
    /// value ends at the element that holds it.
    settled: bool,
    /// What stands for the whole value.
    stand_in: Option<String>,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Plain,
    /// Under a secret's key or name that is harmless with a number: any other value is redacted.
    NumberOnly,
    Hashed,
}

/// The value is to stop: what follows would not be kept. The text of an error of the user is not
/// kept either, since it may hold anything.
#[derive(Debug)]
struct Stop;

impl JsonWriter<'_> {
    /// Appends `value` to `out`, at most [`Rules::max_value`] bytes; a `null`, which no field may
    /// hold, appends nothing. Returns the bytes that were lost.
    pub(crate) fn render(rules: &Rules, value: &dyn Json, out: &mut String) -> usize {
        Self::render_as(Form::Plain, rules, value, out)
    }

    /// Appends `value` to `out` as the value of `key`, which may call for redaction.
    pub(crate) fn render_under(
        rules: &Rules,
        key: &str,
        value: &dyn Json,
        out: &mut String,
    ) -> usize {
        if let Some(form) = form(rules, key) {
            return Self::render_as(form, rules, value, out);
        }
        rules.count(1);
        push_quoted(out, REPLACEMENT);
        0
    }

    fn render_as(form: Form, rules: &Rules, value: &dyn Json, out: &mut String) -> usize {
        let mut writer = JsonWriter {
            rules,
            output: Output::new(out, rules.max_value),
            frames: Vec::new(),
            calls: 0,
            form,
            settled: false,
            stand_in: None,
        };
        let result = user::run(|| value.write(&mut writer));
        writer.finish(result)
    }

    /// Writes the value; whether it succeeded.
    pub(crate) fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> bool {
        let form = self.form;
        value.serialize(ValueSerializer::new(self, form)).is_ok()
    }

    fn finish(mut self, result: Result<bool, &'static str>) -> usize {
        self.close_to(0);
        let stopped_by_us = self.output.is_full() || self.settled;
        let stand_in = match result {
            Err(text) => Some(text.to_owned()),
            Ok(false) if !stopped_by_us => Some(user::FAILED.to_owned()),
            Ok(_) => self.stand_in.take(),
        };
        self.output.finish(stand_in.as_deref())
    }

    /// Serializes the value of an element or field that begins at `start`, with its comma and key.
    /// Nothing of it stays if the value wrote nothing.
    fn element<T: Serialize + ?Sized>(
        &mut self,
        start: usize,
        value: &T,
        form: Form,
    ) -> Result<(), Stop> {
        let (level, begun) = (self.frames.len(), self.output.len());
        self.calls += 1;
        let result = value.serialize(ValueSerializer::new(self, form));
        self.calls -= 1;
        self.close_to(level);
        if self.output.len() == begun {
            self.output.truncate(start);
        }
        if mem::take(&mut self.settled) {
            return Ok(());
        }
        result
    }

    /// Writes an element of an array.
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
        let form = self.frames.last_mut().and_then(|frame| frame.named.take());
        let start = self.output.len();
        self.output.comma()?;
        let begun = self.output.len();
        let result = self.element(start, value, form.unwrap_or(Form::Plain));
        self.note_first(begun);
        result
    }

    /// Opens an array or object; in any other form than the plain one it is secret.
    fn open_as(&mut self, form: Option<Form>, bracket: char) -> Result<(), Stop> {
        if form != Some(Form::Plain) {
            self.rules.count(1);
            return self.settle(REPLACEMENT);
        }
        if self.frames.len() >= MAX_NESTED {
            return self.settle(DEEP);
        }
        self.output.open(bracket)?;
        self.frames.push(Frame::new(bracket));
        Ok(())
    }

    /// Closes what stands open above `level`. User code that fails, or forgets a serializer, does
    /// not close it.
    fn close_to(&mut self, level: usize) {
        while self.frames.len() > level {
            let Some(frame) = self.frames.pop() else {
                return;
            };
            // Full or not, the bracket is closed.
            let _ = self.drop_key(frame.pending.as_ref());
            self.output.close(frame.bracket);
        }
    }

    /// Writes a stand-in for a value whose content must not be looked at, and stops the value.
    fn settle(&mut self, stand_in: &str) -> Result<(), Stop> {
        self.output.atom(|out| push_quoted(out, stand_in))?;
        self.settled = true;
        Err(Stop)
    }

    fn redacted(&mut self) -> Result<(), Stop> {
        self.rules.count(1);
        self.output.atom(|out| push_quoted(out, REPLACEMENT))
    }

    fn hashed(&mut self, text: &str) -> Result<(), Stop> {
        let digits = self.rules.redactor.hash(text);
        let digits = std::str::from_utf8(&digits).unwrap_or(REPLACEMENT);
        self.output.atom(|out| push_quoted(out, digits))
    }

    /// Writes a string of the user, of which `lost` bytes are missing already.
    fn string(&mut self, text: &str, lost: usize) -> Result<(), Stop> {
        let kept = self.longest(text);
        let clean = self.rules.clean(kept);
        let lost = lost.saturating_add(text.len() - kept.len());
        self.output.string(&clean, lost)
    }

    /// What is looked at of a text: the rest would be cut in any case.
    fn longest<'t>(&self, text: &'t str) -> &'t str {
        &text[..text.floor_char_boundary(self.rules.max_value)]
    }

    /// The text of a `Display`. A panic in it is one of the whole value.
    fn format(&mut self, value: &(impl Display + ?Sized)) -> Result<user::Text, Stop> {
        self.output.check()?;
        let mut returned = false;
        let text = user::render(self.rules.max_value, |to| {
            let result = write!(to, "{value}");
            returned = true;
            result
        });
        if returned {
            return Ok(text);
        }
        self.stand_in = Some(text.text);
        self.output.fill(0)
    }
}

impl Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value was stopped")
    }
}

impl std::error::Error for Stop {}

impl serde_core::ser::Error for Stop {
    fn custom<T: Display>(_: T) -> Self {
        Stop
    }
}

/// How the value of `key` is written; not at all if that is `None`.
fn form(rules: &Rules, key: &str) -> Option<Form> {
    match rules.redactor.key(key) {
        Treatment::Keep => Some(Form::Plain),
        Treatment::Hash => Some(Form::Hashed),
        Treatment::Redact => match rules.redactor.key_for_number(key) {
            Treatment::Keep => Some(Form::NumberOnly),
            Treatment::Hash | Treatment::Redact => None,
        },
    }
}

/// Appends a text that needs no escaping.
fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    out.push_str(text);
    out.push('"');
}
