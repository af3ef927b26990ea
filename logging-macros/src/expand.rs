//! The new function. One function here for each way in which a body is run; the body itself is the
//! user's brace group, unchanged, so that its edition, its spans and its errors stay the user's.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::async_trait::PinnedBlock;
use crate::begin::Begin;
use crate::model::{Exit, Function, Shape};
use crate::names::Mentions;
use crate::params::Param;
use crate::paths;
use crate::quiet;
use crate::returns::erased;
use crate::signature::{closure_type, signature};
use crate::site::{Runner, judge, runner, site};

/// The annotated function as it is compiled.
pub(crate) fn expand(function: &Function<'_>) -> TokenStream {
    let begin = Begin::of(function);
    let site = site(function, begin.is_some());
    let body = match &function.shape {
        Shape::Call => run(function, begin, "call"),
        Shape::InPlace(exit) => in_place(function, begin, *exit),
        Shape::Future => staged(function, begin),
        Shape::AsyncFn => awaited(function, begin),
        Shape::Lazy => run(function, begin, "lazy"),
        Shape::Boxed => run(function, begin, "boxed"),
        Shape::ByType => run(function, begin, "by_type"),
        Shape::Pinned(block) => pinned(function, begin, block),
    };
    let signature = signature(function);
    let body = in_users_braces(function, &quote!(#site #body));
    quote!(#signature #body)
}

/// The body in a closure, run by a function that takes it as an `FnOnce`.
fn run(function: &Function<'_>, begin: Option<Begin>, name: &str) -> TokenStream {
    let body = bound_body(function, begin);
    let returned = match function.shape {
        // What it returns can be an `impl Future`.
        Shape::Lazy => None,
        _ => Some(closure_type(function)),
    };
    in_closure(function, name, returned.as_ref(), &body)
}

fn in_closure(
    function: &Function<'_>,
    name: &str,
    returned: Option<&TokenStream>,
    body: &TokenStream,
) -> TokenStream {
    let (private, site) = (&function.private, paths::site());
    let Runner {
        function: runs,
        judge,
    } = runner(function, name);
    let (owning, body) = (keyword(function, "move"), in_users_braces(function, body));
    // Written out, it is the type that is told not to be a future in a box, and the function given
    // as `outcome` that is told to take something else.
    let declared = match function.shape {
        Shape::Boxed => Some(erased(&function.item.returned)),
        Shape::Call | Shape::ByType if function.options.outcome.is_some() => {
            Some(function.judged.clone())
        }
        _ => None,
    };
    let declared = declared.map(|declared| quote_spanned!(Span::mixed_site()=> ::<#declared>));
    quote_spanned! {Span::mixed_site()=>
        #private::#runs #declared(&#site, #owning || #returned #body, #judge)
    }
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
        Exit::Future => making(function, &body, None),
        Exit::Boxed => making(function, &body, Some(erased(&function.item.returned))),
        Exit::Never => quote_spanned! {mixed=>
            let __guard = #private::Guard::new(&#site);
            { #body }
        },
    }
}

/// The body makes a future, in a box if that has a type.
fn making(function: &Function<'_>, body: &TokenStream, boxed: Option<TokenStream>) -> TokenStream {
    let mixed = Span::mixed_site();
    let (private, site) = (&function.private, paths::site());
    let (declared, follow) = match boxed {
        Some(boxed) => (quote_spanned!(mixed=> : #boxed), "boxed"),
        None => (TokenStream::new(), "followed"),
    };
    let Runner {
        function: follow,
        judge,
    } = runner(function, follow);
    let value = value_of(body);
    quote_spanned! {mixed=>
        let __making = #private::Making::new(&#site);
        let __value #declared = #value;
        __making.#follow(__value, #judge)
    }
}

/// The body as one arm of two: what follows a body that never gets to its end would be unreachable
/// code, which the compiler tells the user, and after an arm it is not.
fn value_of(body: &TokenStream) -> TokenStream {
    quote_spanned! {Span::mixed_site()=>
        match ::core::option::Option::None {
            ::core::option::Option::Some(__value) => __value,
            ::core::option::Option::None => { #body }
        }
    }
}

fn in_place_with_value(function: &Function<'_>, body: &TokenStream) -> TokenStream {
    let (private, site) = (&function.private, paths::site());
    let judged = &function.judged;
    let judge = judge(function, &quote_spanned!(Span::mixed_site()=> &__value));
    let value = value_of(body);
    quote_spanned! {Span::mixed_site()=>
        let __guard = #private::Guard::new(&#site);
        let __value: #judged = #value;
        __guard.seen(&__value, #judge);
        __value
    }
}

/// One future around the body's `async` block.
fn staged(function: &Function<'_>, begin: Option<Begin>) -> TokenStream {
    let block = in_users_braces(function, &captured_body(function, begin));
    let awaiting = keyword(function, "async");
    let quiet = quiet::of_awaiting(function);
    around(
        function,
        &quote_spanned!(Span::mixed_site()=> #quiet #awaiting move #block),
    )
}

/// Our future around one.
fn around(function: &Function<'_>, future: &TokenStream) -> TokenStream {
    let (private, site) = (&function.private, paths::site());
    let Runner {
        function: stages,
        judge,
    } = runner(function, "staged");
    quote_spanned!(Span::mixed_site()=> #private::#stages(&#site, #future, #judge))
}

/// The same inside an `async fn`.
fn awaited(function: &Function<'_>, begin: Option<Begin>) -> TokenStream {
    let staged = staged(function, begin);
    quote_spanned!(Span::mixed_site()=> #staged.await)
}

/// The user's own box around our future around the user's block.
fn pinned(function: &Function<'_>, begin: Option<Begin>, pinned: &PinnedBlock) -> TokenStream {
    let mixed = Span::mixed_site();
    let future = match begin {
        // A block that does not own the parameters must not begin to: it may have to be 'static.
        Some(begin) if !pinned.is_rewritten_async_fn => {
            let block = pinned.block_after(None);
            let body = bound(function, Some(begin), &quote_spanned!(mixed=> { #block }));
            in_closure(function, "lazy", None, &body)
        }
        begin => around(
            function,
            &pinned.block_after(begin.map(|begin| begin.statements)),
        ),
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
    let entry = entry(begin, &function.params);
    quote!(#(#captures)* #entry #body)
}

/// The parameters captured last to first, so that they are dropped in that order, and bound again
/// only from the first on that needs it: a binding stores the parameter a second time.
fn captured_body(function: &Function<'_>, begin: Option<Begin>) -> TokenStream {
    let body = Mentions::of(&function.item.body.stream());
    let attribute = begin.as_ref().map(|begin| &begin.mentions);
    let is_mentioned = |name: &str| {
        body.contains(name) || attribute.is_some_and(|attribute| attribute.contains(name))
    };
    let needs = |param: &Param| param.needs_binding(is_mentioned);
    let first = function
        .params
        .iter()
        .position(needs)
        .unwrap_or(function.params.len());
    let (owned, bound) = function.params.split_at(first);
    let captures = owned.iter().rev().map(Param::captured);
    let entry = entry(begin, bound);
    let (hint, body) = (return_hint(function), labelled_body(function));
    quote!(#(#captures)* #entry #hint #body)
}

/// The statements of the begin and the bindings, in the order in which they can run. A parameter that
/// the attribute mentions is used by that: its new binding must not be told to be unused.
fn entry(begin: Option<Begin>, params: &[Param]) -> TokenStream {
    let bindings: TokenStream = params.iter().map(Param::bound).collect();
    let Some(begin) = begin else { return bindings };
    let statements = begin.statements;
    if begin.is_late {
        return quote!(#bindings #statements);
    }
    let used = params
        .iter()
        .filter(|param| {
            param
                .name()
                .is_some_and(|name| begin.mentions.contains(&name))
        })
        .map(Param::captured);
    quote!(#statements #bindings #(#used)*)
}

/// The body with a label in front, which keeps `unused_braces` silent, in a block of this crate's
/// edition, 2024, in which the temporaries of the body's last expression go before the parameters,
/// as they do in a function of any edition.
fn labelled_body(function: &Function<'_>) -> TokenStream {
    let body = &function.item.body;
    let label = quote_spanned!(body.span()=> '__body:);
    let quiet = quiet::of_assignments(function);
    quote_spanned!(Span::mixed_site()=> #quiet { #label #body })
}

/// Tells the `async` block what it returns before the first `return` in it has to guess.
fn return_hint(function: &Function<'_>) -> Option<TokenStream> {
    let (judged, private) = (&function.judged, &function.private);
    let can_be_written = judged.to_string() != "_";
    can_be_written.then(|| {
        quote_spanned! {Span::mixed_site()=>
            if false {
                return #private::output::<#judged>();
            }
        }
    })
}

/// The first word of what the body runs in, at the body: in a closure or a block that is a macro's
/// own, the compiler does not name what is captured, and clippy does not look.
fn keyword(function: &Function<'_>, word: &str) -> Ident {
    Ident::new(word, function.item.body.span())
}

/// Braces with the span of the user's body: coverage counts only what is in the same context as
/// the braces around it.
fn in_users_braces(function: &Function<'_>, tokens: &TokenStream) -> TokenStream {
    let mut group = Group::new(Delimiter::Brace, tokens.clone());
    group.set_span(function.item.body.span());
    group.into_token_stream()
}
