//! The paths that generated code goes through. All are absolute: the user's `Result`, `Option` or
//! `mod std` is never met.

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};

use crate::tokens::Tokens;

/// The runtime crate, or where the user says it is re-exported.
pub(crate) fn runtime(given: Option<&TokenStream>) -> Tokens {
    given.map_or_else(
        || path("logging_runtime").collect(),
        |given| given.clone().into(),
    )
}

/// The part of the runtime that is for generated code only.
pub(crate) fn private(runtime: &Tokens) -> Tokens {
    runtime.iter().cloned().chain(path("__private")).collect()
}

/// The static of an annotated function. Items have no hygiene, so the name is one that no user has.
pub(crate) fn site() -> Ident {
    site_at(Span::mixed_site())
}

/// The same at a place.
pub(crate) fn site_at(place: Span) -> Ident {
    Ident::new("__LOGGING_SITE", place)
}

/// `::name`.
fn path(name: &str) -> impl Iterator<Item = TokenTree> {
    let mixed = Span::mixed_site();
    let colon = |spacing| {
        let mut colon = Punct::new(':', spacing);
        colon.set_span(mixed);
        TokenTree::from(colon)
    };
    [
        colon(Spacing::Joint),
        colon(Spacing::Alone),
        TokenTree::from(Ident::new(name, mixed)),
    ]
    .into_iter()
}
