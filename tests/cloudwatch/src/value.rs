//! What a field of a row holds, as the service has it: numbers and texts alone.

use std::cmp::Ordering;
use std::fmt;

/// A number or a text. A truth of JSON is 1 or 0.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Number(f64),
    Text(String),
}

impl Value {
    pub(crate) fn of_json(json: &checker::Value) -> Option<Value> {
        match json {
            checker::Value::String(text) => Some(Value::Text(text.clone())),
            checker::Value::Bool(truth) => Some(Value::Number(f64::from(u8::from(*truth)))),
            checker::Value::Number(_) => json.as_f64().map(Value::Number),
            _ => None,
        }
    }

    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Value::Number(number) => Some(*number),
            Value::Text(_) => None,
        }
    }

    /// How two values of one kind stand to each other.
    pub(crate) fn compare(&self, other: &Value) -> Option<Ordering> {
        match (self, other) {
            (Value::Number(own), Value::Number(other)) => own.partial_cmp(other),
            (Value::Text(own), Value::Text(other)) => Some(own.cmp(other)),
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => write!(f, "{number}"),
            Value::Text(text) => f.write_str(text),
        }
    }
}
