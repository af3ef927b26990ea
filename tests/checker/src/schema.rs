//! Which keys a line has, in which order, and what their values are.

use crate::line::Line;
use crate::value::{Member, Value};

use kind::Kind;

mod kind;

/// The order of the keys and the kinds of their values, for one list of context keys.
#[derive(Debug)]
pub(crate) struct Schema {
    rows: Vec<Row>,
}

/// A string in a schema key is cut to this many bytes, counted after escaping.
const MAX_SCHEMA_STRING: usize = 256;

#[derive(Debug)]
struct Row {
    key: String,
    kind: Kind,
    part: Part,
}

/// Where a key comes from, and therefore how far its value can be relied upon.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    /// Written by the framework on every line; its strings are bounded.
    Schema,
    /// Written by the framework on every line.
    Common,
    /// Written by the framework on its own events; on other lines it is a user's field.
    OwnEvents,
    /// Stands behind the fields of the user.
    Mark,
}

const BEFORE_CONTEXT: [(&str, Kind); 3] = [
    ("ts", Kind::Timestamp),
    ("lvl", Kind::Level),
    ("job_id", Kind::Text),
];

const AFTER_CONTEXT: [(&str, Kind); 4] = [
    ("stage", Kind::Text),
    ("event", Kind::Name),
    ("outcome", Kind::Outcome),
    ("dur_ms", Kind::Count),
];

const COMMON: [(&str, Kind); 5] = [
    ("detail", Kind::Text),
    ("attempt", Kind::Any),
    ("use_proxy", Kind::Any),
    ("profile", Kind::Any),
    ("cookie_source", Kind::Any),
];

const OWN_EVENTS: [(&str, Kind); 17] = [
    ("job", Kind::Text),
    ("parent_job_id", Kind::Text),
    ("error_type", Kind::Text),
    ("outcome_name", Kind::Text),
    ("panic_at", Kind::Text),
    ("exit_code", Kind::Integer),
    ("signal", Kind::Integer),
    ("bytes_out", Kind::Count),
    ("items", Kind::Any),
    ("cpu", Kind::Number),
    ("mem_mb", Kind::Number),
    ("suppressed", Kind::Positive),
    ("target", Kind::Text),
    ("trace_id", Kind::Text),
    ("span_id", Kind::Text),
    ("stages", Kind::Object),
    ("stderr_tail", Kind::Text),
];

const MARKS: [(&str, Kind); 3] = [
    ("unpaired", Kind::True),
    ("truncated", Kind::Positive),
    ("_aws", Kind::Object),
];

const OWN_EVENT_NAMES: [&str; 6] = [
    "job_received",
    "stage_start",
    "stage_result",
    "job_failed",
    "job_finished",
    "performance_metric",
];

impl Schema {
    pub(crate) fn new(context_keys: &[String]) -> Self {
        let context: Vec<_> = context_keys
            .iter()
            .map(|key| (key.as_str(), Kind::Text))
            .collect();
        let parts: [(Part, &[(&str, Kind)]); 6] = [
            (Part::Schema, &BEFORE_CONTEXT),
            (Part::Schema, &context),
            (Part::Schema, &AFTER_CONTEXT),
            (Part::Common, &COMMON),
            (Part::OwnEvents, &OWN_EVENTS),
            (Part::Mark, &MARKS),
        ];
        let rows = parts.into_iter().flat_map(|(part, keys)| {
            keys.iter().map(move |&(key, kind)| Row {
                key: key.to_owned(),
                kind,
                part,
            })
        });
        Schema {
            rows: rows.collect(),
        }
    }

    /// Everything that is wrong with the keys of a line and their values.
    pub(crate) fn problems(&self, line: &Line) -> Vec<String> {
        let mut problems = Vec::new();
        self.check_order(line, &mut problems);
        for key in ["ts", "lvl", "event"] {
            if line.get(key).is_none() {
                problems.push(format!("`{key}` is missing"));
            }
        }
        let event = line.get("event").and_then(Value::as_str);
        let is_own = event.is_some_and(|event| OWN_EVENT_NAMES.contains(&event));
        for member in line.members() {
            problems.extend(self.check_value(member, is_own));
        }
        problems
    }

    fn check_order(&self, line: &Line, problems: &mut Vec<String>) {
        let mut previous: Option<(usize, &str)> = None;
        for key in line.keys() {
            let place = self.place(key);
            match previous {
                Some((last, before)) if place < last => {
                    problems.push(format!(
                        "`{key}` stands after `{before}`, it belongs before it"
                    ));
                }
                _ => previous = Some((place, key)),
            }
        }
    }

    /// Rows count by two, which leaves one place, before the marks, for all fields of the user.
    fn place(&self, key: &str) -> usize {
        match self.rows.iter().position(|row| row.key == key) {
            Some(index) => 2 * index,
            None => 2 * (self.rows.len() - MARKS.len()) - 1,
        }
    }

    fn check_value(&self, member: &Member, is_own_event: bool) -> Option<String> {
        let key = &member.key;
        if member.value == Value::Null {
            return Some(format!(
                "`{key}` is null, a key without a value is left out"
            ));
        }
        let row = self.rows.iter().find(|row| row.key == *key)?;
        if row.part == Part::OwnEvents && !is_own_event {
            return None;
        }
        if let Some(fault) = row.kind.fault(&member.value) {
            return Some(format!("`{key}` {fault}"));
        }
        let is_text = member.value.as_str().is_some();
        let length = member.written.len().saturating_sub(2);
        (row.part == Part::Schema && is_text && length > MAX_SCHEMA_STRING).then(|| {
            format!("`{key}` has {length} bytes, a string in a schema key has {MAX_SCHEMA_STRING} at most")
        })
    }
}
