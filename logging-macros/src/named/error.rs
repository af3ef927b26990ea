//! What the tokens of a result tell of its error.

use proc_macro2::TokenTree;

use super::{PLAIN, names_of, types};
use crate::returns::last_segment;
use crate::tokens::{Token, flat};

/// Whether a result has an error that may hand a value back, as `SendError<T>` does. Such a one is often an `Error`
/// only where the value may live for ever, `impl<T: Any> Error for SendError<T>`. The compiler chooses an
/// implementation before it looks at lifetimes, so nobody can ask for that where the value may not.
pub(crate) fn hands_back(returned: &[TokenTree]) -> bool {
    let Some((name, _)) = last_segment(returned) else {
        return false;
    };
    match (name.as_str(), &types(returned)[..]) {
        ("Option", [inner]) => hands_back(inner),
        ("Result", [_, error]) => has_value(error),
        _ => false,
    }
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
        let hands_back = |returned: TokenStream| hands_back(&flat(returned));
        for returned in [
            quote!(Result<(), CapacityError<T>>),
            quote!(std::result::Result<W, IntoInnerError<'a, Writer<W>>>),
            quote!(Option<Result<u8, error::SendError<(u8, T)>>>),
            quote!(Result<(), Box<SendError<&'a str>>>),
            quote!(Result<(), CapacityError<Self::Item>>),
        ] {
            assert!(hands_back(returned.clone()), "{returned}");
        }
        for returned in [
            quote!(Result<T, E>),
            quote!(Result<T, Arc<T>>),
            quote!(Result<T, Retried<E>>),
            quote!(Result<T, PoolError<M::Error>>),
            quote!(Result<T, ParseError<'a>>),
            quote!(Result<T, Limited<8, u8>>),
            quote!(Result<Sent<T>>),
            quote!(Reply<u8, SendError<T>>),
            quote!(Result<(), [T; 2]>),
        ] {
            assert!(!hands_back(returned.clone()), "{returned}");
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
