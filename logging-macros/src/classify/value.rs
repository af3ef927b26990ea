//! The values of the options of `#[outcome(..)]`.

use proc_macro2::{Ident, Span, TokenStream};

use super::attr::Refusal;
use super::option;
use crate::tokens::{Angles, Cursor, Token, joined, plain_name};
use crate::{literal, words};

/// The word of an outcome.
pub(super) fn outcome(word: &Ident) -> Result<String, Refusal> {
    let name = plain_name(word);
    match words::refuse_outcome(&name) {
        Some(refusal) => Err((word.span(), refusal)),
        None => Ok(name),
    }
}

/// The word of an outcome after `=`.
pub(super) fn word(name: &Ident, cursor: &mut Cursor) -> Result<String, Refusal> {
    let span = cursor.span_or(name.span());
    match cursor.peek().and_then(Token::as_ident).cloned() {
        Some(word) if option::is_option(&word.to_string()) => Err((
            span,
            format!("`{word}` is an option, and `{name}` takes an outcome's word"),
        )),
        Some(word) => {
            cursor.next();
            outcome(&word)
        }
        None => Err((
            span,
            format!("`{name}` takes an outcome's bare word, as in `{name} = timeout`"),
        )),
    }
}

/// The string after `=`, and where it stands.
pub(super) fn text(option: &Ident, cursor: &mut Cursor) -> Result<(String, Span), Refusal> {
    let span = cursor.span_or(option.span());
    let text = cursor
        .peek()
        .and_then(Token::as_literal)
        .map(literal::string);
    match text {
        Some(Ok(text)) if !text.trim().is_empty() && !text.contains(char::is_control) => {
            cursor.next();
            Ok((text, span))
        }
        _ => Err((
            span,
            format!("`{option}` takes a string: `{option} = \"..\"`"),
        )),
    }
}

/// The constant of `Level` that the string after `=` names.
pub(super) fn level(option: &Ident, cursor: &mut Cursor) -> Result<Ident, Refusal> {
    let (text, span) = text(option, cursor)?;
    words::level(&text, Span::mixed_site().located_at(span)).map_err(|message| (span, message))
}

/// The path after `=`; between angle brackets it has whatever types have.
pub(super) fn path(option: &Ident, cursor: &mut Cursor) -> Result<TokenStream, Refusal> {
    let span = cursor.span_or(option.span());
    let mut angles = Angles::default();
    let path = cursor.take_while(|rest| {
        rest.peek().is_some_and(|token| {
            let is_wanted = !angles.is_outside()
                || token.as_ident().is_some()
                || [':', '$', '<'].iter().any(|&c| token.is_punct(c));
            angles.step(token);
            is_wanted
        })
    });
    if path.is_empty() {
        Err((span, format!("`{option}` takes a path")))
    } else {
        Ok(joined(&path))
    }
}
