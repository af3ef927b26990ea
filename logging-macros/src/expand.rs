//! The new function. One function here for each way in which a body is run; the body itself is the
//! user's brace group, unchanged, so that its edition, its spans and its errors stay the user's.

use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::async_trait::PinnedBlock;
use crate::begin::{self, Begin};
use crate::model::{Exit, Function, Shape};
use crate::names::Mentions;
use crate::params::Param;
use crate::paths;
use crate::signature::{closure_type, signature};
use crate::site::{judge, site, verdict};

/// The annotated function as it is compiled.
pub(crate) fn expand(function: &Function<'_>) -> TokenStream {
    let begin = Begin::of(function);
    let site = site(function, begin.is_some());
    let run = match &function.shape {
        Shape::Call => call(function, begin),
        Shape::InPlace(exit) => in_place(function, begin, *exit),
        Shape::Future => staged(function, begin),
        Shape::AsyncFn => awaited(function, begin),
        Shape::Lazy => lazy(function, begin),
        Shape::LazyBoxed => lazy_boxed(function, begin),
        Shape::Pinned(block) => pinned(function, begin, block),
    };
    let signature = signature(function);
    let body = in_users_braces(function, &quote!(#site #run));
    quote!(#signature #body)
}

/// The body in a closure, called at once through a function that takes `FnOnce`.
fn call(function: &Function<'_>, begin: Option<Begin>) -> TokenStream {
    let (private, site, judge) = (&function.private, paths::site(), judge(function));
    let body = in_users_braces(function, &bound_body(function, begin));
    let returned = closure_type(function);
    quote_spanned!(Span::mixed_site()=> #private::call(&#site, move || #returned #body, #judge))
}

/// The body where it is. The guard is older than the bindings, so that it goes after them.
fn in_place(function: &Function<'_>, begin: Option<Begin>, exit: Exit) -> TokenStream {
    let mixed = Span::mixed_site();
    let (private, site) = (&function.private, paths::site());
    let body = bound_body(function, begin);
    match exit {
        Exit::Value => in_place_with_value(function, &body),
        Exit::Opaque => quote_spanned! {mixed=>
            let __guard = #private::Guard::passing(&#site);
            { #body }
        },
        Exit::Never => quote_spanned! {mixed=>
            let __guard = #private::Guard::new(&#site);
            { #body }
        },
    }
}

/// The body as one arm of two: what follows a body that never gets to its end would be unreachable
/// code, which the compiler tells the user, and after an arm it is not.
fn in_place_with_value(function: &Function<'_>, body: &TokenStream) -> TokenStream {
    let (private, site, verdict) = (&function.private, paths::site(), verdict(function));
    let judged = &function.judged;
    quote_spanned! {Span::mixed_site()=>
        let __guard = #private::Guard::new(&#site);
        let __value: #judged = match ::core::option::Option::None {
            ::core::option::Option::Some(__value) => __value,
            ::core::option::Option::None => { #body }
        };
        __guard.seen(|| {
            let __v = &__value;
            #verdict
        });
        __value
    }
}

/// One future around the body's `async` block.
fn staged(function: &Function<'_>, begin: Option<Begin>) -> TokenStream {
    let (private, site, judge) = (&function.private, paths::site(), judge(function));
    let block = in_users_braces(function, &captured_body(function, begin));
    quote_spanned!(Span::mixed_site()=> #private::Staged::new(&#site, async move #block, #judge))
}

/// The same inside an `async fn`.
fn awaited(function: &Function<'_>, begin: Option<Begin>) -> TokenStream {
    let staged = staged(function, begin);
    quote_spanned!(Span::mixed_site()=> #staged.await)
}

/// The body in a closure that makes the future.
fn lazy(function: &Function<'_>, begin: Option<Begin>) -> TokenStream {
    let (private, site, judge) = (&function.private, paths::site(), judge(function));
    let body = in_users_braces(function, &bound_body(function, begin));
    quote_spanned!(Span::mixed_site()=> #private::lazy(&#site, move || #body, #judge))
}

fn lazy_boxed(function: &Function<'_>, begin: Option<Begin>) -> TokenStream {
    let (private, site, judge) = (&function.private, paths::site(), judge(function));
    let body = in_users_braces(function, &bound_body(function, begin));
    let returned = closure_type(function);
    quote_spanned! {Span::mixed_site()=>
        ::std::boxed::Box::pin(#private::lazy(&#site, move || #returned #body, #judge))
    }
}

/// The user's own box around our future around the user's block.
fn pinned(function: &Function<'_>, begin: Option<Begin>, pinned: &PinnedBlock) -> TokenStream {
    let mixed = Span::mixed_site();
    let (private, site, judge) = (&function.private, paths::site(), judge(function));
    let future = match begin {
        // A block that does not own the parameters must not begin to: it may have to be 'static.
        Some(begin) if !pinned.is_rewritten_async_fn => {
            let block = pinned.block_after(None);
            let body = bound(function, Some(begin), &quote_spanned!(mixed=> { #block }));
            let body = in_users_braces(function, &body);
            quote_spanned!(mixed=> #private::lazy(&#site, move || #body, #judge))
        }
        begin => {
            let block = pinned.block_after(begin.map(|begin| begin.statements));
            quote_spanned!(mixed=> #private::Staged::new(&#site, #block, #judge))
        }
    };
    pinned.around(future)
}

/// All parameters bound again, in their order, then the body: they are dropped as those of the
/// plain function are.
fn bound_body(function: &Function<'_>, begin: Option<Begin>) -> TokenStream {
    bound(function, begin, &labelled_body(function))
}

fn bound(function: &Function<'_>, begin: Option<Begin>, body: &TokenStream) -> TokenStream {
    let in_closure = !matches!(function.shape, Shape::InPlace(_));
    let receivers = function
        .params
        .iter()
        .filter(|param| in_closure && matches!(param, Param::Receiver(_)));
    let captures = receivers.map(Param::captured);
    let entry = entry(function, begin, &function.params);
    quote!(#(#captures)* #entry #body)
}

/// The parameters captured last to first, so that they are dropped in that order, and bound again
/// only from the first on that needs it: a binding stores the parameter a second time.
fn captured_body(function: &Function<'_>, begin: Option<Begin>) -> TokenStream {
    let mut mentions = Mentions::of(&function.item.body.stream());
    mentions.merge(begin::mentions(function));
    let needs = |param: &Param| param.needs_binding(|name| mentions.contains(name));
    let first = function
        .params
        .iter()
        .position(needs)
        .unwrap_or(function.params.len());
    let (owned, bound) = function.params.split_at(first);
    let captures = owned.iter().rev().map(Param::captured);
    let entry = entry(function, begin, bound);
    let (hint, body) = (return_hint(function), labelled_body(function));
    quote!(#(#captures)* #entry #hint #body)
}

/// The statements of the begin and the bindings, in the order in which they can run. A parameter that
/// the attribute mentions is used by that: its new binding must not be told to be unused.
fn entry(function: &Function<'_>, begin: Option<Begin>, params: &[Param]) -> TokenStream {
    let bindings: TokenStream = params.iter().map(Param::bound).collect();
    match begin {
        Some(Begin {
            statements,
            is_late: true,
        }) => quote!(#bindings #statements),
        Some(Begin {
            statements,
            is_late: false,
        }) => {
            let mentions = begin::mentions(function);
            let used = params
                .iter()
                .filter(|param| param.name().is_some_and(|name| mentions.contains(&name)))
                .map(Param::captured);
            quote!(#statements #bindings #(#used)*)
        }
        None => bindings,
    }
}

/// The body with a label in front, which keeps `unused_braces` silent, in a block of this crate's
/// edition, 2024, in which the temporaries of the body's last expression go before the parameters,
/// as they do in a function of any edition.
fn labelled_body(function: &Function<'_>) -> TokenStream {
    let mixed = Span::mixed_site();
    let body = &function.item.body;
    let label = quote_spanned!(mixed.located_at(body.span())=> '__body:);
    quote_spanned!(mixed=> { #label #body })
}

/// Tells the `async` block what it returns before the first `return` in it has to guess.
fn return_hint(function: &Function<'_>) -> Option<TokenStream> {
    let judged = &function.judged;
    let can_be_written = judged.to_string() != "_";
    can_be_written.then(|| {
        quote_spanned! {Span::mixed_site()=>
            if let ::core::option::Option::Some(__r) = ::core::option::Option::None::<#judged> {
                return __r;
            }
        }
    })
}

/// Braces with the span of the user's body: coverage counts only what is in the same context as
/// the braces around it.
fn in_users_braces(function: &Function<'_>, tokens: &TokenStream) -> TokenStream {
    let mut group = Group::new(Delimiter::Brace, tokens.clone());
    group.set_span(function.item.body.span());
    group.into_token_stream()
}
