//! The values in a line that is read back.

use std::fmt::{self, Write};

use crate::line::escape::escape_into;
use crate::line::read;

/// A JSON value as it stands in a line: members keep their order, numbers their text.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, by the text it was written with.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if this is a whole one without a sign.
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Json::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The value of a member, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => member(members, key),
            _ => None,
        }
    }

    /// Reads strict JSON: no key stands twice in an object, and nothing stands behind the value.
    pub(super) fn read(text: &str) -> Result<Json, String> {
        let mut reader = Reader { rest: text };
        let value = reader.value(0)?;
        match reader.rest {
            "" => Ok(value),
            rest => Err(format!("{:?} stands behind the value", start(rest))),
        }
    }
}

/// As JSON.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => f.write_str("null"),
            Json::Bool(truth) => truth.fmt(f),
            Json::Number(text) => f.write_str(text),
            Json::Text(text) => write_text(f, text),
            Json::Array(items) => {
                f.write_char('[')?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", comma(at))?;
                }
                f.write_char(']')
            }
            Json::Object(members) => {
                f.write_char('{')?;
                for (at, (key, value)) in members.iter().enumerate() {
                    f.write_str(comma(at))?;
                    write_text(f, key)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn comma(at: usize) -> &'static str {
    if at == 0 { "" } else { "," }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut escaped = String::new();
    escape_into(&mut escaped, text);
    write!(f, "\"{escaped}\"")
}

pub(super) fn member<'a>(members: &'a [(String, Json)], key: &str) -> Option<&'a Json> {
    let found = members.iter().find(|(known, _)| known == key);
    found.map(|(_, value)| value)
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Result<Json, String> {
        const DEEPEST: usize = 200;
        if depth > DEEPEST {
            return Err("it is nested too deep".to_owned());
        }
        match self.rest.as_bytes().first() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string().map(Json::Text),
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, String> {
        let mut members: Vec<(String, Json)> = Vec::new();
        self.items('{', '}', |reader| {
            let key = reader.string()?;
            reader.expect(':')?;
            let value = reader.value(depth + 1)?;
            if member(&members, &key).is_some() {
                return Err(format!("{key:?} stands twice"));
            }
            members.push((key, value));
            Ok(())
        })?;
        Ok(Json::Object(members))
    }

    fn array(&mut self, depth: usize) -> Result<Json, String> {
        let mut items = Vec::new();
        self.items('[', ']', |reader| {
            items.push(reader.value(depth + 1)?);
            Ok(())
        })?;
        Ok(Json::Array(items))
    }

    /// What stands between two brackets, separated by commas.
    fn items(
        &mut self,
        open: char,
        close: char,
        mut item: impl FnMut(&mut Self) -> Result<(), String>,
    ) -> Result<(), String> {
        self.expect(open)?;
        if self.takes(close) {
            return Ok(());
        }
        loop {
            item(self)?;
            if self.takes(close) {
                return Ok(());
            }
            self.expect(',')?;
        }
    }

    fn string(&mut self) -> Result<String, String> {
        let end = self.string_end().ok_or("a string without an end")?;
        let (string, rest) = self.rest.split_at(end);
        self.rest = rest;
        read::text(string).ok_or_else(|| format!("{string} is no JSON string"))
    }

    fn string_end(&self) -> Option<usize> {
        let mut is_escaped = false;
        let inside = self.rest.strip_prefix('"')?;
        let close = inside.bytes().position(|byte| {
            let closes = byte == b'"' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            closes
        })?;
        Some(close + 2)
    }

    fn word(&mut self) -> Result<Json, String> {
        let end = self.rest.find([',', '}', ']']).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        match word {
            "null" => Ok(Json::Null),
            "true" => Ok(Json::Bool(true)),
            "false" => Ok(Json::Bool(false)),
            _ if is_number(word) => Ok(Json::Number(word.to_owned())),
            _ => Err(format!("{:?} is no value", start(word))),
        }
    }

    fn takes(&mut self, expected: char) -> bool {
        let rest = self.rest.strip_prefix(expected);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, expected: char) -> Result<(), String> {
        if self.takes(expected) {
            Ok(())
        } else {
            Err(format!(
                "{:?} where `{expected}` was expected",
                start(self.rest)
            ))
        }
    }
}

/// Whether a word is a number by the grammar of JSON.
fn is_number(word: &str) -> bool {
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let exponent = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
    are_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(are_digits)
        && exponent.is_none_or(are_digits)
}

fn start(text: &str) -> String {
    text.chars().take(20).collect()
}

#[cfg(test)]
mod tests;
