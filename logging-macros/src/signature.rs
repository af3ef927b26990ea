//! What stands before the body: the user's signature, and the type of a closure in its place.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::item::Item;
use crate::model::{Function, Shape};
use crate::params::Param;
use crate::returns::erased;
use crate::tokens::Token;

/// The attributes and the signature. All that does not have to change is the user's own tokens.
pub(crate) fn signature(function: &Function<'_>) -> TokenStream {
    match function.shape {
        Shape::Future => future_signature(function),
        _ => same_signature(function),
    }
}

/// `-> Type`, as a closure can have it. Also where the function says nothing: an error in the body
/// is then told there.
pub(crate) fn closure_type(function: &Function<'_>) -> TokenStream {
    let Item {
        arrow, returned, ..
    } = function.item;
    if arrow.is_empty() {
        return quote_spanned!(Span::mixed_site()=> -> ());
    }
    let returned = erased(returned);
    quote!(#(#arrow)* #returned)
}

fn same_signature(function: &Function<'_>) -> TokenStream {
    let Item {
        qualifiers,
        arrow,
        returned,
        ..
    } = function.item;
    header(function, qualifiers, &quote!(#(#arrow)* #(#returned)*))
}

/// Without `async`. The token `impl` has the edition of this crate, 2024, in which it captures all
/// lifetimes, as an `async fn` does in every edition. The last token is at the end of the user's
/// signature, which is what lints of the signature mark then.
fn future_signature(function: &Function<'_>) -> TokenStream {
    let item = function.item;
    let is_kept = |token: &&TokenTree| !token.is_ident("async");
    let qualifiers: Vec<_> = item.qualifiers.iter().filter(is_kept).cloned().collect();
    let returned = &item.returned;
    let output = if returned.is_empty() {
        quote!(())
    } else {
        quote!(#(#returned)*)
    };
    let end = item
        .returned
        .last()
        .map_or(item.params.span(), TokenTree::span);
    let end = quote_spanned!(end=> >);
    let future =
        quote_spanned!(Span::mixed_site()=> -> impl ::core::future::Future<Output = #output #end);
    header(function, &qualifiers, &future)
}

fn header(
    function: &Function<'_>,
    qualifiers: &[TokenTree],
    returned: &TokenStream,
) -> TokenStream {
    let Item {
        attributes,
        fn_token,
        name,
        generics,
        where_clause,
        ..
    } = function.item;
    let outside = function.params.iter().map(Param::outside);
    let mut params = Group::new(Delimiter::Parenthesis, quote!(#(#outside),*));
    params.set_span(function.item.params.span());
    quote! {
        #(#attributes)* #(#qualifiers)* #fn_token #name #(#generics)* #params #returned
        #(#where_clause)*
    }
}
