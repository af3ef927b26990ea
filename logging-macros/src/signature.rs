//! What stands before the body: the user's signature, and the type of a closure in its place.

use proc_macro2::{Delimiter, Span, TokenTree};

use crate::expected;
use crate::item::Item;
use crate::model::{Function, Shape};
use crate::quiet;
use crate::returns::erased;
use crate::tokens::{Token, Tokens};
use crate::write::{Put, group, tokens};

/// The attributes and the signature. All that does not have to change is the user's own tokens, and where no parameter
/// is bound again they stay as they are.
pub(crate) fn signature(function: &Function<'_>, binds: bool) -> Tokens {
    match function.shape {
        Shape::Future => future_signature(function),
        _ => same_signature(function, binds),
    }
}

/// `-> Type`, as a closure can have it. Also where the function says nothing: an error in the body
/// is then told there.
pub(crate) fn closure_type(function: &Function<'_>) -> Tokens {
    let Item {
        arrow, returned, ..
    } = function.item;
    if arrow.is_empty() {
        return tokens!(Span::mixed_site()=> -> ());
    }
    let mut out = arrow.iter().cloned().collect::<Tokens>();
    out.append(erased(returned));
    out
}

fn same_signature(function: &Function<'_>, binds: bool) -> Tokens {
    let Item {
        qualifiers,
        arrow,
        returned,
        ..
    } = function.item;
    header(
        function,
        qualifiers,
        arrow.iter().chain(returned).cloned().collect(),
        binds,
    )
}

/// Without `async`. The token `impl` has the edition of this crate, 2024, in which it captures all
/// lifetimes, as an `async fn` does in every edition. The last token is at the end of the user's
/// signature, which is what lints of the signature mark then.
fn future_signature(function: &Function<'_>) -> Tokens {
    let item = function.item;
    let is_kept = |token: &&TokenTree| !token.is_ident("async");
    let qualifiers: Vec<_> = item.qualifiers.iter().filter(is_kept).cloned().collect();
    let returned = &item.returned;
    let output = if returned.is_empty() {
        tokens!(Span::call_site()=> ())
    } else {
        returned.iter().cloned().collect()
    };
    let end = item
        .returned
        .last()
        .map_or(item.params.span(), TokenTree::span);
    let end = tokens!(end=> >);
    let future = tokens!(Span::mixed_site()=> -> impl ::core::future::Future<Output = #output #end);
    header(function, &qualifiers, future, true)
}

fn header(
    function: &Function<'_>,
    qualifiers: &[TokenTree],
    returned: Tokens,
    binds: bool,
) -> Tokens {
    let Item {
        attributes,
        fn_token,
        name,
        generics,
        where_clause,
        ..
    } = function.item;
    let params = if binds {
        bound_again(function)
    } else {
        function.item.params.clone().into()
    };
    let attributes = expected::of_function(attributes);
    let of_parameters = quiet::of_type_parameters(function.item);
    let of_self = quiet::of_unused_self(function);
    tokens! {Span::call_site()=>
        #attributes #of_parameters #of_self #qualifiers #fn_token #name #generics #params #returned #where_clause
    }
}

/// The parameters as they are written where the body binds them again.
fn bound_again(function: &Function<'_>) -> TokenTree {
    let mut params = Tokens::default();
    for (index, param) in function.params.iter().enumerate() {
        let comma = (index > 0).then(|| tokens!(Span::call_site()=> ,));
        comma.put(&mut params);
        param.outside().put(&mut params);
    }
    group(Delimiter::Parenthesis, function.item.params.span(), params)
}
