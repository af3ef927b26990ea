//! One event line, and the accessors that tests read it with.

use std::fmt;

use crate::json;
use crate::value::{Member, Value};

/// One event line: a JSON object whose keys stand once and in their order.
///
/// The accessors named after a type panic with the whole line in their message, since a test
/// that asks for a key expects it.
///
/// # Example
///
/// ```
/// let line = checker::parse(
///     r#"{"ts":"2025-08-27T16:24:06.123Z","lvl":"INFO","event":"asr_done","words":812}"#,
/// )?;
/// assert_eq!(line.str("event"), "asr_done");
/// assert_eq!(line.u64("words"), 812);
/// assert!(line.get("job_id").is_none());
/// # Ok::<(), checker::LineError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Line {
    number: usize,
    text: String,
    members: Vec<Member>,
}

/// Everything that is wrong with one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineError {
    /// One sentence each.
    pub problems: Vec<String>,
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("; "))
    }
}

impl std::error::Error for LineError {}

impl Line {
    /// Reads a JSON object; whether it keeps to the schema is another question.
    pub(crate) fn read(number: usize, bytes: &[u8]) -> Result<Line, String> {
        if bytes.is_empty() {
            return Err("the line is empty".to_owned());
        }
        match json::parse(bytes).map_err(|error| format!("no strict JSON: {error}"))? {
            Value::Object(members) => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                Ok(Line {
                    number,
                    text,
                    members,
                })
            }
            other => Err(format!("the line is {}, not an object", other.kind())),
        }
    }

    /// The place of the line in its stream, counted from 1.
    pub fn number(&self) -> usize {
        self.number
    }

    /// The line as it was written, without its newline.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The keys, in the order they were written.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.key.as_str())
    }

    /// The keys with their values, in the order they were written.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The value of a key, if the line has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let member = self.members.iter().find(|member| member.key == key)?;
        Some(&member.value)
    }

    /// The string of a key, if the line has the key and it holds one.
    pub fn get_str(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Value::as_str)
    }

    /// The string of a key.
    ///
    /// # Panics
    ///
    /// If the line has no such key, or another kind of value stands there.
    #[track_caller]
    pub fn str(&self, key: &str) -> &str {
        self.expect(key, "a string", Value::as_str)
    }

    /// The whole number without sign of a key.
    ///
    /// # Panics
    ///
    /// If the line has no such key, or another kind of value stands there.
    #[track_caller]
    pub fn u64(&self, key: &str) -> u64 {
        self.expect(key, "a whole number without sign", Value::as_u64)
    }

    /// The whole number of a key.
    ///
    /// # Panics
    ///
    /// If the line has no such key, or another kind of value stands there.
    #[track_caller]
    pub fn i64(&self, key: &str) -> i64 {
        self.expect(key, "a whole number", Value::as_i64)
    }

    /// The number of a key.
    ///
    /// # Panics
    ///
    /// If the line has no such key, or another kind of value stands there.
    #[track_caller]
    pub fn f64(&self, key: &str) -> f64 {
        self.expect(key, "a number", Value::as_f64)
    }

    /// The truth value of a key.
    ///
    /// # Panics
    ///
    /// If the line has no such key, or another kind of value stands there.
    #[track_caller]
    pub fn bool(&self, key: &str) -> bool {
        self.expect(key, "a truth value", Value::as_bool)
    }

    #[track_caller]
    fn expect<'a, T>(&'a self, key: &str, kind: &str, read: fn(&'a Value) -> Option<T>) -> T {
        match self.get(key) {
            None => panic!("line {}: no `{key}` in {}", self.number, self.text),
            Some(value) => read(value).unwrap_or_else(|| {
                panic!(
                    "line {}: `{key}` is not {kind} in {}",
                    self.number, self.text
                )
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> Line {
        let text = br#"{"b":"x","a":7,"c":-7,"d":0.5,"e":true,"f":{"g":[1]}}"#;
        Line::read(3, text).expect("the text is an object")
    }

    #[test]
    fn accessors_give_what_was_written() {
        let line = line();
        assert_eq!(line.number(), 3);
        assert_eq!(line.str("b"), "x");
        assert_eq!(line.u64("a"), 7);
        assert_eq!(line.i64("c"), -7);
        assert!((line.f64("d") - 0.5).abs() < f64::EPSILON);
        assert!(line.bool("e"));
        assert_eq!(
            line.get("f").and_then(|f| f.get("g")).map(Value::kind),
            Some("an array")
        );
        assert_eq!(
            line.keys().collect::<Vec<_>>(),
            ["b", "a", "c", "d", "e", "f"]
        );
        assert_eq!(line.get_str("a"), None);
    }

    #[test]
    #[should_panic(expected = r#"line 3: no `stage` in {"b":"x""#)]
    fn a_missing_key_panics_with_the_line() {
        line().str("stage");
    }

    #[test]
    #[should_panic(expected = r#"line 3: `b` is not a whole number without sign in {"b":"x""#)]
    fn another_kind_of_value_panics_with_the_line() {
        line().u64("b");
    }

    #[test]
    fn what_is_no_object_is_refused() {
        let refusal = |text: &str| Line::read(1, text.as_bytes()).expect_err("it is no object");
        assert_eq!(refusal(""), "the line is empty");
        assert_eq!(refusal("[1]"), "the line is an array, not an object");
        assert_eq!(
            refusal("{\"a\":1}\r"),
            "no strict JSON: byte 7: the control character U+000D stands raw"
        );
    }
}
