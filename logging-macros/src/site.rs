//! The static of a function, and the closure that judges its value.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;

use crate::args::Kind;
use crate::model::{Function, Judge};
use crate::names::idents;
use crate::paths;

/// The static: all that is known of every call before it happens.
pub(crate) fn site(function: &Function<'_>, begins: bool) -> TokenStream {
    let mixed = Span::mixed_site();
    let (options, private) = (function.options, &function.private);
    let kind = match function.kind {
        Kind::Job => quote_spanned!(mixed=> job),
        Kind::Stage => quote_spanned!(mixed=> stage),
    };
    let name = options.name.as_deref().unwrap_or_default();
    let level = options
        .level
        .clone()
        .unwrap_or_else(|| Ident::new("INFO", mixed));
    let keys = options.fields.iter().map(|field| field.key.as_str());
    let without_start = options
        .without_start
        .then(|| quote_spanned!(mixed=> .without_start()));
    let none = options.none.as_ref().map(|word| {
        let word = &word.text;
        quote_spanned!(mixed=> .none(#private::outcome(#word)))
    });
    let begins = begins.then(|| quote_spanned!(mixed=> .begins()));
    let site = paths::site();
    quote_spanned! {mixed=>
        static #site: #private::Site = #private::Site::#kind(
            #name,
            #private::Level::#level,
            ::core::module_path!(),
            ::core::file!(),
            ::core::line!(),
            &[#(#keys,)* "outcome", "dur_ms"],
            &#site,
        ) #without_start #none #begins;
    }
}

/// `|value: &Type| verdict`. The type is always written: without it, the most particular rule
/// would be tried on a type that is not yet known.
pub(crate) fn judge(function: &Function<'_>) -> TokenStream {
    let judged = &function.judged;
    let verdict = verdict(function);
    // A `&&Option<T>` is what looking at an `&Option<T>` takes.
    quote_spanned! {Span::mixed_site()=>
        #[allow(clippy::ref_option_ref)]
        |__v: &#judged| #verdict
    }
}

/// Whether the type is written with a `_` in it.
fn is_opaque(judged: &TokenStream) -> bool {
    judged.to_string() != "_" && idents(judged).contains("_")
}

/// The verdict on `__v`, a reference to the value.
pub(crate) fn verdict(function: &Function<'_>) -> TokenStream {
    let mixed = Span::mixed_site();
    let private = &function.private;
    let seen = match function.judge {
        Judge::Success => quote_spanned!(mixed=> #private::Verdict::SUCCESS),
        Judge::Probe => {
            // A value behind `impl Trait` may have an open type here, such as `{integer}`, of which
            // the most particular rule must not be asked: one reference less passes it over.
            let depth = if is_opaque(&function.judged) {
                quote_spanned!(mixed=> &&)
            } else {
                quote_spanned!(mixed=> &&&&&&&)
            };
            quote_spanned! {mixed=>
                {
                    use #private::levels::*;
                    (#depth #private::Settle((&&&&&&&&&&&&#private::Probe(__v)).__judge())).__settle()
                }
            }
        }
    };
    match &function.options.outcome {
        Some(outcome) => quote_spanned!(mixed=> #private::overruled(__v, #outcome, #seen)),
        None => seen,
    }
}
