//! Strings and numbers, the two kinds of value that have a grammar of their own.

use super::{Error, Reader};
use crate::value::Value;

impl Reader<'_> {
    pub(super) fn string(&mut self) -> Result<String, Error> {
        self.expect(b'"')?;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let Some(length) = rest.find(['"', '\\']) else {
                self.at = self.text.len();
                return Err(self.error("the text ends inside a string"));
            };
            text.push_str(&rest[..length]);
            self.at += length;
            if self.take(b'"') {
                return Ok(text);
            }
            text.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, Error> {
        let at = self.at;
        self.expect(b'\\')?;
        let escaped = match self.peek() {
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(c),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(at),
            _ => return Err(Error::new(at, "a backslash that begins no escape")),
        };
        self.at += 1;
        Ok(escaped)
    }

    fn unicode_escape(&mut self, at: usize) -> Result<char, Error> {
        let first = self.code_unit(at)?;
        let is_high = matches!(first, 0xD800..=0xDBFF);
        let mut units = vec![first];
        if is_high && self.rest().starts_with("\\u") {
            self.at += 1;
            units.push(self.code_unit(at)?);
        }
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => Ok(c),
            _ => Err(Error::new(at, "a surrogate without its other half")),
        }
    }

    fn code_unit(&mut self, at: usize) -> Result<u16, Error> {
        self.expect(b'u')?;
        let digits = self.rest().get(..4).unwrap_or_default();
        // `from_str_radix` alone would take a sign for a digit.
        if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Error::new(at, "`\\u` without four hexadecimal digits"));
        }
        self.at += 4;
        u16::from_str_radix(digits, 16).map_err(|error| Error::new(at, error.to_string()))
    }

    pub(super) fn number(&mut self) -> Result<Value, Error> {
        let start = self.at;
        self.take(b'-');
        let leading_zero = self.peek() == Some(b'0');
        let digits = self.digits("the minus sign")?;
        if leading_zero && digits > 1 {
            return Err(Error::new(start, "a number with a leading zero"));
        }
        if self.take(b'.') {
            self.digits("the point")?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _sign = self.take(b'-') || self.take(b'+');
            self.digits("the exponent's sign")?;
        }
        let text = &self.text[start..self.at];
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Value::Number(text.to_owned())),
            // Readers refuse such a number or read it as infinity.
            _ => Err(Error::new(start, "a number that no double can hold")),
        }
    }

    fn digits(&mut self, before: &str) -> Result<usize, Error> {
        let n_digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.at += n_digits;
        match n_digits {
            0 => Err(self.error(format!("no digit after {before}"))),
            n => Ok(n),
        }
    }
}
