//! A query as words, numbers, texts and signs.

use crate::Refusal;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A keyword, a function or a field, in backticks or not.
    Word(String),
    Text(String),
    Number(f64),
    /// A number and its unit, as `5m`.
    Period(f64, String),
    Sign(&'static str),
    End,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// How many bytes of the query stand before it.
    pub(crate) at: usize,
}

impl Token {
    pub(crate) fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(own) if own.eq_ignore_ascii_case(word))
    }

    pub(crate) fn is_sign(&self, sign: &str) -> bool {
        matches!(self.kind, Kind::Sign(own) if own == sign)
    }
}

/// Those of two characters first.
const SIGNS: [&str; 18] = [
    "!=", "<=", ">=", "&&", "||", "|", "(", ")", "[", "]", ",", "=", "<", ">", "+", "-", "*", "/",
];

fn sign(text: &str) -> Option<&'static str> {
    SIGNS.into_iter().find(|sign| text.starts_with(sign))
}

/// The tokens of a text, an end behind them.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, Refusal> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let (kind, length) = match first {
            '#' => (None, text[at..].find('\n').unwrap_or(text.len() - at)),
            _ if first.is_whitespace() => (None, first.len_utf8()),
            _ => {
                let (kind, length) = one(&text[at..]).map_err(|fault| Refusal::new(at, fault))?;
                (Some(kind), length)
            }
        };
        tokens.extend(kind.map(|kind| Token { kind, at }));
        at += length;
    }
    tokens.push(Token {
        kind: Kind::End,
        at,
    });
    Ok(tokens)
}

/// The token that a text begins with, and its length.
fn one(text: &str) -> Result<(Kind, usize), String> {
    let first = text.chars().next().unwrap_or_default();
    match first {
        '"' | '\'' => {
            let (own, length) = enclosed(text, first, "this text")?;
            Ok((Kind::Text(own.to_owned()), length))
        }
        '`' => {
            let (own, length) = enclosed(text, first, "this name")?;
            Ok((Kind::Word(own.to_owned()), length))
        }
        '0'..='9' => number(text),
        _ if is_of_word(first) => {
            let word = run(text, is_of_word);
            Ok((Kind::Word(word.to_owned()), word.len()))
        }
        _ => match sign(text) {
            Some(sign) => Ok((Kind::Sign(sign), sign.len())),
            None => Err(format!("`{first}` is no part of a query")),
        },
    }
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '@' | '$')
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    &text[..end]
}

/// What stands between two of the same sign. How a backslash is read there is written nowhere.
fn enclosed<'a>(text: &'a str, quote: char, what: &str) -> Result<(&'a str, usize), String> {
    let inside = text.get(1..).unwrap_or_default();
    let end = inside
        .find([quote, '\n'])
        .filter(|end| inside[*end..].starts_with(quote))
        .ok_or_else(|| format!("{what} does not end: `{quote}` is missing"))?;
    match &inside[..end] {
        own if own.contains('\\') => Err(format!("{what} has a backslash")),
        own => Ok((own, end + 2)),
    }
}

fn number(text: &str) -> Result<(Kind, usize), String> {
    let digits = run(text, |c| c.is_ascii_digit() || c == '.');
    let number = digits
        .parse()
        .map_err(|_| format!("`{digits}` is no number"))?;
    let unit = run(&text[digits.len()..], |c| c.is_ascii_alphabetic());
    let kind = match unit {
        "" => Kind::Number(number),
        _ => Kind::Period(number, unit.to_owned()),
    };
    Ok((kind, digits.len() + unit.len()))
}
