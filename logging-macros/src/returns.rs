//! The declared return type: whether it is a future, and what of it can be written on a closure.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenTree};
use quote::quote_spanned;

use crate::names::idents;
use crate::tokens::{Angles, Cursor, Token, Tokens, flat, joined, split_bounds, split_commas};

/// What a function that is not `async` returns, as far as its signature tells.
pub(crate) enum Returned {
    Unit,
    Never,
    /// `impl Trait` that is no future.
    Opaque,
    /// `impl Future<Output = X>`.
    Future(Tokens),
    /// `Pin<Box<dyn Future<Output = X>>>`, or an alias of `futures` for it.
    Boxed(Tokens),
    Value,
}

/// What is awaited of a type that is known to be a future, whatever it is called.
pub(crate) fn output_of(returned: &[TokenTree]) -> Tokens {
    let returned = erased(returned);
    quote_spanned!(Span::mixed_site()=> <#returned as ::core::future::Future>::Output).into()
}

/// Reads the tokens after the arrow.
pub(crate) fn read(returned: &[TokenTree]) -> Returned {
    let tokens = flat(returned.iter().cloned());
    if let Some(inside) = in_parentheses(&tokens) {
        return match split_commas(&inside)[..] {
            [] => Returned::Unit,
            [only] if only.len() == inside.len() => read(only),
            _ => Returned::Value,
        };
    }
    match &tokens[..] {
        [] => Returned::Unit,
        [never] if never.is_punct('!') => Returned::Never,
        [word, bounds @ ..] if word.is_ident("impl") => match future_bound(bounds) {
            Some(output) if is_nothing_else(bounds) => Returned::Future(output),
            _ => Returned::Opaque,
        },
        _ => boxed_output(&tokens).map_or(Returned::Value, Returned::Boxed),
    }
}

/// Whether a type is a tuple with an `impl Fn(..)` in it. Which lifetimes the parameters of such a closure may have is
/// told by the signature, there as where it is returned alone, and by no other type, see [`erased`].
pub(crate) fn is_tuple_of_closures(returned: &[TokenTree]) -> bool {
    let is_closure =
        |name: &String| name.ends_with("Fn") || name.ends_with("FnMut") || name.ends_with("FnOnce");
    let tuple = in_parentheses(&flat(returned.iter().cloned()));
    tuple.is_some_and(|tuple| {
        tuple.iter().any(mentions_impl) && idents(&joined(&tuple)).iter().any(is_closure)
    })
}

/// What is in the parentheses where there is nothing else.
fn in_parentheses(tokens: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let [only] = tokens else { return None };
    let group = only.as_group(Delimiter::Parenthesis)?;
    Some(flat(group.stream()))
}

/// The output of the `Future` among the bounds of `impl A + B` or `dyn A + B`.
fn future_bound(bounds: &[TokenTree]) -> Option<Tokens> {
    split_bounds(bounds).find_map(|bound| {
        let (name, arguments) = last_segment(bound)?;
        (name == "Future").then(|| output(arguments))?
    })
}

/// Whether what is around a future has all that these bounds ask of the future: traits that follow
/// from what is in a type, as `Send` does, and lifetimes.
fn is_nothing_else(bounds: &[TokenTree]) -> bool {
    // Some crates have a trait of their own that is `Send` on some targets only.
    let is_kept = |name: &str| {
        ["Future", "Unpin", "Sized"].contains(&name)
            || ["Send", "Sync", "UnwindSafe"]
                .iter()
                .any(|end| name.ends_with(end))
    };
    split_bounds(bounds).all(|bound| match bound {
        [] => true,
        [first, ..] if first.is_punct('\'') || first.is_ident("use") => true,
        [first, rest @ ..] if first.is_punct('?') => {
            last_segment(rest).is_some_and(|(name, _)| is_kept(&name))
        }
        _ => last_segment(bound).is_some_and(|(name, _)| is_kept(&name)),
    })
}

/// The output of a pinned box of a future, written out or as one of the usual aliases, which a
/// program may have given its own meaning.
fn boxed_output(tokens: &[TokenTree]) -> Option<Tokens> {
    let (name, arguments) = last_segment(tokens)?;
    match name.as_str() {
        "Pin" => {
            let (inner, boxed) = last_segment(arguments)?;
            let [object, bounds @ ..] = boxed else {
                return None;
            };
            (inner == "Box" && object.is_ident("dyn")).then(|| future_bound(bounds))?
        }
        "BoxFuture" | "LocalBoxFuture" => Some(output_of(tokens)),
        _ => None,
    }
}

/// The last segment of a path, and the tokens between its angle brackets.
pub(crate) fn last_segment(path: &[TokenTree]) -> Option<(String, &[TokenTree])> {
    let open = path
        .iter()
        .position(|token| token.is_punct('<'))
        .unwrap_or(path.len());
    let name = path[..open].last()?.as_ident()?.to_string();
    let end = if path.last()?.is_punct('>') {
        path.len() - 1
    } else {
        path.len()
    };
    let only_path = path[..open]
        .iter()
        .all(|token| token.as_ident().is_some() || token.is_punct(':'));
    only_path.then(|| (name, path.get(open + 1..end).unwrap_or_default()))
}

/// The type after `Output =` in the arguments of `Future`; nothing for another trait of this name.
fn output(arguments: &[TokenTree]) -> Option<Tokens> {
    if arguments.is_empty() {
        return Some(inferred());
    }
    let binding = split_commas(arguments)
        .into_iter()
        .find_map(|argument| match argument {
            [name, equals, output @ ..] if name.is_ident("Output") && equals.is_punct('=') => {
                Some(output)
            }
            _ => None,
        });
    binding.map(erased)
}

/// `_`, for a type that cannot be written.
pub(crate) fn inferred() -> Tokens {
    [TokenTree::from(Ident::new("_", Span::mixed_site()))]
        .into_iter()
        .collect()
}

/// The type with `_` for each `impl Trait` in it, which a closure cannot name.
pub(crate) fn erased(tokens: &[TokenTree]) -> Tokens {
    if !tokens.iter().any(mentions_impl) {
        return tokens.iter().cloned().collect();
    }
    let mut cursor = Cursor::new(tokens.to_vec());
    let mut out = Vec::new();
    while let Some(token) = cursor.next() {
        match &token {
            TokenTree::Ident(word) if word == "impl" => {
                skip_bounds(&mut cursor);
                let place = word.span().resolved_at(Span::mixed_site());
                out.push(TokenTree::from(Ident::new("_", place)));
            }
            TokenTree::Group(group) => {
                let is_of_macro = out.last().is_some_and(|before| before.is_punct('!'));
                out.push(erased_group(group, is_of_macro));
            }
            _ => out.push(token),
        }
    }
    out.into_iter().collect()
}

/// A group is made anew only where it has to change, so that others keep their spans. Parentheses that
/// kept bounds together are too many around a `_`.
fn erased_group(group: &Group, is_of_macro: bool) -> TokenTree {
    let tokens: Vec<_> = group.stream().into_iter().collect();
    if !flat(group.stream()).iter().any(mentions_impl) {
        return TokenTree::Group(group.clone());
    }
    let inside = erased(&tokens);
    if let [only] = &inside[..]
        && group.delimiter() == Delimiter::Parenthesis
        && !is_of_macro
        && only.is_ident("_")
    {
        return only.clone();
    }
    let mut changed = Group::new(group.delimiter(), joined(&inside));
    changed.set_span(group.span());
    TokenTree::Group(changed)
}

pub(crate) fn mentions_impl(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group
            .stream()
            .into_iter()
            .any(|token| mentions_impl(&token)),
        _ => token.is_ident("impl"),
    }
}

fn skip_bounds(cursor: &mut Cursor) {
    let mut angles = Angles::default();
    cursor.take_while(|token| {
        let separator = angles.is_outside() && (token.is_punct(',') || token.is_punct(';'));
        let ends = separator || angles.is_closed_by(token);
        angles.step(token);
        !ends
    });
}

#[cfg(test)]
mod tests;
