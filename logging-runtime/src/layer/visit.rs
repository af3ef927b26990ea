//! From the fields of a `tracing` event to those of a line.

use std::error::Error;
use std::fmt::Debug;
use std::sync::LazyLock;

use tracing::field::{Field, Visit};
use tracing::{Event, Level};

use crate::classify::chain;
use crate::clock;
use crate::lane::{self, Kind, Lane};
use crate::line::{Fields, Giver, NONE, Named, Rules, raw_text, spare};
use crate::user;
use crate::value::{Captured, Value};

/// Writes a plain event, inside spans with these fields, as a line.
pub(super) fn write_event(lane: &'static Lane, event: &Event<'_>, spans: Option<&Fields>) {
    let mut said = Said::default();
    event.record(&mut SaidVisitor {
        rules: lane.rules(),
        said: &mut said,
    });
    let metadata = event.metadata();
    let target = said.target.as_deref().unwrap_or(metadata.target());
    let record = Record {
        level: *metadata.level(),
        target,
        place: metadata.file().zip(metadata.line()).unwrap_or((target, 0)),
        message: &said.message,
        spans: Some(spans.unwrap_or(&NONE)),
    };
    record.write(lane, |own| {
        let mut visitor = Visitor::new(lane.rules(), Giver::Foreign, own);
        event.record(&mut visitor);
    });
    spare::give_text(said.message.text);
}

/// A plain record, of `tracing` or of `log`.
pub(super) struct Record<'a> {
    pub(super) level: Level,
    pub(super) target: &'a str,
    pub(super) place: (&'a str, u32),
    pub(super) message: &'a user::Text,
    /// The fields of its spans, where they are not the current ones.
    pub(super) spans: Option<&'a Fields>,
}

impl Record<'_> {
    /// Writes the record as a line. Its fields are asked for unless it is held back.
    pub(super) fn write(&self, lane: &'static Lane, add_fields: impl FnOnce(&mut Fields)) {
        let now = clock::now();
        let message = &self.message.text;
        let mut event = lane::Event {
            level: self.level,
            target: self.target,
            place: self.place,
            kind: Kind::Plain { message },
            own: &NONE,
            dur_ms: None,
            node: None,
            spans: self.spans,
            now,
            decision: None,
        };
        if !lane.decide_early(&mut event) {
            return;
        }
        let rules = lane.rules();
        let mut own = spare::fields();
        own.append(&LOG);
        let detail = Some(message.as_str()).filter(|text| !text.is_empty());
        own.push(rules, Giver::Framework, "detail", detail.capture());
        own.lose(self.message.lost);
        own.push_name(rules, Named::Target, self.target);
        add_fields(&mut own);
        event.own = &own;
        lane.write(&event);
        spare::give_fields(own);
    }
}

/// What the lines of all plain records say.
static LOG: LazyLock<Fields> = LazyLock::new(|| Fields::ready(&[(Named::Event, "log")]));

/// What an event says besides its fields.
#[derive(Default)]
struct Said {
    message: user::Text,
    /// The target that `tracing-log` hides in a field.
    target: Option<String>,
}

/// Looks for what an event says.
struct SaidVisitor<'a> {
    rules: &'static Rules,
    said: &'a mut Said,
}

impl SaidVisitor<'_> {
    fn look(&mut self, field: &Field, value: Captured<'_>) {
        match field.name() {
            "message" => self.said.message = raw_text(self.rules, value),
            "log.target" => self.said.target = Some(raw_text(self.rules, value).text),
            _ => {}
        }
    }
}

impl Visit for SaidVisitor<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.look(field, Captured::Debug(value));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.look(field, Captured::Text(value));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.look(field, Captured::Bool(value));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.look(field, Captured::I64(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.look(field, Captured::U64(value));
    }

    fn record_i128(&mut self, field: &Field, value: i128) {
        self.look(field, Captured::I128(value));
    }

    fn record_u128(&mut self, field: &Field, value: u128) {
        self.look(field, Captured::U128(value));
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.look(field, Captured::F64(value));
    }

    fn record_error(&mut self, field: &Field, value: &(dyn Error + 'static)) {
        if matches!(field.name(), "message" | "log.target") {
            let text = user::run(|| chain::of_dyn(value));
            let text = text.as_deref().unwrap_or_else(|stand_in| stand_in);
            self.look(field, Captured::Text(text));
        }
    }
}

/// Collects fields.
pub(super) struct Visitor<'a> {
    rules: &'static Rules,
    giver: Giver,
    fields: &'a mut Fields,
}

impl<'a> Visitor<'a> {
    pub(super) fn new(rules: &'static Rules, giver: Giver, fields: &'a mut Fields) -> Self {
        Visitor {
            rules,
            giver,
            fields,
        }
    }

    fn push(&mut self, field: &Field, value: Captured<'_>) {
        match field.name() {
            "message" if self.giver == Giver::Foreign => {}
            key if is_of_bridge(key) => {}
            key => {
                let key = key.strip_prefix("r#").unwrap_or(key);
                match self.giver {
                    Giver::Foreign => self.fields.push_foreign(self.rules, key, value),
                    giver => self.fields.push(self.rules, giver, key, value),
                }
            }
        }
    }
}

/// Whether the field is one in which `tracing-log` hides what a record says of itself.
fn is_of_bridge(key: &str) -> bool {
    key.starts_with("log.")
        && matches!(
            key,
            "log.target" | "log.module_path" | "log.file" | "log.line"
        )
}

impl Visit for Visitor<'_> {
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
