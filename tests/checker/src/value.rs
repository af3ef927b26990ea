//! The tree that a JSON text stands for.

use std::ops::Range;

/// A JSON value as it was written: members keep their order, numbers their text.
///
/// # Example
///
/// ```
/// let value = checker::json::parse(br#"{"b":1.50,"a":[true]}"#)?;
/// assert_eq!(value.get("b").and_then(checker::Value::number_text), Some("1.50"));
/// # Ok::<(), checker::json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as the text it was written with: nothing is rounded.
    Number(String),
    /// A string, with its escapes resolved.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object, its members in the order they were written.
    Object(Vec<Member>),
}

/// One member of an object.
///
/// Two members are equal if they say the same, wherever they stand in their texts.
#[derive(Debug, Clone)]
pub struct Member {
    /// The key, with its escapes resolved.
    pub key: String,
    /// The value.
    pub value: Value,
    /// The bytes of the text that hold the value, the quotes of a string included.
    pub written: Range<usize>,
}

impl PartialEq for Member {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.value == other.value
    }
}

impl Value {
    /// The value of a member, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let member = self.members()?.iter().find(|member| member.key == key)?;
        Some(&member.value)
    }

    /// The members, if this is an object.
    pub fn members(&self) -> Option<&[Member]> {
        match self {
            Value::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The elements, if this is an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// The text of the number, if this is one.
    pub fn number_text(&self) -> Option<&str> {
        match self {
            Value::Number(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if this is one written without sign, point and exponent that fits.
    pub fn as_u64(&self) -> Option<u64> {
        self.number_text()?.parse().ok()
    }

    /// The number, if this is one written without point and exponent that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.number_text()?.parse().ok()
    }

    /// The double nearest to the number, if this is one.
    pub fn as_f64(&self) -> Option<f64> {
        self.number_text()?.parse().ok()
    }

    /// What kind of value this is, in words for a message: `a string`.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "a truth value",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Value {
        Value::Number(text.to_owned())
    }

    #[test]
    fn whole_numbers_are_read_only_where_they_are_written_as_such() {
        assert_eq!(number("18446744073709551615").as_u64(), Some(u64::MAX));
        assert_eq!(number("18446744073709551616").as_u64(), None);
        assert_eq!(number("-1").as_u64(), None);
        assert_eq!(number("-1").as_i64(), Some(-1));
        assert_eq!(number("1.0").as_u64(), None);
        assert_eq!(number("1e2").as_i64(), None);
        assert_eq!(number("1e2").as_f64(), Some(100.0));
    }

    #[test]
    fn an_accessor_of_another_kind_gives_nothing() {
        assert_eq!(number("1").as_str(), None);
        assert_eq!(Value::String("1".to_owned()).as_u64(), None);
        assert_eq!(Value::Null.as_bool(), None);
        assert_eq!(Value::Bool(true).as_bool(), Some(true));
        assert_eq!(Value::Array(vec![Value::Null]).get("a"), None);
        assert_eq!(
            Value::Array(vec![Value::Null]).as_array(),
            Some([Value::Null].as_slice())
        );
    }
}
