//! One captured line.

use std::fmt;

use super::json::{Json, member};

/// One line that was captured, read back.
///
/// The accessors named after a type panic with the whole line in their message: a test that asks for
/// a key expects it.
#[derive(Debug, Clone)]
pub struct Event {
    line: String,
    members: Vec<(String, Json)>,
}

impl Event {
    pub(super) fn read(line: &str) -> Result<Event, String> {
        match Json::read(line)? {
            Json::Object(members) => Ok(Event {
                line: line.to_owned(),
                members,
            }),
            _ => Err("it is no object".to_owned()),
        }
    }

    /// The line as it was written, without its newline.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// The value of a key, if the line has it.
    pub fn get(&self, key: &str) -> Option<&Json> {
        member(&self.members, key)
    }

    /// The keys, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|(key, _)| key.as_str())
    }

    /// The string of a key.
    ///
    /// # Panics
    ///
    /// If the line has no such key, or no string stands there.
    #[track_caller]
    pub fn str(&self, key: &str) -> &str {
        match self.get(key).and_then(Json::as_str) {
            Some(text) => text,
            None => panic!("no string `{key}` in {}", self.line),
        }
    }

    /// The whole number of a key.
    ///
    /// # Panics
    ///
    /// If the line has no such key, or no whole number without a sign stands there.
    #[track_caller]
    pub fn u64(&self, key: &str) -> u64 {
        match self.get(key).and_then(Json::as_u64) {
            Some(number) => number,
            None => panic!("no whole number `{key}` in {}", self.line),
        }
    }

    /// The name of the event: `stage_result`, `log`, a name given to `evt!`.
    pub fn name(&self) -> &str {
        self.text_of("event").unwrap_or_default()
    }

    /// The outcome, on lines that have one.
    pub fn outcome(&self) -> Option<&str> {
        self.text_of("outcome")
    }

    #[cfg(feature = "conformance")]
    pub(super) fn members(&self) -> &[(String, Json)] {
        &self.members
    }

    pub(super) fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Json::as_str)
    }

    pub(super) fn is(&self, key: &str, text: &str) -> bool {
        self.text_of(key) == Some(text)
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line)
    }
}
