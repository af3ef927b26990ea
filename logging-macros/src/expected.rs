//! `#[expect(lint)]` on an annotated function.
//!
//! With its body in a closure or a block, some lints say nothing of a function any more, and then the compiler tells
//! that the expectation is unfulfilled, which a build that denies warnings does not survive. Which lints do depends on
//! how the body is run, and on the version of clippy. So such an `expect` becomes an `allow`, by which nothing is lost
//! but the word that it is no longer needed. It stays where that word can be trusted, see [`TOLD`].

use proc_macro2::{Delimiter, Group, Ident, TokenTree};

use crate::attrs::Attribute;
use crate::tokens::{Token, Tokens, flat, joined, split_commas};
use crate::write::{Put, group};

/// What is told of an annotated function exactly where it is told of the plain one: of its name, or of what an
/// expression does.
const TOLD: &[&str] = &[
    "clippy::cast_possible_truncation",
    "clippy::cast_possible_wrap",
    "clippy::cast_precision_loss",
    "clippy::cast_sign_loss",
    "clippy::expect_used",
    "clippy::indexing_slicing",
    "clippy::panic",
    "clippy::print_stderr",
    "clippy::print_stdout",
    "clippy::too_many_arguments",
    "clippy::unwrap_used",
    "dead_code",
    "deprecated",
    "non_snake_case",
    "unsafe_code",
    "unused_must_use",
    "unused_mut",
    "unused_variables",
];

/// The attributes of a function, for the annotated one.
pub(crate) fn of_function(attributes: &[Attribute]) -> Tokens {
    let mut out = Tokens::default();
    for attribute in attributes {
        if attribute.is("expect") || attribute.is("cfg_attr") {
            (&attribute.with_inner(allowed)).put(&mut out);
        } else {
            attribute.put(&mut out);
        }
    }
    out
}

/// The inside of an attribute, or what stands behind a condition, with `allow` for `expect`.
fn allowed(mut tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    for at in 1..tokens.len() {
        let begins = at == 1 || tokens[at - 2].is_punct(',');
        let Some(list) = tokens[at].as_group(Delimiter::Parenthesis).cloned() else {
            continue;
        };
        let word = &tokens[at - 1];
        if begins && word.is_ident("expect") && !are_told(&list) {
            tokens[at - 1] = Ident::new("allow", word.span()).into();
        } else if begins && word.is_ident("cfg_attr") {
            let inside = allowed(flat(list.stream())).into_iter().collect();
            tokens[at] = group(Delimiter::Parenthesis, list.span(), inside);
        }
    }
    tokens
}

/// Whether all lints of a list are told of an annotated function.
fn are_told(list: &Group) -> bool {
    let list = flat(list.stream());
    split_commas(&list).into_iter().all(|part| {
        let is_reason = part.get(1).is_some_and(|equals| equals.is_punct('='));
        let lint = joined(part).to_string().replace(' ', "");
        is_reason || TOLD.binary_search(&lint.as_str()).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attrs;
    use crate::tokens::Cursor;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn written(attributes: TokenStream) -> String {
        let attributes = attrs::take(&mut Cursor::new(flat(attributes)));
        TokenStream::from(of_function(&attributes)).to_string()
    }

    #[test]
    fn the_names_are_in_order() {
        assert!(TOLD.is_sorted());
    }

    #[test]
    fn what_may_not_be_told_is_allowed() {
        for (given, expected) in [
            (
                quote!(#[expect(clippy::ptr_arg, reason = "it grows")]),
                quote!(#[allow(clippy::ptr_arg, reason = "it grows")]),
            ),
            (
                quote!(#[expect(dead_code, unused)] #[inline]),
                quote!(#[allow(dead_code, unused)] #[inline]),
            ),
            (
                quote!(#[cfg_attr(all(a, b), inline, expect(unused))]),
                quote!(#[cfg_attr(all(a, b), inline, allow(unused))]),
            ),
            (
                quote!(#[cfg_attr(a, cfg_attr(b, expect(unused),))]),
                quote!(#[cfg_attr(a, cfg_attr(b, allow(unused),))]),
            ),
        ] {
            assert_eq!(written(given), expected.to_string());
        }
    }

    #[test]
    fn all_else_stays() {
        for given in [
            quote!(#[expect(dead_code, clippy::unwrap_used, reason = "later")]),
            quote!(#[cfg_attr(test, expect(dead_code), doc = "expect")]),
            quote!(#[other(expect(unused))]),
            quote!(#[cfg_attr(a, other(expect(unused)))]),
            quote!(#[own::expect(unused)]),
            quote!(#[expect]),
            quote!(#[expect()]),
        ] {
            assert_eq!(written(given.clone()), given.to_string());
        }
    }
}
