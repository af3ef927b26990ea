//! What the tokens of a result tell of its error.

use proc_macro2::TokenTree;

use super::{PLAIN, names_of, types};
use crate::returns::last_segment;
use crate::tokens::{Angles, Token, flat};

/// Where a returned value has an error that may hand a value back, as `SendError<T>` does. Such a one is often an
/// `Error` only where the value may live for ever, `impl<T: Any> Error for SendError<T>`. The compiler chooses an
/// implementation before it looks at lifetimes, so nobody can ask for that where the value may not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct HandsBack {
    /// The error of the result.
    pub(crate) error: bool,
    /// That of a result in the result.
    pub(crate) nested: bool,
}

pub(crate) fn hands_back(returned: &[TokenTree]) -> HandsBack {
    let name = last_segment(returned).map_or_else(String::new, |(name, _)| name);
    match (name.as_str(), &types(returned)[..]) {
        ("Option", [inner]) => hands_back(inner),
        ("Result", [value, error]) => HandsBack {
            error: has_value(error),
            nested: mentions_error(value),
        },
        // An alias of either, or a future in a box.
        _ => {
            let is_mentioned = mentions_error(returned);
            HandsBack {
                error: is_mentioned,
                nested: is_mentioned,
            }
        }
    }
}

/// Whether such an error is anywhere in a type: of a result, or one that is called an error.
fn mentions_error(tokens: &[TokenTree]) -> bool {
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Ident(word) => {
            let path = with_arguments(&tokens[at..]);
            match &types(path)[..] {
                [_, error] if word == "Result" => has_value(error),
                [_, ..] => word.to_string().ends_with("Error") && has_value(path),
                [] => false,
            }
        }
        TokenTree::Group(group) => mentions_error(&flat(group.stream())),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// A name with what is in the angle brackets after it.
fn with_arguments(tokens: &[TokenTree]) -> &[TokenTree] {
    let mut angles = Angles::default();
    let is_last = |token: &TokenTree| {
        angles.step(token);
        angles.is_outside()
    };
    let after_name = tokens.get(1..).unwrap_or_default();
    let end = after_name.iter().position(is_last);
    &tokens[..end.map_or(1, |end| end + 2)]
}

/// Whether a result has an error that is known to be small: it is a pointer, or one that nearly every program has.
pub(crate) fn has_small_error(returned: &[TokenTree]) -> bool {
    match types(returned)[..] {
        [_, error] => is_small(error),
        [] | [_] => is_of(&["anyhow", "io"], "Result", &names_of(returned)),
        _ => false,
    }
}

fn is_small(error: &[TokenTree]) -> bool {
    match error {
        [TokenTree::Group(unit)] => unit.stream().is_empty(),
        [reference, ..] if reference.is_punct('&') => true,
        path => {
            let names = names_of(path);
            let is_listed = |name: &String| {
                ["Arc", "Box", "Rc"].contains(&name.as_str())
                    || PLAIN.binary_search(&name.as_str()).is_ok()
            };
            matches!(&names[..], [name] if is_listed(name))
                || is_of(&["anyhow", "fmt", "io"], "Error", &names)
        }
    }
}

/// Whether a path is this of one of these modules, `io::Error` or `std::io::Error`.
fn is_of(modules: &[&str], last: &str, names: &[String]) -> bool {
    let path = match names {
        [first, path @ ..] if first == "std" || first == "core" => path,
        path => path,
    };
    matches!(path, [module, name] if name == last && modules.contains(&module.as_str()))
}

/// Whether an error may have a value in it.
fn has_value(error: &[TokenTree]) -> bool {
    match last_segment(error) {
        Some((name, inner)) if ["Arc", "Box", "Rc"].contains(&name.as_str()) => has_value(inner),
        Some((_, arguments)) => mentions_value(arguments),
        None => false,
    }
}

/// Whether there is a reference, or a type parameter, which is known by its single letter, or what belongs to one.
/// One for errors is called `E`, and what belongs to it `Error`.
fn mentions_value(tokens: &[TokenTree]) -> bool {
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Ident(word) => {
            let word = word.to_string();
            let is_parameter = word == "Self" || matches!(word.as_bytes(), [b'A'..=b'Z']);
            let is_error = match tokens.get(at + 1..) {
                Some([a, b, name, ..]) if a.is_punct(':') && b.is_punct(':') => {
                    name.is_ident("Error")
                }
                _ => word == "E",
            };
            is_parameter && !is_error
        }
        TokenTree::Group(group) => mentions_value(&flat(group.stream())),
        token => token.is_punct('&'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::TokenStream;
    use quote::quote;

    #[test]
    fn an_error_with_a_type_parameter_may_hand_a_value_back() {
        let told = |returned: TokenStream| {
            let told = hands_back(&flat(returned));
            (told.error, told.nested)
        };
        for returned in [
            quote!(Result<(), CapacityError<T>>),
            quote!(std::result::Result<W, IntoInnerError<'a, Writer<W>>>),
            quote!(Option<Result<u8, error::SendError<(u8, T)>>>),
            quote!(Result<(), Box<SendError<&'a str>>>),
            quote!(Result<(), CapacityError<Self::Item>>),
            quote!(Result<(), Full<T>>),
        ] {
            assert_eq!(told(returned.clone()), (true, false), "{returned}");
        }
        for returned in [
            quote!(Reply<u8, SendError<T>>),
            quote!(Option<Reply<u8, SendError<T>>>),
            quote!(BoxFuture<'a, Result<(), Full<T>>>),
            quote!(Pin<Box<dyn Future<Output = Result<(), Full<T>>> + Send + 'a>>),
            quote!(Pin<Box<dyn Future<Output = (Reply<(), SendError<T>>)>>>),
            quote!(Result<Reply<u8, SendError<T>>, SendError<T>>),
        ] {
            assert_eq!(told(returned.clone()), (true, true), "{returned}");
        }
        for returned in [
            quote!(Result<Result<u8, Full<T>>, Elapsed>),
            quote!(Option<Result<Reply<u8, SendError<T>>, Elapsed>>),
        ] {
            assert_eq!(told(returned.clone()), (false, true), "{returned}");
        }
        for returned in [
            quote!(Result<T, E>),
            quote!(Result<T, Arc<T>>),
            quote!(Result<T, Retried<E>>),
            quote!(Result<T, PoolError<M::Error>>),
            quote!(Result<T, ParseError<'a>>),
            quote!(Result<T, Limited<8, u8>>),
            quote!(Result<Sent<T>>),
            quote!(Result<(), [T; 2]>),
            quote!(Reply<T, SendError<u8>>),
            quote!(Reply<T, Full<T>>),
            quote!(Error),
            quote!(Vec<T>),
        ] {
            assert_eq!(told(returned.clone()), (false, false), "{returned}");
        }
    }

    #[test]
    fn a_few_errors_are_known_to_be_small() {
        let is_small = |returned: TokenStream| has_small_error(&flat(returned));
        for returned in [
            quote!(Result<u8, String>),
            quote!(Result<u8, ()>),
            quote!(Result<(), &'static str>),
            quote!(Result<u8, Box<dyn Error>>),
            quote!(Result<u8, std::io::Error>),
            quote!(Result<u8, fmt::Error>),
            quote!(anyhow::Result<u8>),
            quote!(std::io::Result<u8>),
            quote!(Result<u8, anyhow::Error>),
        ] {
            assert!(is_small(returned.clone()), "{returned}");
        }
        for returned in [
            quote!(Result<u8>),
            quote!(Result<u8, E>),
            quote!(Result<u8, [u8; 200]>),
            quote!(Result<u8, (u8, Large)>),
            quote!(Result<u8, Error>),
            quote!(Result<u8, own::String>),
            quote!(crate::io::Result<u8>),
            quote!(Result<u8, own::io::Error>),
        ] {
            assert!(!is_small(returned.clone()), "{returned}");
        }
    }
}
