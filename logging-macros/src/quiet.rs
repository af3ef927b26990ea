//! Warnings that the user's code has only because of what is around it, and that are not passed on.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

use crate::generics::Generics;
use crate::item::Item;
use crate::model::{Function, Shape};
use crate::named::{self, Told};
use crate::names::has_ident;
use crate::params::Param;
use crate::returns::last_segment;
use crate::tokens::{Token, Tokens, flat};
use crate::write::tokens;

/// For a body that changes its own `self`: of a captured `self` the compiler tells when what was
/// assigned to it last is not read, which it does not of a parameter of this name.
pub(crate) fn of_assignments(function: &Function<'_>) -> Option<Tokens> {
    let is_captured = !matches!(function.shape, Shape::InPlace(_) | Shape::Pinned(_));
    let is_changed = || {
        function.params.iter().any(Param::is_mutable_self)
            && assigns_self(function.item.body.stream())
    };
    (is_captured && is_changed())
        .then(|| tokens!(Span::mixed_site()=> #[allow(unused_assignments)]))
}

/// For the closure of a function that may have code which is never reached: of what only that captures the compiler
/// tells, at the closure, that it is never read. Of an `async` block it does not.
pub(crate) fn of_captures(function: &Function<'_>) -> Option<Tokens> {
    let mut attributes = function.item.attributes.iter();
    let allows_unreachable = attributes.any(|attribute| {
        let is_allowed = attribute.is("allow") || attribute.is("expect");
        is_allowed && has_ident(&attribute.inner(), "unreachable_code")
    });
    allows_unreachable.then(|| tokens!(Span::mixed_site()=> #[allow(unused_assignments)]))
}

/// For the closure of a body that `macro_rules!` passed on: of a `return` at its end clippy tells in a closure, and not
/// in a function that is a macro's.
pub(crate) fn of_passed_body(function: &Function<'_>) -> Option<Tokens> {
    let item = function.item;
    (item.passed_on.is_some() && has_ident(&item.body.stream(), "return"))
        .then(|| tokens!(Span::mixed_site()=> #[allow(clippy::needless_return)]))
}

/// Whether it is a `clone` or a `partial_cmp` whose body is what clippy asks for. In a closure it does not see
/// that, and tells it at the braces of the function, unless those are a macro's.
pub(crate) fn is_canonical(item: &Item) -> bool {
    let body = || flat(item.body.stream());
    let is_some_of_cmp = |compared: &TokenTree| {
        let compared = compared.as_group(Delimiter::Parenthesis);
        compared.is_some_and(|group| has_ident(&group.stream(), "cmp"))
    };
    if item.name == "clone" {
        matches!(&body()[..], [star, this] if star.is_punct('*') && this.is_ident("self"))
    } else {
        item.name == "partial_cmp"
            && matches!(&body()[..], [.., some, compared]
                if some.is_ident("Some") && is_some_of_cmp(compared))
    }
}

/// For the closure of a function that returns a result: of a large error clippy tells at the signature, where it is
/// one of the program's own, and it would tell it of the closure, too. Of an error that is surely small it tells
/// nothing, and a crate that forbids the lint may not allow it.
pub(crate) fn of_large_errors(function: &Function<'_>) -> Option<Tokens> {
    let returned = flat(function.item.returned.iter().cloned());
    let is_result = match named::told(&returned, Generics::of(function.item)) {
        Told::Result(_) => true,
        // An alias is mostly called after what it is.
        Told::Nothing => last_segment(&returned).is_some_and(|(name, _)| name.ends_with("Result")),
        _ => false,
    };
    (is_result && !named::has_small_error(&returned))
        .then(|| tokens!(Span::mixed_site()=> #[allow(clippy::result_large_err)]))
}

/// For what has the type of the value written on it once more: of a complex type clippy tells at the signature, but not
/// in an `impl` of a trait, which cannot choose another, and it would tell it of a closure or a variable there.
pub(crate) fn of_complex_type(function: &Function<'_>) -> Option<Tokens> {
    let returned = &function.item.returned;
    let is_name = |token: &TokenTree| matches!(token, TokenTree::Ident(_));
    let has_group = returned
        .iter()
        .any(|token| matches!(token, TokenTree::Group(_)));
    // So few names come to less, however deep they are.
    let is_short = !has_group && returned.iter().filter(|token| is_name(token)).count() < 6;
    (!is_short && complexity(returned, 1) > COMPLEX)
        .then(|| tokens!(Span::mixed_site()=> #[allow(clippy::type_complexity)]))
}

/// Where clippy begins to call a type complex.
const COMPLEX: usize = 250;

/// What clippy counts of a type, or more: each part by how deep it is.
fn complexity(tokens: &[TokenTree], depth: usize) -> usize {
    let mut depth = depth;
    let mut sum = 0;
    for (at, token) in tokens.iter().enumerate() {
        let is_after = |mark| at > 0 && tokens[at - 1].is_punct(mark);
        sum += match token {
            TokenTree::Ident(word) if word == "dyn" => 20 * depth,
            TokenTree::Ident(word) if word == "fn" || word == "for" => 50 * depth,
            // What is before it is a type by itself, one deeper.
            TokenTree::Ident(_) if is_after(':') => 10 * (depth + 1),
            TokenTree::Ident(_) => 10 * depth,
            TokenTree::Group(group) => 10 * depth + complexity(&flat(group.stream()), depth + 1),
            TokenTree::Punct(_) | TokenTree::Literal(_) => 1,
        };
        if token.is_punct('<') {
            depth += 1;
        } else if token.is_punct('>') && !is_after('-') {
            depth = depth.saturating_sub(1);
        }
    }
    sum
}

/// For a method that is still to be written: of such a one clippy does not tell that it has no use for `self`, but it
/// does not see `todo!()` in a closure.
pub(crate) fn of_unused_self(function: &Function<'_>) -> Option<Tokens> {
    let mut params = function.params.iter();
    let has_self = params.any(|param| matches!(param, Param::Receiver(_)));
    let begins_with = |name| {
        let first = &function.item.body_begins;
        first.as_ref().is_some_and(|first| first.is_ident(name))
    };
    let is_to_be_written = begins_with("todo") || begins_with("unimplemented");
    (has_self && is_to_be_written && !has_ident(&function.item.body.stream(), "self"))
        .then(|| tokens!(Span::mixed_site()=> #[allow(clippy::unused_self)]))
}

/// For an empty function with type parameters: such a one only proves their bounds, and clippy asks for a use of
/// them as soon as there is anything in it.
pub(crate) fn of_type_parameters(item: &Item) -> Option<Tokens> {
    // The body of an `async fn` is never empty to clippy.
    let is_empty = item.body.stream().is_empty() && item.qualifier("async").is_none();
    (is_empty && Generics::of(item).has_types())
        .then(|| tokens!(Span::mixed_site()=> #[allow(clippy::extra_unused_type_parameters)]))
}

/// For an `async fn` whose value may be another future: clippy asks for an `await` at the end of a
/// block, and not of a function.
pub(crate) fn of_awaiting(function: &Function<'_>) -> Option<Tokens> {
    let returned = flat(function.item.returned.iter().cloned());
    named::may_be_future(&returned, Generics::of(function.item))
        .then(|| tokens!(Span::mixed_site()=> #[allow(clippy::async_yields_async)]))
}

/// Whether `self`, or something in it, is on the left of an assignment.
fn assigns_self(stream: TokenStream) -> bool {
    let tokens = flat(stream);
    let is_assigned = |at: usize| {
        let place = tokens
            .iter()
            .skip(at + 1)
            .take_while(|token| is_in_place(token));
        tokens[at].is_ident("self") && is_assignment(&tokens[at + 1 + place.count()..])
    };
    (0..tokens.len()).any(is_assigned)
        || tokens
            .iter()
            .any(|token| matches!(token, TokenTree::Group(group) if assigns_self(group.stream())))
}

/// Whether a token belongs to a place such as `.list[1].0`.
fn is_in_place(token: &TokenTree) -> bool {
    let is_index = token.as_group(Delimiter::Bracket).is_some();
    let is_name = token.as_ident().is_some() || token.as_literal().is_some();
    token.is_punct('.') || is_name || is_index
}

/// Whether the tokens begin with `=`, or with an operator such as `+=`.
fn is_assignment(tokens: &[TokenTree]) -> bool {
    const OPERATORS: &[&str] = &["+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<<=", ">>="];
    let puncts = tokens.iter().map_while(|token| match token {
        TokenTree::Punct(punct) => Some(punct.as_char()),
        _ => None,
    });
    let operator: String = puncts.take(3).collect();
    let is_plain =
        operator.starts_with('=') && !["==", "=>"].iter().any(|other| operator.starts_with(other));
    is_plain || OPERATORS.iter().any(|other| operator.starts_with(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn what_changes_self_is_found() {
        for body in [
            quote!(self = other;),
            quote!(if a {
                self.one = -1;
            }),
            quote!(call(|| self.list[0].1 += 1)),
            quote!(self.bits <<= 2),
        ] {
            assert!(assigns_self(body.clone()), "{body}");
        }
    }

    #[test]
    fn a_type_counts_at_least_what_it_does_to_clippy() {
        let complexity = |of: TokenStream| complexity(&flat(of), 1);
        for returned in [
            quote!(Poll<Option<Result<Frame<Self::Data>, Self::Error>>>),
            quote!(Vec<Vec<Box<(u32, u32, u32, u32)>>>),
            quote!((fn(A, B) -> C, fn(A) -> B)),
        ] {
            assert!(complexity(returned.clone()) > COMPLEX, "{returned}");
        }
        for returned in [
            quote!(Result<Vec<u8>, std::io::Error>),
            quote!(Option<Box<dyn Iterator<Item = u8> + '_>>),
            quote!(fn(A) -> B),
        ] {
            assert!(complexity(returned.clone()) <= COMPLEX, "{returned}");
        }
    }

    #[test]
    fn what_looks_at_self_is_not() {
        for body in [
            quote!(self.one == other),
            quote!(self.one <= other),
            quote!(other = self.one;),
            quote!(match other {
                _ if self.one => 1,
            }),
            quote!(self.push(1); other.one = 2;),
            quote!(let Self { one } = self;),
        ] {
            assert!(!assigns_self(body.clone()), "{body}");
        }
    }
}
