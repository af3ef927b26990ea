//! From the fields of a `tracing` event to those of a line.

use std::error::Error;
use std::fmt::Debug;

use tracing::field::{Field, Visit};
use tracing::{Event, Level};

use crate::classify::chain;
use crate::lane::{self, Kind, Lane};
use crate::line::{Fields, Giver, Rules, raw_text};
use crate::user;
use crate::value::{Captured, Value};

/// Writes a plain event, inside spans with these fields, as a line.
pub(super) fn write_event(lane: &'static Lane, event: &Event<'_>, spans: &Fields) {
    let mut visitor = Visitor::new(lane.rules(), Giver::Foreign);
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
    let record = Record {
        level: *metadata.level(),
        target,
        place: metadata.file().zip(metadata.line()).unwrap_or((target, 0)),
        message: &message,
        fields: &fields,
        spans: Some(spans),
    };
    record.write(lane);
}

/// A plain record, of `tracing` or of `log`.
pub(super) struct Record<'a> {
    pub(super) level: Level,
    pub(super) target: &'a str,
    pub(super) place: (&'a str, u32),
    pub(super) message: &'a user::Text,
    pub(super) fields: &'a Fields,
    /// The fields of its spans, where they are not the current ones.
    pub(super) spans: Option<&'a Fields>,
}

impl Record<'_> {
    /// Writes the record as a line.
    pub(super) fn write(&self, lane: &'static Lane) {
        let rules = lane.rules();
        let message = &self.message.text;
        let mut own = Fields::default();
        own.push(rules, Giver::Framework, "event", "log".capture());
        let detail = Some(message.as_str()).filter(|text| !text.is_empty());
        own.push(rules, Giver::Framework, "detail", detail.capture());
        own.lose(self.message.lost);
        own.push(rules, Giver::Framework, "target", self.target.capture());
        own.append_foreign(self.fields);
        lane.write(&lane::Event {
            level: self.level,
            target: self.target,
            place: self.place,
            kind: Kind::Plain { message },
            own: &own,
            node: None,
            spans: self.spans,
        });
    }
}

/// Collects fields.
pub(super) struct Visitor {
    rules: &'static Rules,
    giver: Giver,
    pub(super) message: Option<user::Text>,
    pub(super) fields: Fields,
    /// The target that `tracing-log` hides in a field.
    log_target: Option<String>,
}

impl Visitor {
    pub(super) fn new(rules: &'static Rules, giver: Giver) -> Self {
        Visitor {
            rules,
            giver,
            message: None,
            fields: Fields::default(),
            log_target: None,
        }
    }

    fn push(&mut self, field: &Field, value: Captured<'_>) {
        match field.name() {
            "message" if self.giver == Giver::Foreign => {
                self.message = Some(raw_text(self.rules, value));
            }
            "log.target" => self.log_target = Some(raw_text(self.rules, value).text),
            "log.module_path" | "log.file" | "log.line" => {}
            key => {
                let key = key.strip_prefix("r#").unwrap_or(key);
                self.fields.push(self.rules, self.giver, key, value);
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
