//! Whether a body may be left before its end, as far as its tokens tell.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::tokens::{Cursor, Token, flat};
use crate::values::is_before_operand;

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

/// The first `return` or `?` by which an expression leaves the function it stands in. Those of
/// closures, `async` blocks and functions in it leave only these.
pub(crate) fn way_out(expression: TokenStream) -> Option<TokenTree> {
    let mut rest = Cursor::new(flat(expression));
    let mut before: Option<TokenTree> = None;
    while let Some(token) = rest.next() {
        if token.is_ident("return") || token.is_punct('?') && before.as_ref().is_some_and(is_value)
        {
            return Some(token);
        }
        let begins_value = before.as_ref().is_none_or(is_before_operand);
        if token.is_punct('|') && begins_value {
            skip_closure(&mut rest);
        } else if token.is_ident("async") {
            rest.take_while(|next| next.is_ident("move"));
            if rest.peek().is_some_and(is_block) {
                rest.next();
            }
        } else if token.is_ident("fn") && rest.peek().is_some_and(|name| name.as_ident().is_some())
        {
            rest.take_while(|token| !is_block(token));
            rest.next();
        } else if let TokenTree::Group(group) = &token
            && let Some(found) = way_out(group.stream())
        {
            return Some(found);
        }
        before = Some(token);
    }
    None
}

/// Whether a `?` after this token asks of a value; others are of bounds, `?Sized`, and of forms, `?x`.
fn is_value(token: &TokenTree) -> bool {
    !matches!(token, TokenTree::Punct(punct) if punct.as_char() != '?')
}

fn is_block(token: &TokenTree) -> bool {
    token.as_group(Delimiter::Brace).is_some()
}

/// Skips the parameters of a closure, behind their first bar, and its body.
fn skip_closure(rest: &mut Cursor) {
    rest.take_while(|token| !token.is_punct('|'));
    rest.take_while(|token| !token.is_punct(',') && !token.is_punct(';'));
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn the_way_out_of_an_expression_is_found() {
        for (expression, token) in [
            (quote!(n.ok_or("e")?), "?"),
            (
                quote!({
                    if n > 3 {
                        return 5;
                    }
                    n
                }),
                "return",
            ),
            (quote!(format!("{}", n?)), "?"),
            (quote!(a | b?), "?"),
            (quote!(call(|x| x?, y?)), "?"),
            (quote!(n??), "?"),
        ] {
            let found = way_out(expression.clone()).map(|token| token.to_string());
            assert_eq!(found.as_deref(), Some(token), "{expression}");
        }
    }

    #[test]
    fn what_leaves_only_something_inside_is_no_way_out() {
        for expression in [
            quote!(list.iter().map(|x| x.parse().ok()?).count()),
            quote!((|| {
                let n = a?;
                Some(n)
            })()),
            quote!(move |x, y| -> Option<u8> { return x }),
            quote!(async move { n? }),
            quote!({
                fn inner() -> Option<u8> {
                    None?
                }
                inner()
            }),
            quote!({
                fn inner<T: ?Sized>(_: &T) {}
                inner(n)
            }),
            quote!(a || b),
            quote!(debug!(?n)),
        ] {
            assert!(way_out(expression.clone()).is_none(), "{expression}");
        }
    }

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
