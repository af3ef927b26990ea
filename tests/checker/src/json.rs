//! A strict reader of one line of JSON.

use std::fmt;

use crate::value::{Member, Value};

mod scalar;

/// Reads a text that is one JSON value and nothing else.
///
/// The grammar is that of RFC 8259, and it is stricter where log lines have to be: no key
/// stands twice in an object, no control character (C0, DEL, C1, U+2028, U+2029) stands raw
/// anywhere, not even as white space, and nothing stands before or after the value.
///
/// # Errors
///
/// The first place where the text breaks a rule.
///
/// # Example
///
/// ```
/// let error = checker::json::parse(br#"{"a":1,"a":2}"#).unwrap_err();
/// assert_eq!(error.to_string(), "byte 7: the key `a` stands here a second time");
/// ```
pub fn parse(text: &[u8]) -> Result<Value, Error> {
    let text = str::from_utf8(text).map_err(|error| Error::new(error.valid_up_to(), "no UTF-8"))?;
    refuse_control_characters(text)?;
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
    };
    let value = reader.value()?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(reader.error("the text goes on after the value")),
    }
}

/// Why a text is not one strict JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// How many bytes stand before the fault.
    pub at: usize,
    /// What is wrong there.
    pub message: String,
}

impl Error {
    fn new(at: usize, message: impl Into<String>) -> Self {
        Error {
            at,
            message: message.into(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: {}", self.at, self.message)
    }
}

impl std::error::Error for Error {}

/// `serde_json`, which many readers of log lines use, gives up at 128 levels.
const MAX_DEPTH: usize = 120;

fn refuse_control_characters(text: &str) -> Result<(), Error> {
    let breaks_lines = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    match text.char_indices().find(|&(_, c)| breaks_lines(c)) {
        None => Ok(()),
        Some((at, c)) => Err(Error::new(
            at,
            format!("the control character U+{:04X} stands raw", u32::from(c)),
        )),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self) -> Result<Value, Error> {
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'"') => self.string().map(Value::String),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err(self.unexpected("a value")),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value, Error>) -> Result<Value, Error> {
        if self.depth == MAX_DEPTH {
            return Err(self.error(format!("nested deeper than {MAX_DEPTH} levels")));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Result<Value, Error> {
        self.expect(b'{')?;
        let mut members = Vec::new();
        self.skip_spaces();
        if self.take(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.skip_spaces();
            let member = self.member(&members)?;
            members.push(member);
            self.skip_spaces();
            if self.take(b'}') {
                return Ok(Value::Object(members));
            }
            if !self.take(b',') {
                return Err(self.unexpected("`,` or `}`"));
            }
        }
    }

    fn member(&mut self, before: &[Member]) -> Result<Member, Error> {
        let at = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("a key"));
        }
        let key = self.string()?;
        if before.iter().any(|member| member.key == key) {
            return Err(Error::new(
                at,
                format!("the key `{key}` stands here a second time"),
            ));
        }
        self.skip_spaces();
        self.expect(b':')?;
        self.skip_spaces();
        let start = self.at;
        let value = self.value()?;
        Ok(Member {
            key,
            value,
            written: start..self.at,
        })
    }

    fn array(&mut self) -> Result<Value, Error> {
        self.expect(b'[')?;
        let mut elements = Vec::new();
        self.skip_spaces();
        if self.take(b']') {
            return Ok(Value::Array(elements));
        }
        loop {
            self.skip_spaces();
            elements.push(self.value()?);
            self.skip_spaces();
            if self.take(b']') {
                return Ok(Value::Array(elements));
            }
            if !self.take(b',') {
                return Err(self.unexpected("`,` or `]`"));
            }
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Error> {
        if !self.rest().starts_with(word) {
            return Err(self.unexpected("a value"));
        }
        self.at += word.len();
        Ok(value)
    }

    fn skip_spaces(&mut self) {
        while self.take(b' ') {}
    }

    fn expect(&mut self, byte: u8) -> Result<(), Error> {
        if self.take(byte) {
            return Ok(());
        }
        Err(self.unexpected(&format!("`{}`", char::from(byte))))
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn unexpected(&self, wanted: &str) -> Error {
        match self.rest().chars().next() {
            Some(c) => self.error(format!("`{c}` where {wanted} should stand")),
            None => self.error(format!("the text ends where {wanted} should stand")),
        }
    }

    fn error(&self, message: impl Into<String>) -> Error {
        Error::new(self.at, message)
    }
}
