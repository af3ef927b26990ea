//! What the fields of `tracing` are given to: everything that takes the values one by one.

use std::error::Error;
use std::fmt::Debug;

use tracing::field::{Field, Visit};

use crate::classify::chain;
use crate::line::{Fields, Giver, Rules, raw_text};
use crate::user;
use crate::value::Captured;

/// Something that takes values.
pub(super) trait Take {
    fn take(&mut self, field: &Field, value: Captured<'_>);

    /// The same for a value that is shown by its `Debug`, as the macros show a message.
    fn take_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.take(field, Captured::Debug(value));
    }

    /// Whether the text of an error is worth to be made.
    fn wants(&self, _: &Field) -> bool {
        true
    }
}

/// Hands over the values of fields.
pub(super) struct Each<T>(pub(super) T);

impl<T: Take> Visit for Each<T> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.take_debug(field, value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.take(field, Captured::Text(value));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.0.take(field, Captured::Bool(value));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.0.take(field, Captured::I64(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.0.take(field, Captured::U64(value));
    }

    fn record_i128(&mut self, field: &Field, value: i128) {
        self.0.take(field, Captured::I128(value));
    }

    fn record_u128(&mut self, field: &Field, value: u128) {
        self.0.take(field, Captured::U128(value));
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.0.take(field, Captured::F64(value));
    }

    fn record_error(&mut self, field: &Field, value: &(dyn Error + 'static)) {
        if self.0.wants(field) {
            let text = user::run(|| chain::of_dyn(value));
            let text = text.as_deref().unwrap_or_else(|stand_in| stand_in);
            self.0.take(field, Captured::Text(text));
        }
    }
}

/// Collects fields.
pub(super) struct Collector<'a> {
    pub(super) rules: &'static Rules,
    pub(super) giver: Giver,
    /// Whether the message is still to come, which is no field. One that comes after it is.
    pub(super) expects_message: bool,
    pub(super) fields: &'a mut Fields,
}

impl Take for Collector<'_> {
    fn take(&mut self, field: &Field, value: Captured<'_>) {
        match field.name() {
            MESSAGE if self.expects_message => self.expects_message = false,
            key if is_of_bridge(key) => {}
            _ => match self.giver {
                Giver::Foreign => self.fields.push_foreign(self.rules, key_of(field), value),
                giver => self.fields.push(self.rules, giver, key_of(field), value),
            },
        }
    }
}

/// What an event says besides its fields.
pub(super) struct Said {
    pub(super) rules: &'static Rules,
    /// The first, where there are several.
    pub(super) message: Option<user::Text>,
    /// The target that `tracing-log` hides in a field.
    pub(super) target: Option<String>,
}

impl Take for Said {
    fn take(&mut self, field: &Field, value: Captured<'_>) {
        match field.name() {
            MESSAGE if self.message.is_none() => self.message = Some(raw_text(self.rules, value)),
            TARGET => self.target = Some(raw_text(self.rules, value).text),
            _ => {}
        }
    }

    fn wants(&self, field: &Field) -> bool {
        matches!(field.name(), MESSAGE | TARGET)
    }
}

pub(super) const MESSAGE: &str = "message";
const TARGET: &str = "log.target";

/// Whether the field is one in which `tracing-log` hides what a record says of itself.
pub(super) fn is_of_bridge(key: &str) -> bool {
    key.starts_with("log.") && matches!(key, TARGET | "log.module_path" | "log.file" | "log.line")
}

/// The key of a field, which may have a name that is a word of the language.
#[inline]
pub(super) fn key_of(field: &Field) -> &'static str {
    plain(field.name())
}

/// A name without what makes a word of the language one.
#[inline]
pub(super) fn plain(name: &'static str) -> &'static str {
    name.strip_prefix("r#").unwrap_or(name)
}
