//! The body that is one `Box::pin(async move { .. })`: what `#[async_trait]` makes of an `async fn`,
//! and what many write by hand. The future inside is wrapped in its place, without a second box.

use proc_macro2::{Delimiter, Group, Span, TokenTree};

use crate::item::Item;
use crate::names::has_ident;
use crate::tokens::{Token, Tokens, joined};
use crate::write::{group, tokens};

/// A body taken apart.
pub(crate) struct PinnedBlock {
    /// `Box::pin`, as the user wrote it.
    constructor: Vec<TokenTree>,
    arguments: Group,
    /// `async move`.
    keywords: Vec<TokenTree>,
    block: Group,
    /// Whether `#[async_trait]` wrote it. Its block owns all parameters, so that evaluating
    /// something in it captures nothing new.
    pub(crate) is_rewritten_async_fn: bool,
}

impl PinnedBlock {
    pub(crate) fn find(item: &Item) -> Option<Self> {
        let tokens: Vec<_> = item.body.stream().into_iter().collect();
        let [constructor @ .., last] = &tokens[..] else {
            return None;
        };
        let arguments = last.as_group(Delimiter::Parenthesis)?;
        let inner: Vec<_> = arguments.stream().into_iter().collect();
        let [keywords @ .., block] = without_last_comma(&inner) else {
            return None;
        };
        let is_async_move = matches!(keywords, [a, m] if a.is_ident("async") && m.is_ident("move"));
        if !is_async_move || !is_box_pin(constructor) {
            return None;
        }
        Some(Self {
            constructor: constructor.to_vec(),
            arguments: arguments.clone(),
            keywords: keywords.to_vec(),
            block: block.as_group(Delimiter::Brace)?.clone(),
            is_rewritten_async_fn: has_ident(&joined(&item.returned), "async_trait"),
        })
    }

    /// The block, with something to do before all else.
    pub(crate) fn block_after(&self, first: Option<Tokens>) -> Tokens {
        let (mut block, place) = (TokenTree::from(self.block.clone()), Span::call_site());
        if let Some(first) = first {
            let original = self.block.stream();
            let inside = tokens!(place=> #first #original);
            block = group(Delimiter::Brace, self.block.span(), inside);
        }
        let keywords = &self.keywords;
        tokens!(place=> #keywords #block)
    }

    /// The whole expression again, around another future.
    pub(crate) fn around(&self, future: Tokens) -> Tokens {
        let arguments = group(Delimiter::Parenthesis, self.arguments.span(), future);
        let constructor = &self.constructor;
        tokens!(Span::call_site()=> #constructor #arguments)
    }
}

/// Whether the tokens are a path that ends in `Box::pin`, and nothing before it.
fn is_box_pin(tokens: &[TokenTree]) -> bool {
    let mut idents = tokens.iter().filter_map(Token::as_ident).rev();
    let ends = idents.next().is_some_and(|name| name == "pin")
        && idents.next().is_some_and(|name| name == "Box");
    let neighbours = || tokens.iter().zip(tokens.iter().skip(1));
    let only_path = tokens
        .iter()
        .all(|token| token.as_ident().is_some() || token.is_punct(':'));
    ends && only_path
        && !neighbours().any(|(left, right)| left.as_ident().and(right.as_ident()).is_some())
}

fn without_last_comma(tokens: &[TokenTree]) -> &[TokenTree] {
    match tokens {
        [tokens @ .., comma] if comma.is_punct(',') => tokens,
        tokens => tokens,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::Errors;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn find(item: &TokenStream) -> Option<PinnedBlock> {
        let mut errors = Errors::default();
        let item = crate::item::scan("stage", item, &mut errors).expect("a function");
        assert!(errors.messages().is_empty());
        PinnedBlock::find(&item)
    }

    #[test]
    fn a_pinned_block_is_taken_apart_and_put_together() {
        let found = find(&quote!(
            fn f() -> Boxed {
                ::std::boxed::Box::pin(async move { 1 })
            }
        ))
        .expect("found");
        assert!(!found.is_rewritten_async_fn);
        let block = found.block_after(Some(quote!(first;).into()));
        assert_eq!(block.to_string(), "async move { first ; 1 }");
        assert_eq!(
            found.around(quote!(new).into()).to_string(),
            ":: std :: boxed :: Box :: pin (new)"
        );
    }

    #[test]
    fn the_lifetime_tells_who_wrote_it() {
        let found = find(&quote!(
            fn f<'async_trait>() -> Pin<Box<dyn Future<Output = u8> + 'async_trait>> {
                Box::pin(async move { 1 })
            }
        ));
        assert!(found.expect("found").is_rewritten_async_fn);
    }

    #[test]
    fn other_bodies_are_left_alone() {
        assert!(
            find(&quote!(
                fn f() -> B {
                    let x = 1;
                    Box::pin(async move { x })
                }
            ))
            .is_none()
        );
        assert!(
            find(&quote!(
                fn f() -> B {
                    Box::pin(async { 1 })
                }
            ))
            .is_none()
        );
        assert!(
            find(&quote!(
                fn f() -> B {
                    Box::pin(g())
                }
            ))
            .is_none()
        );
        assert!(
            find(&quote!(
                fn f() -> B {
                    return Box::pin(async move { 1 });
                }
            ))
            .is_none()
        );
        assert!(
            find(&quote!(
                fn f() {}
            ))
            .is_none()
        );
    }
}
