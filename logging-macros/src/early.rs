//! Whether a body may be left before its end, as far as its tokens tell.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::tokens::Token;

/// Macros that return from nothing by themselves; what is given to them is looked at.
const HARMLESS: &[&str] = &[
    "assert", "concat", "dbg", "debug", "eprintln", "error", "evt", "format", "info", "line",
    "matches", "panic", "println", "record", "todo", "trace", "vec", "warn", "write",
];

/// Whether there is a `return`, a `?` or a macro that may hide one. Those inside an `async` block
/// leave only that; those of closures and functions inside are counted.
pub(crate) fn leaves_early(body: &TokenStream) -> bool {
    let tokens: Vec<_> = body.clone().into_iter().collect();
    (0..tokens.len()).any(|at| leaves(&tokens[..at], &tokens[at]))
}

fn leaves(before: &[TokenTree], token: &TokenTree) -> bool {
    match (before, token) {
        (_, TokenTree::Ident(word)) => word == "return",
        (_, TokenTree::Punct(punct)) => punct.as_char() == '?',
        (_, TokenTree::Literal(_)) => false,
        ([.., name, bang], TokenTree::Group(group)) if is_foreign_macro(name, bang) => {
            group.delimiter() != Delimiter::None
        }
        (before, TokenTree::Group(group)) => !is_async(before) && leaves_early(&group.stream()),
    }
}

fn is_foreign_macro(name: &TokenTree, bang: &TokenTree) -> bool {
    let is_harmless = |name: &_| HARMLESS.iter().any(|harmless| name == harmless);
    bang.is_punct('!') && name.as_ident().is_some_and(|name| !is_harmless(name))
}

fn is_async(before: &[TokenTree]) -> bool {
    match before {
        [.., word, owning] if owning.is_ident("move") => word.is_ident("async"),
        [.., word] => word.is_ident("async"),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn a_body_without_a_way_out_runs_to_its_end() {
        for body in [
            quote!(
                let n = g(x)[0];
                async move { n? }
            ),
            quote!(Box::pin(async { return 1 })),
            quote!(
                println!("{}", !(a));
                assert!(a != (b));
                ready(vec![1])
            ),
            quote!(),
        ] {
            assert!(!leaves_early(&body), "{body}");
        }
    }

    #[test]
    fn a_way_out_is_found_wherever_it_may_be() {
        for body in [
            quote!(if a {
                return b;
            }),
            quote!(ready(a?)),
            quote!(println!("{}", a?)),
            quote!(anyhow::bail!("x")),
            quote!(async_block! { 1 }),
            quote!(a.map(|x| x?)),
        ] {
            assert!(leaves_early(&body), "{body}");
        }
    }
}
