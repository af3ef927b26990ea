//! From the fields of a `tracing` event to those of a line.

use std::error::Error;
use std::fmt::Debug;

use tracing::Event;
use tracing::field::{Field, Visit};

use crate::classify::chain;
use crate::lane::{self, Kind, Lane};
use crate::line::fields::raw_text;
use crate::line::{Fields, Giver, Rules};
use crate::user;
use crate::value::{Captured, Value};

/// Writes a plain event as a line.
pub(super) fn write_event(lane: &'static Lane, event: &Event<'_>) {
    let mut visitor = Visitor::new(lane.rules());
    event.record(&mut visitor);
    let metadata = event.metadata();
    let Visitor {
        message,
        fields,
        log_target,
        ..
    } = visitor;
    let target = log_target.as_deref().unwrap_or(metadata.target());
    let message = message.unwrap_or_default();
    let place = metadata.file().zip(metadata.line()).unwrap_or((target, 0));
    write_record(lane, *metadata.level(), target, place, &message, &fields);
}

/// Writes a plain record, of `tracing` or of `log`, as a line.
pub(super) fn write_record(
    lane: &'static Lane,
    level: tracing::Level,
    target: &str,
    place: (&str, u32),
    message: &user::Text,
    fields: &Fields,
) {
    let rules = lane.rules();
    let mut own = Fields::default();
    own.push(rules, Giver::Framework, "event", "log".capture());
    let detail = Some(message.text.as_str()).filter(|text| !text.is_empty());
    own.push(rules, Giver::Framework, "detail", detail.capture());
    own.lose(message.lost);
    own.push(rules, Giver::Framework, "target", target.capture());
    own.append_foreign(fields);
    lane.write(&lane::Event {
        level,
        target,
        place,
        kind: Kind::Plain {
            message: &message.text,
        },
        own: &own,
        node: None,
    });
}

/// Collects fields.
pub(super) struct Visitor {
    rules: &'static Rules,
    pub(super) message: Option<user::Text>,
    pub(super) fields: Fields,
    /// The target that `tracing-log` hides in a field.
    log_target: Option<String>,
}

impl Visitor {
    pub(super) fn new(rules: &'static Rules) -> Self {
        Visitor {
            rules,
            message: None,
            fields: Fields::default(),
            log_target: None,
        }
    }

    fn push(&mut self, field: &Field, value: Captured<'_>) {
        match field.name() {
            "message" => self.message = Some(raw_text(self.rules, value)),
            "log.target" => self.log_target = Some(raw_text(self.rules, value).text),
            "log.module_path" | "log.file" | "log.line" => {}
            key => {
                let key = key.strip_prefix("r#").unwrap_or(key);
                self.fields.push(self.rules, Giver::Foreign, key, value);
            }
        }
    }
}

impl Visit for Visitor {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.push(field, Captured::Debug(value));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.push(field, Captured::Text(value));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.push(field, Captured::Bool(value));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.push(field, Captured::I64(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.push(field, Captured::U64(value));
    }

    fn record_i128(&mut self, field: &Field, value: i128) {
        self.push(field, Captured::I128(value));
    }

    fn record_u128(&mut self, field: &Field, value: u128) {
        self.push(field, Captured::U128(value));
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.push(field, Captured::F64(value));
    }

    fn record_error(&mut self, field: &Field, value: &(dyn Error + 'static)) {
        let text = user::run(|| chain::of_dyn(value));
        let text = text.as_deref().unwrap_or_else(|stand_in| stand_in);
        self.push(field, Captured::Text(text));
    }
}
