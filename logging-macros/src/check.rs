//! What a function must not be, and which options do not go together on it.

use crate::args::{Kind, Options};
use crate::early::way_out;
use crate::errors::Errors;
use crate::generics::Generics;
use crate::item::Item;
use crate::named::{self, Told};
use crate::returns::{self, Returned};
use crate::tokens::{Tokens, flat, joined};

/// Adds all that is wrong with this function under these options.
pub(crate) fn check(kind: Kind, item: &Item, options: &Options, errors: &mut Errors) {
    qualifiers(kind, item, errors);
    other_attributes(kind, item, options, errors);
    future_options(item, options, errors);
    none_option(item, options, errors);
    expressions(options, errors);
}

fn qualifiers(kind: Kind, item: &Item, errors: &mut Errors) {
    if let Some(word) = item.qualifier("const") {
        let message = format!(
            "a `const fn` cannot write events: remove `const` or `#[{}]`",
            kind.name()
        );
        errors.push(word.span(), message);
    }
    if let Some(word) = item.qualifier("gen") {
        errors.push(word.span(), "generator functions are not supported yet");
    }
}

fn other_attributes(kind: Kind, item: &Item, options: &Options, errors: &mut Errors) {
    let name = kind.name();
    for attribute in &item.attributes {
        if attribute.is_ours(name, options.krate.as_ref()) {
            errors.push(
                attribute.span(),
                format!("this function is already a {name}"),
            );
        }
        if attribute.is("naked") {
            errors.push(
                attribute.span(),
                format!("a naked function has no room for a {name}"),
            );
        }
    }
}

fn future_options(item: &Item, options: &Options, errors: &mut Errors) {
    let is_async = item.qualifier("async").is_some();
    if let (Some(future), Some(value)) = (options.future, options.value) {
        errors.push(value, "`value` and `future` exclude each other");
        if is_async {
            errors.push(future, "an `async fn` is always awaited: remove `future`");
        }
        return;
    }
    if let (Some(span), false) = (options.keep_async, is_async) {
        errors.push(span, "`keep_async` is for an `async fn`");
    }
    if is_async {
        if let Some(span) = options.future {
            errors.push(span, "an `async fn` is always awaited: remove `future`");
        }
        if let Some(span) = options.value {
            errors.push(span, "an `async fn` is always awaited: remove `value`");
        }
    } else if let (Some(span), true) = (options.future, is_plain(item)) {
        errors.push(span, "this function returns no future");
    }
}

/// Whether what a function returns is a plain value, by its tokens.
fn is_plain(item: &Item) -> bool {
    let (returned, generics) = (flat(item.returned.iter().cloned()), Generics::of(item));
    let is_never = matches!(returns::read(&returned), Returned::Never);
    let is_told = named::told(&returned, generics) == Told::Plain;
    is_never || is_told && !named::may_be_future(&returned, generics)
}

fn none_option(item: &Item, options: &Options, errors: &mut Errors) {
    let Some(word) = &options.none else { return };
    let value = value_type(item).flat();
    let is_never = matches!(returns::read(&value), Returned::Never);
    let is_no_option = is_never || named::is_surely_no_option(&value, Generics::of(item));
    if options.future.is_none() && is_no_option {
        errors.push(
            word.option,
            "`none` needs a function that returns an `Option`",
        );
    }
}

/// Expressions are evaluated where somebody wants their values: one that leaves the function would
/// do so by configuration.
fn expressions(options: &Options, errors: &mut Errors) {
    for value in options.expressions() {
        if let Some(token) = way_out(joined(&value.expression)) {
            let message = format!(
                "`{token}` would leave the function only where its lines are written: compute the \
                 value in the body, and set it with `record!`"
            );
            errors.push(token.span(), message);
        }
    }
}

/// The type of the value, awaited if it is a future.
fn value_type(item: &Item) -> Tokens {
    match returns::read(&item.returned) {
        Returned::Future(output) | Returned::Boxed(output) if item.qualifier("async").is_none() => {
            output
        }
        _ => item.returned.iter().cloned().collect(),
    }
}

#[cfg(test)]
mod tests;
