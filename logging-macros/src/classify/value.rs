//! The values of the options of `#[outcome(..)]`.

use proc_macro2::{Ident, Span, TokenStream};

use super::option;
use crate::errors::Mistake;
use crate::tokens::{Cursor, Token, joined, plain_name};
use crate::{literal, words};

/// The word of an outcome.
pub(super) fn outcome(word: &Ident) -> Result<String, Mistake> {
    let name = plain_name(word);
    match words::refuse_outcome(&name) {
        Some(refusal) => Err((word.span(), refusal)),
        None => Ok(name),
    }
}

/// The word of an outcome after `=`.
pub(super) fn word(option: &Ident, input: &mut Cursor) -> Result<String, Mistake> {
    let span = input.span_or(option.span());
    let Some(word) = input.peek().and_then(Token::as_ident).cloned() else {
        let message =
            format!("`{option}` takes an outcome's bare word, as in `{option} = timeout`");
        return Err((span, message));
    };
    if option::is_option(&word.to_string()) {
        let message = format!("`{word}` is an option, and `{option}` takes an outcome's word");
        return Err((span, message));
    }
    input.next();
    outcome(&word)
}

/// The string after `=`.
pub(super) fn text(option: &Ident, input: &mut Cursor) -> Result<String, Mistake> {
    let span = input.span_or(option.span());
    let text = input
        .peek()
        .and_then(Token::as_literal)
        .map(literal::string);
    match text {
        Some(Ok(text)) if !text.trim().is_empty() && !text.contains(char::is_control) => {
            input.next();
            Ok(text)
        }
        _ => Err((
            span,
            format!("`{option}` takes a string: `{option} = \"..\"`"),
        )),
    }
}

/// The constant of `Level` that the string after `=` names.
pub(super) fn level(option: &Ident, input: &mut Cursor) -> Result<Ident, Mistake> {
    let span = input.span_or(option.span());
    let text = text(option, input)?;
    words::level(&text, Span::mixed_site().located_at(span)).map_err(|message| (span, message))
}

/// The path after `=`; between angle brackets it has whatever types have.
pub(super) fn path(option: &Ident, input: &mut Cursor) -> Result<TokenStream, Mistake> {
    let span = input.span_or(option.span());
    let path = input.take_type(|token| {
        token.as_ident().is_none() && [':', '$', '<'].iter().all(|&c| !token.is_punct(c))
    });
    if path.is_empty() {
        return Err((span, format!("`{option}` takes a path")));
    }
    Ok(joined(&path))
}
