//! What the value of a key has to be.

use crate::value::Value;
use crate::{outcome, timestamp};

#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Text,
    Timestamp,
    Level,
    Name,
    Outcome,
    Count,
    Positive,
    Integer,
    Number,
    True,
    Object,
    Any,
}

impl Kind {
    /// What is wrong with a value, as the rest of a sentence that begins with its key.
    pub(super) fn fault(self, value: &Value) -> Option<String> {
        let text = value.as_str();
        let (fits, wanted) = match self {
            Kind::Text => (text.is_some(), "a string"),
            Kind::Timestamp => (
                text.is_some_and(timestamp::is_valid),
                "a real date like 2025-08-27T16:24:06.123Z",
            ),
            Kind::Level => (text.is_some_and(is_level), "a level"),
            Kind::Name => (text.is_some_and(|text| !text.is_empty()), "a name"),
            Kind::Outcome => (text.is_some_and(outcome::is_legal), "a legal outcome"),
            Kind::Count => (value.as_u64().is_some(), "a whole number without sign"),
            Kind::Positive => (
                value.as_u64().is_some_and(|n| n > 0),
                "a whole number above 0",
            ),
            Kind::Integer => (value.as_i64().is_some(), "a whole number"),
            Kind::Number => (is_number(value), "a number"),
            Kind::True => (value.as_bool() == Some(true), "true"),
            Kind::Object => (value.members().is_some(), "an object"),
            Kind::Any => (true, "anything"),
        };
        (!fits).then(|| format!("is {}, not {wanted}", described(value)))
    }
}

fn is_level(text: &str) -> bool {
    matches!(text, "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR")
}

/// JSON cannot write the floats that are no numbers, so these stand as strings.
fn is_number(value: &Value) -> bool {
    value.as_f64().is_some() || matches!(value.as_str(), Some("NaN" | "inf" | "-inf"))
}

/// A scalar as it reads, anything else by its kind.
fn described(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        Value::Number(text) => text.clone(),
        Value::Bool(truth) => truth.to_string(),
        other => other.kind().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        crate::json::parse(text.as_bytes()).expect("the text is JSON")
    }

    #[test]
    fn a_fault_names_what_stands_and_what_should() {
        let fault = |kind: Kind, text: &str| kind.fault(&value(text)).unwrap_or_default();
        assert_eq!(fault(Kind::Text, "5"), "is 5, not a string");
        assert_eq!(fault(Kind::Level, "\"FATAL\""), "is \"FATAL\", not a level");
        assert_eq!(fault(Kind::Name, "\"\""), "is \"\", not a name");
        assert_eq!(
            fault(Kind::Outcome, "\"no_error\""),
            "is \"no_error\", not a legal outcome"
        );
        assert_eq!(
            fault(Kind::Count, "-1"),
            "is -1, not a whole number without sign"
        );
        assert_eq!(
            fault(Kind::Count, "1.0"),
            "is 1.0, not a whole number without sign"
        );
        assert_eq!(
            fault(Kind::Positive, "0"),
            "is 0, not a whole number above 0"
        );
        assert_eq!(fault(Kind::Integer, "1e2"), "is 1e2, not a whole number");
        assert_eq!(fault(Kind::Number, "\"nan\""), "is \"nan\", not a number");
        assert_eq!(fault(Kind::True, "false"), "is false, not true");
        assert_eq!(fault(Kind::Object, "[]"), "is an array, not an object");
    }

    #[test]
    fn a_fitting_value_has_no_fault() {
        let fits = [
            (Kind::Text, "\"\""),
            (Kind::Timestamp, "\"2025-08-27T16:24:06.123Z\""),
            (Kind::Level, "\"WARN\""),
            (Kind::Outcome, "\"partial\""),
            (Kind::Count, "0"),
            (Kind::Positive, "1"),
            (Kind::Integer, "-9"),
            (Kind::Number, "12.5"),
            (Kind::Number, "\"NaN\""),
            (Kind::True, "true"),
            (Kind::Object, "{}"),
            (Kind::Any, "[1]"),
        ];
        for (kind, text) in fits {
            assert_eq!(kind.fault(&value(text)), None, "{kind:?} {text}");
        }
    }
}
