//! The new function. One function here for each way in which a body is run; the body itself is the
//! user's brace group, unchanged, so that its edition, its spans and its errors stay the user's.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};

use crate::async_trait::PinnedBlock;
use crate::begin::Begin;
use crate::body::{bound, bound_body, captured_body, is_whole};
use crate::model::{Exit, Function, Shape};
use crate::paths;
use crate::quiet;
use crate::returns::erased;
use crate::signature::{closure_type, signature};
use crate::site::{Runner, judge, place, runner, site};
use crate::tokens::Tokens;
use crate::write::{group, tokens};

/// The annotated function as it is compiled.
pub(crate) fn expand(function: &Function<'_>) -> TokenStream {
    let begin = Begin::of(function);
    let asks = asks(function, begin.as_ref());
    let site = site(function, begin.is_some());
    let binds = binds(function, begin.as_ref());
    let body = match &function.shape {
        Shape::Call => run(function, begin, "__call"),
        Shape::InPlace(exit) => in_place(function, begin, *exit),
        Shape::Future => staged(function, begin),
        Shape::AsyncFn => awaited(function, begin),
        Shape::Lazy => run(function, begin, "__lazy"),
        Shape::Boxed => run(function, begin, "__boxed"),
        Shape::ByType => run(function, begin, "__by_type"),
        Shape::Pinned(block) => pinned(function, begin, block),
    };
    let mut all = signature(function, binds);
    let place = Span::call_site();
    let item = function.item;
    let braces = if quiet::is_canonical(item) {
        Span::mixed_site()
    } else {
        item.passed_on.unwrap_or(item.body.span())
    };
    let body = tokens!(place=> #asks #site #body);
    all.push(group(Delimiter::Brace, braces, body));
    all.into()
}

/// Whether the body is given its parameters by new bindings. The block that a function pins captures them where they
/// are.
fn binds(function: &Function<'_>, begin: Option<&Begin>) -> bool {
    match &function.shape {
        Shape::Pinned(block) => begins_outside(block, begin),
        _ => true,
    }
}

/// Whether the call begins before the block: one that does not own the parameters must not begin to, as it may have to
/// be 'static.
fn begins_outside(block: &PinnedBlock, begin: Option<&Begin>) -> bool {
    begin.is_some() && !block.is_rewritten_async_fn
}

/// What is said where a type has no answer, see `classify/levels/mod.rs` in the runtime.
pub(crate) fn asks(function: &Function<'_>, begin: Option<&Begin>) -> Option<Tokens> {
    let private = &function.private;
    let asks = function.questions.is_some() || begin.is_some_and(|begin| begin.asks);
    asks.then(|| tokens!(Span::mixed_site()=> use #private::Ask as _;))
}

/// The body in a closure, run by a function that takes it as an `FnOnce`.
fn run(function: &Function<'_>, begin: Option<Begin>, name: &str) -> Tokens {
    // What a lazy body returns can be an `impl Future`.
    let returned = (!matches!(function.shape, Shape::Lazy)).then(|| closure_type(function));
    let body = if returned.is_some() && begin.is_none() && is_whole(function) {
        function.item.body.clone().into()
    } else {
        braced(function, bound_body(function, begin))
    };
    in_closure(function, name, returned, body)
}

fn in_closure(
    function: &Function<'_>,
    name: &str,
    returned: Option<Tokens>,
    body: TokenTree,
) -> Tokens {
    let place = place(function);
    let site = site_at_body(function);
    let Runner { method, judge } = runner(function, name);
    let owning = keyword(function, "move");
    // Written out, it is the type that is told not to be a future in a box.
    let declared = matches!(function.shape, Shape::Boxed).then(|| erased(&function.item.returned));
    let of_errors = returned
        .as_ref()
        .and_then(|_| quiet::of_large_errors(function));
    let of_type = returned
        .as_ref()
        .and_then(|_| quiet::of_complex_type(function));
    let of_captures = quiet::of_captures(function);
    let of_passed_body = quiet::of_passed_body(function);
    let declared = declared.map(|declared| tokens!(Span::mixed_site()=> ::<#declared>));
    tokens! {at_body(function)=>
        #site.#method #declared(#place, #of_errors #of_type #of_captures #of_passed_body #owning || #returned #body, #judge)
    }
}

/// The body where it is. The guard is older than the bindings, so that it goes after them.
fn in_place(function: &Function<'_>, begin: Option<Begin>, exit: Exit) -> Tokens {
    let body = bound_body(function, begin);
    match exit {
        Exit::Value => in_place_with_value(function, body),
        Exit::Opaque => guarded(function, body, "__passing"),
        Exit::Future => making(function, body, None),
        Exit::Boxed => making(function, body, Some(erased(&function.item.returned))),
        Exit::Never => guarded(function, body, "__guard"),
    }
}

fn guarded(function: &Function<'_>, body: Tokens, method: &str) -> Tokens {
    let guard = watched(function, method);
    tokens!(Span::mixed_site()=> let __guard = #guard; { #body })
}

/// What watches over a body in place. A function that tells its caller's place would do so here as
/// well, and a closure in it does not.
fn watched(function: &Function<'_>, method: &str) -> Tokens {
    let mixed = Span::mixed_site();
    let (site, place) = (paths::site(), place(function));
    let method = Ident::new(method, mixed);
    let watched = tokens!(mixed=> #site.#method(#place));
    if function.item.tells_caller() {
        tokens!(mixed=> (|| #watched)())
    } else {
        watched
    }
}

/// The body makes a future, in a box if that has a type.
fn making(function: &Function<'_>, body: Tokens, boxed: Option<Tokens>) -> Tokens {
    let mixed = Span::mixed_site();
    let (declared, follow) = match boxed {
        Some(boxed) => (tokens!(mixed=> : #boxed), "boxed"),
        None => (Tokens::default(), "followed"),
    };
    let Runner { method, judge } = runner(function, follow);
    let (making, value) = (watched(function, "__making"), value_of(body));
    let of_type = quiet::of_complex_type(function);
    tokens! {mixed=>
        let __making = #making;
        #of_type
        let __value #declared = #value;
        __making.#method(__value, #judge)
    }
}

/// The body as one arm of two: what follows a body that never gets to its end would be unreachable
/// code, which the compiler tells the user, and after an arm it is not.
fn value_of(body: Tokens) -> Tokens {
    tokens! {Span::mixed_site()=>
        match ::core::option::Option::None {
            ::core::option::Option::Some(__value) => __value,
            ::core::option::Option::None => { #body }
        }
    }
}

fn in_place_with_value(function: &Function<'_>, body: Tokens) -> Tokens {
    let judged = &function.judged;
    let judge = judge(function, tokens!(Span::mixed_site()=> &__value));
    let (guard, value) = (watched(function, "__guard"), value_of(body));
    let of_type = quiet::of_complex_type(function);
    tokens! {Span::mixed_site()=>
        let __guard = #guard;
        #of_type
        let __value: #judged = #value;
        __guard.seen(&__value, #judge);
        __value
    }
}

/// One future around the body's `async` block.
fn staged(function: &Function<'_>, begin: Option<Begin>) -> Tokens {
    let block = braced(function, captured_body(function, begin));
    let awaiting = keyword(function, "async");
    let quiet = quiet::of_awaiting(function);
    around(
        function,
        tokens!(Span::mixed_site()=> #quiet #awaiting move #block),
    )
}

/// Our future around one.
fn around(function: &Function<'_>, future: Tokens) -> Tokens {
    let (site, place) = (site_at_body(function), place(function));
    let Runner { method, judge } = runner(function, "__staged");
    tokens!(at_body(function)=> #site.#method(#place, #future, #judge))
}

/// The place of the body for the call that runs it: what the compiler finds wrong there, such as a
/// lifetime that is too short, is of the body.
fn at_body(function: &Function<'_>) -> Span {
    Span::mixed_site().located_at(function.item.body.span())
}

/// The static that is called: with it the call begins.
fn site_at_body(function: &Function<'_>) -> Ident {
    paths::site_at(at_body(function))
}

/// The same inside an `async fn`.
fn awaited(function: &Function<'_>, begin: Option<Begin>) -> Tokens {
    let staged = staged(function, begin);
    tokens!(Span::mixed_site()=> #staged.await)
}

/// The user's own box around our future around the user's block.
fn pinned(function: &Function<'_>, begin: Option<Begin>, pinned: &PinnedBlock) -> Tokens {
    let mixed = Span::mixed_site();
    let future = if begins_outside(pinned, begin.as_ref()) {
        let block = pinned.block_after(None);
        let body = bound(function, begin, tokens!(mixed=> { #block }));
        in_closure(function, "__lazy", None, braced(function, body))
    } else {
        around(
            function,
            pinned.block_after(begin.map(|begin| begin.statements)),
        )
    };
    pinned.around(future)
}

/// The first word of what the body runs in, at the body: in a closure or a block that is a macro's
/// own, the compiler does not name what is captured, and clippy does not look.
fn keyword(function: &Function<'_>, word: &str) -> Ident {
    Ident::new(word, function.item.body.span())
}

/// Braces with the span of the user's body: coverage counts only what is in the same context as
/// the braces around it.
fn braced(function: &Function<'_>, tokens: Tokens) -> TokenTree {
    group(Delimiter::Brace, function.item.body.span(), tokens)
}
