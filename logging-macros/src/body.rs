//! What the body is given: its parameters, captured or bound again, and what is evaluated before it.

use proc_macro2::Span;

use crate::begin::Begin;
use crate::model::{Function, Shape};
use crate::names::Mentions;
use crate::params::Param;
use crate::quiet;
use crate::site::asked;
use crate::tokens::{Token, Tokens};
use crate::write::{Put, tokens};

/// The parameters bound again, in their order, then the body: they are dropped as those of the plain
/// function are.
pub(crate) fn bound_body(function: &Function<'_>, begin: Option<Begin>) -> Tokens {
    let moved = moved(function, begin.as_ref());
    let body = if moved.is_empty() {
        let (label, body) = (label(function), &function.item.body);
        tokens!(Span::call_site()=> #label #body)
    } else {
        labelled_body(function)
    };
    after(function, begin, &moved, body)
}

/// The same before another body.
pub(crate) fn bound(function: &Function<'_>, begin: Option<Begin>, body: Tokens) -> Tokens {
    let moved = moved(function, begin.as_ref());
    after(function, begin, &moved, body)
}

fn after(function: &Function<'_>, begin: Option<Begin>, moved: &[&Param], body: Tokens) -> Tokens {
    let receivers = moved
        .iter()
        .filter(|param| is_in_closure(function) && matches!(param, Param::Receiver(_)));
    let captures = receivers.map(|receiver| receiver.captured());
    let entry = entry(begin, moved);
    tokens!(Span::call_site()=> #(#captures)* #entry #body)
}

/// The parameters that do not stay where they are.
fn moved<'f>(function: &'f Function<'_>, begin: Option<&Begin>) -> Vec<&'f Param> {
    let params = function.params.iter();
    params
        .filter(|param| !stays(function, begin, param))
        .collect()
}

/// Whether a parameter is captured as the body uses it. One that the attribute looks at is bound
/// again, or the compiler would not tell that the body does not use it.
fn stays(function: &Function<'_>, begin: Option<&Begin>, param: &Param) -> bool {
    let is_looked_at = |name: String| begin.is_some_and(|begin| begin.looks_at(&name));
    is_in_closure(function) && param.can_stay() && !param.name().is_some_and(is_looked_at)
}

fn is_in_closure(function: &Function<'_>) -> bool {
    !matches!(function.shape, Shape::InPlace(_))
}

/// The parameters captured last to first, so that they are dropped in that order, and bound again
/// only from the first on that needs it: a binding stores the parameter a second time.
pub(crate) fn captured_body(function: &Function<'_>, begin: Option<Begin>) -> Tokens {
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
    let entry = entry(begin, &bound.iter().collect::<Vec<_>>());
    let (hint, body) = (return_hint(function), labelled_body(function));
    tokens!(Span::call_site()=> #(#captures)* #entry #hint #body)
}

/// The statements of the begin and the bindings, in the order in which they can run. A parameter that
/// the attribute mentions is used by that: its new binding must not be told to be unused.
fn entry(begin: Option<Begin>, params: &[&Param]) -> Tokens {
    let mut bindings = Tokens::default();
    for param in params {
        param.bound().put(&mut bindings);
    }
    let Some(begin) = begin else { return bindings };
    let statements = begin.statements;
    if begin.is_late {
        return tokens!(Span::call_site()=> #bindings #statements);
    }
    let used = params
        .iter()
        .filter(|param| {
            param
                .name()
                .is_some_and(|name| begin.mentions.contains(&name))
        })
        .map(|param| param.captured());
    tokens!(Span::call_site()=> #statements #bindings #(#used)*)
}

/// What stands in front of the body, and keeps `unused_braces` silent.
fn label(function: &Function<'_>) -> Tokens {
    tokens!(function.item.body.span()=> '__body:)
}

/// The body in a block of this crate's edition, 2024, in which the temporaries of the body's last
/// expression go before the parameters, as they do in a function of any edition.
fn labelled_body(function: &Function<'_>) -> Tokens {
    let (label, body) = (label(function), &function.item.body);
    let quiet = quiet::of_assignments(function);
    tokens!(Span::mixed_site()=> #quiet { #label #body })
}

/// Whether the user's body can be the closure's: with no parameter to bind.
pub(crate) fn is_whole(function: &Function<'_>) -> bool {
    moved(function, None).is_empty()
}

/// Tells the `async` block what it returns before the first `return` in it has to guess.
fn return_hint(function: &Function<'_>) -> Option<Tokens> {
    let mixed = Span::mixed_site();
    let (judged, asked) = (&function.judged, asked(function, mixed));
    let can_be_written = !matches!(&judged[..], [only] if only.is_ident("_"));
    can_be_written.then(|| {
        tokens! {mixed=>
            if false {
                return #asked::output();
            }
        }
    })
}
