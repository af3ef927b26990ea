//! The paths that generated code goes through. All are absolute: the user's `Result`, `Option` or
//! `mod std` is never met.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

/// The runtime crate, or where the user says it is re-exported.
pub(crate) fn runtime(given: Option<&TokenStream>) -> TokenStream {
    given
        .cloned()
        .unwrap_or_else(|| quote_spanned!(Span::mixed_site()=> ::logging_runtime))
}

/// The part of the runtime that is for generated code only.
pub(crate) fn private(runtime: &TokenStream) -> TokenStream {
    quote_spanned!(Span::mixed_site()=> #runtime::__private)
}

/// The static of an annotated function. Items have no hygiene, so the name is one that no user has.
pub(crate) fn site() -> TokenStream {
    quote_spanned!(Span::mixed_site()=> __LOGGING_SITE)
}
