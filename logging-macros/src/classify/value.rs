//! The values of the options of `#[outcome(..)]`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result};

use super::option;
use crate::tokens::{Angles, Token, plain_name};
use crate::words;

/// The word of an outcome.
pub(super) fn outcome(word: &Ident) -> Result<String> {
    let name = plain_name(word);
    match words::refuse_outcome(&name) {
        Some(refusal) => Err(Error::new(word.span(), refusal)),
        None => Ok(name),
    }
}

/// The word of an outcome after `=`.
pub(super) fn word(name: &Ident, input: ParseStream<'_>) -> Result<String> {
    let span = place(input, name.span());
    let Ok(word) = input.call(Ident::parse_any) else {
        let message = format!("`{name}` takes an outcome's bare word, as in `{name} = timeout`");
        return Err(Error::new(span, message));
    };
    if option::is_option(&word.to_string()) {
        let message = format!("`{word}` is an option, and `{name}` takes an outcome's word");
        return Err(Error::new(span, message));
    }
    outcome(&word)
}

/// The string after `=`.
pub(super) fn text(option: &Ident, input: ParseStream<'_>) -> Result<String> {
    let span = place(input, option.span());
    let text = input.parse::<LitStr>().ok();
    let text = text.filter(|text| text.suffix().is_empty());
    match text.map(|text| text.value()) {
        Some(text) if !text.trim().is_empty() && !text.contains(char::is_control) => Ok(text),
        _ => {
            let message = format!("`{option}` takes a string: `{option} = \"..\"`");
            Err(Error::new(span, message))
        }
    }
}

/// The constant of `Level` that the string after `=` names.
pub(super) fn level(option: &Ident, input: ParseStream<'_>) -> Result<Ident> {
    let span = place(input, option.span());
    let text = text(option, input)?;
    words::level(&text, Span::mixed_site().located_at(span))
        .map_err(|message| Error::new(span, message))
}

/// The path after `=`; between angle brackets it has whatever types have.
pub(super) fn path(option: &Ident, input: ParseStream<'_>) -> Result<TokenStream> {
    let span = place(input, option.span());
    let mut angles = Angles::default();
    let mut path = TokenStream::new();
    while let Some(token) = next(input) {
        let is_wanted = !angles.is_outside()
            || token.as_ident().is_some()
            || [':', '$', '<'].iter().any(|&c| token.is_punct(c));
        if !is_wanted {
            break;
        }
        angles.step(&token);
        path.extend([input.parse::<TokenTree>()?]);
    }
    if path.is_empty() {
        return Err(Error::new(span, format!("`{option}` takes a path")));
    }
    Ok(path)
}

/// Where the next token stands, or the place to name when there is none.
pub(super) fn place(input: ParseStream<'_>, end: Span) -> Span {
    next(input).map_or(end, |token| token.span())
}

fn next(input: ParseStream<'_>) -> Option<TokenTree> {
    input.cursor().token_tree().map(|(token, _)| token)
}
