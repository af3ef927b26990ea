//! What to say when the attribute stands on something that is no function with a body.

use proc_macro2::{Delimiter, Span, TokenTree};

use crate::item::end_of;
use crate::tokens::{Cursor, Token};

/// For an item that is no function: the token to mark, and the message.
pub(crate) fn not_a_function(attribute: &str, mut item: Cursor) -> (Span, String) {
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
    let kind = match keyword {
        "impl" => {
            return Some(format!(
                "put `#[{attribute}]` on the functions inside this `impl`{}; an attribute such as `#[async_trait]` \
                 stays on the `impl`",
                or_on_all(attribute, keyword)
            ));
        }
        "trait" => {
            return Some(format!(
                "put `#[{attribute}]` on the methods of this `trait` that have a body{}",
                or_on_all(attribute, keyword)
            ));
        }
        "mod" => {
            return Some(format!(
                "put `#[{attribute}]` on the functions inside this `mod`{}",
                or_on_all(attribute, keyword)
            ));
        }
        "extern" if !next.is_some_and(|next| next.is_ident("crate")) => {
            return Some(format!(
                "put `#[{attribute}]` on a Rust function that calls the foreign one"
            ));
        }
        _ => kind(keyword, next)?,
    };
    Some(format!(
        "`#[{attribute}]` goes on a function, not on {kind}"
    ))
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

/// For a function that ends in `;`: the token to mark, and the message. A method of a trait has no
/// visibility of its own, so one that has is foreign.
pub(crate) fn no_body(attribute: &str, mut item: Cursor) -> (Span, String) {
    let tokens = item.take_rest();
    let end = end_of(&tokens);
    if !tokens.last().is_some_and(|token| token.is_punct(';')) {
        return (
            end,
            format!("`#[{attribute}]` needs a function with a body in braces"),
        );
    }
    let before_fn = tokens.iter().take_while(|token| !token.is_ident("fn"));
    let foreign = before_fn
        .clone()
        .any(|token| token.is_ident("pub") || token.is_ident("safe"));
    let takes_self = tokens.iter().any(|token| {
        token
            .as_group(Delimiter::Parenthesis)
            .is_some_and(|params| {
                params
                    .stream()
                    .into_iter()
                    .any(|token| token.is_ident("self"))
            })
    });
    let message = match (foreign && !takes_self, attribute) {
        (true, _) => format!(
            "a foreign function has no body here: put `#[{attribute}]` on a Rust function around it"
        ),
        (false, _) => format!(
            "a method without a body cannot be a {attribute}: put `#[{attribute}]` on the implementations (or give \
             it a default body)"
        ),
    };
    (end, message)
}

#[cfg(test)]
mod tests {
    use crate::errors::Errors;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn message(item: &TokenStream) -> String {
        let mut errors = Errors::default();
        assert!(crate::item::scan("stage", item, &mut errors).is_none());
        let messages = errors.messages();
        assert_eq!(messages.len(), 1);
        messages.into_iter().next().expect("one")
    }

    #[test]
    fn each_kind_of_item_is_named() {
        let on = |item: TokenStream| {
            message(&item).replace("`#[stage]` goes on a function, not on ", "")
        };
        assert_eq!(
            on(quote!(
                pub struct A;
            )),
            "a struct"
        );
        assert_eq!(
            on(quote!(
                enum A {}
            )),
            "an enum"
        );
        assert_eq!(
            on(quote!(
                pub(crate) const A: u8 = 1;
            )),
            "a constant"
        );
        assert_eq!(
            on(quote!(
                static A: u8 = 1;
            )),
            "a static"
        );
        assert_eq!(
            on(quote!(
                type A = u8;
            )),
            "a type alias"
        );
        assert_eq!(
            on(quote!(
                use a::b;
            )),
            "a `use`"
        );
        assert_eq!(
            on(quote!(
                extern crate a;
            )),
            "an `extern crate`"
        );
    }

    #[test]
    fn containers_send_to_their_functions() {
        assert!(
            message(&quote!(
                unsafe impl A for B {}
            ))
            .contains("inside this `impl`")
        );
        assert!(
            message(&quote!(
                pub trait A {}
            ))
            .contains("methods of this `trait`")
        );
        assert!(
            message(&quote!(
                mod a {}
            ))
            .contains("inside this `mod`")
        );
        assert!(
            message(&quote!(
                extern "C" {
                    fn a();
                }
            ))
            .contains("calls the foreign one")
        );
    }

    #[test]
    fn a_stage_on_a_container_is_sent_to_stages_and_a_job_is_not() {
        let on_mod = quote!(
            mod a {}
        );
        assert_eq!(
            message(&on_mod),
            "put `#[stage]` on the functions inside this `mod`, or `#[stages]` on the `mod` for all of them"
        );
        let mut errors = Errors::default();
        assert!(crate::item::scan("job", &on_mod, &mut errors).is_none());
        assert_eq!(
            errors.messages(),
            ["put `#[job]` on the functions inside this `mod`"]
        );
    }

    #[test]
    fn an_expression_is_sent_to_the_macro_for_blocks() {
        for expression in [
            quote!({ 1 }),
            quote!(|a| a),
            quote!(|| 1),
            quote!(move || 1),
            quote!(async { 1 }),
            quote!(async move { 1 }),
            quote!(unsafe { f() }),
            quote!(match a {}),
            quote!(1 + 2),
        ] {
            assert_eq!(
                message(&expression),
                "`#[stage]` goes on a function: for a block write `stage_block!(\"name\", { .. })`"
            );
        }
    }

    #[test]
    fn a_macro_call_is_recognised() {
        assert!(
            message(&quote!(
                macro_rules! a {
                    () => {};
                }
            ))
            .ends_with("this is a macro call")
        );
        assert!(message(&quote!(a::b!();)).ends_with("this is a macro call"));
    }

    #[test]
    fn functions_without_a_body_are_told_apart() {
        assert!(
            message(&quote!(
                fn f(&self);
            ))
            .starts_with("a method without a body")
        );
        assert!(
            message(&quote!(
                pub fn f(x: u8);
            ))
            .starts_with("a foreign function")
        );
        assert!(message(&quote!(fn f() = 5)).contains("body in braces"));
    }
}
