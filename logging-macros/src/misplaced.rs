//! What to say when the attribute stands on something that is no function with a body.

use proc_macro2::{Delimiter, Span, TokenTree};

use crate::errors::Mistake;
use crate::item::end_of;
use crate::tokens::{Cursor, Token};

/// For an item that is no function: the token to mark, and the message.
pub(crate) fn not_a_function(attribute: &str, mut item: Cursor) -> Mistake {
    let end = item.span_or(Span::call_site());
    if is_expression(&item) {
        return (end, on_expression(attribute));
    }
    while let Some(token) = item.next() {
        let calls_macro =
            item.peek().is_some_and(|next| next.is_punct('!')) && token.as_ident().is_some();
        let message = match &token {
            _ if calls_macro => {
                format!("`#[{attribute}]` goes on a function; this is a macro call")
            }
            TokenTree::Ident(word) => match about(attribute, &word.to_string(), item.peek()) {
                Some(message) => message,
                None => continue,
            },
            _ => continue,
        };
        return (token.span(), message);
    }
    (end, format!("`#[{attribute}]` goes on a function"))
}

/// Whether an expression stands here. The compiler has refused the attribute before we are asked,
/// and what we return must be one expression again.
pub(crate) fn is_expression(rest: &Cursor) -> bool {
    const WORDS: &[&str] = &["for", "if", "loop", "match", "move", "return", "while"];
    let before_block = ["async", "unsafe", "const"];
    let (Some(first), next) = (rest.peek(), rest.peek_at(1)) else {
        return false;
    };
    let is_block = |token: &TokenTree| token.as_group(Delimiter::Brace).is_some();
    let begins_closure = |token: &TokenTree| token.is_punct('|') || token.is_ident("move");
    is_block(first)
        || begins_closure(first)
        || first.as_literal().is_some()
        || WORDS.iter().any(|word| first.is_ident(word))
        || before_block.iter().any(|word| first.is_ident(word))
            && next.is_some_and(|next| is_block(next) || begins_closure(next))
}

fn on_expression(attribute: &str) -> String {
    match attribute {
        "stage" => {
            "`#[stage]` goes on a function: for a block write `stage_block!(\"name\", { .. })`"
                .into()
        }
        _ => format!("`#[{attribute}]` goes on a function, not on an expression"),
    }
}

/// What to say about the keyword of an item.
fn about(attribute: &str, keyword: &str, next: Option<&TokenTree>) -> Option<String> {
    let or_on_all = || or_on_all(attribute, keyword);
    Some(match keyword {
        "impl" => format!(
            "put `#[{attribute}]` on the functions inside this `impl`{}; an attribute such as `#[async_trait]` stays \
             on the `impl`",
            or_on_all()
        ),
        "trait" => format!(
            "put `#[{attribute}]` on the methods of this `trait` that have a body{}",
            or_on_all()
        ),
        "mod" => format!(
            "put `#[{attribute}]` on the functions inside this `mod`{}",
            or_on_all()
        ),
        "extern" if !next.is_some_and(|next| next.is_ident("crate")) => {
            format!("put `#[{attribute}]` on a Rust function that calls the foreign one")
        }
        _ => {
            let kind = kind(keyword, next)?;
            format!("`#[{attribute}]` goes on a function, not on {kind}")
        }
    })
}

/// What `#[stages]` is for.
fn or_on_all(attribute: &str, keyword: &str) -> String {
    match attribute {
        "stage" => format!(", or `#[stages]` on the `{keyword}` for all of them"),
        _ => String::new(),
    }
}

/// What the item of this keyword is called.
pub(crate) fn kind(keyword: &str, next: Option<&TokenTree>) -> Option<&'static str> {
    let kind = match keyword {
        "struct" => "a struct",
        "enum" => "an enum",
        "union" => "a union",
        "static" => "a static",
        "type" => "a type alias",
        "use" => "a `use`",
        "const" if !next.is_some_and(continues_a_function) => "a constant",
        "extern" if next.is_some_and(|next| next.is_ident("crate")) => "an `extern crate`",
        "let" => "a statement",
        _ => return None,
    };
    Some(kind)
}

fn continues_a_function(token: &TokenTree) -> bool {
    ["async", "unsafe", "extern", "fn"]
        .iter()
        .any(|word| token.is_ident(word))
}

/// For a function that ends in `;`: the token to mark, and the message.
pub(crate) fn no_body(attribute: &str, mut item: Cursor) -> Mistake {
    let tokens = item.take_rest();
    let end = end_of(&tokens);
    if !tokens.last().is_some_and(|token| token.is_punct(';')) {
        return (
            end,
            format!("`#[{attribute}]` needs a function with a body in braces"),
        );
    }
    let message = if is_foreign(&tokens) {
        format!(
            "a foreign function has no body here: put `#[{attribute}]` on a Rust function around it"
        )
    } else {
        format!(
            "a method without a body cannot be a {attribute}: put `#[{attribute}]` on the implementations (or give \
             it a default body)"
        )
    };
    (end, message)
}

/// Whether another macro declares a method where the user wrote a body: one that makes a trait of an `impl` gives the
/// declaration the attributes of the method. The `;` is then no token of the user's.
pub(crate) fn is_declared_by_macro(mut item: Cursor) -> bool {
    let last = item.take_last();
    let end = last.filter(|token| token.is_punct(';'));
    let text = end.and_then(|end| end.span().source_text());
    text.is_some_and(|text| text != ";")
}

/// Whether a function without a body is foreign. A method of a trait has no visibility of its own.
fn is_foreign(function: &[TokenTree]) -> bool {
    let is_self = |token: &TokenTree| {
        let params = token.as_group(Delimiter::Parenthesis);
        params.is_some_and(|params| {
            params
                .stream()
                .into_iter()
                .any(|token| token.is_ident("self"))
        })
    };
    let mut before_fn = function.iter().take_while(|token| !token.is_ident("fn"));
    before_fn.any(|token| token.is_ident("pub") || token.is_ident("safe"))
        && !function.iter().any(is_self)
}

#[cfg(test)]
mod tests;
