//! What the tokens of a return type tell of it. What they tell has not to be asked of the compiler,
//! which takes its time.

use proc_macro2::TokenTree;

use crate::tokens::{Angles, Token, split_commas};

/// What a type is, by its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Told {
    /// No result and no future.
    Value,
    /// Probably a result, and no future.
    Result,
    /// It may be an alias of anything, also of a future in a box.
    Nothing,
}

/// Names of the standard library that stand for values wherever they are used.
const VALUES: &[&str] = &[
    "Arc", "BTreeMap", "BTreeSet", "Box", "Cow", "Duration", "HashMap", "HashSet", "Instant",
    "Option", "OsString", "PathBuf", "Rc", "String", "Vec", "VecDeque", "bool", "char", "f32",
    "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16", "u32", "u64", "u8",
    "usize",
];

/// Reads a type; `generics` are those of the function.
pub(crate) fn told(returned: &[TokenTree], generics: &[TokenTree]) -> Told {
    let Some(name) = last_name(returned) else {
        let is_macro = returned.iter().any(|token| token.is_punct('!'));
        return if is_macro { Told::Result } else { Told::Value };
    };
    let is_parameter = || returned.len() == 1 && declares(generics, &name);
    if VALUES.binary_search(&name.as_str()).is_ok() || is_parameter() {
        Told::Value
    } else if name.ends_with("Result") || name.ends_with("Error") || name == "Self" {
        Told::Result
    } else {
        Told::Nothing
    }
}

/// The last name of a path; nothing where the tokens are no path.
fn last_name(tokens: &[TokenTree]) -> Option<String> {
    const NO_PATHS: &[&str] = &["dyn", "extern", "fn", "for", "impl", "unsafe"];
    let mut angles = Angles::default();
    let mut last = None;
    for token in tokens {
        let is_outside = angles.is_outside();
        angles.step(token);
        match token.as_ident() {
            _ if !is_outside || token.is_punct('<') || token.is_punct(':') => {}
            Some(name) if !NO_PATHS.iter().any(|word| name == word) => {
                last = Some(name.to_string());
            }
            _ => return None,
        }
    }
    last
}

/// Whether the function has a type parameter of this name.
fn declares(generics: &[TokenTree], name: &str) -> bool {
    let [_, parameters @ .., _] = generics else {
        return false;
    };
    split_commas(parameters)
        .iter()
        .any(|parameter| parameter.first().is_some_and(|token| token.is_ident(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::flat;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn tell(returned: TokenStream, generics: TokenStream) -> Told {
        told(&flat(returned), &flat(generics))
    }

    #[test]
    fn the_names_are_in_order() {
        assert!(VALUES.is_sorted());
    }

    #[test]
    fn names_that_can_be_anything_tell_nothing() {
        for named in [
            quote!(Reply<'_>),
            quote!(Self::Future),
            quote!(<S as Service<R>>::Future),
            quote!(crate::types::Boxed<Result<T, E>>),
            quote!(T::Out),
        ] {
            assert_eq!(
                tell(named.clone(), quote!(<T, S>)),
                Told::Nothing,
                "{named}"
            );
        }
    }

    #[test]
    fn results_are_told_by_their_names() {
        for named in [
            quote!(Result<u8, E>),
            quote!(io::Result<Vec<u8>>),
            quote!(IResult<I, O>),
            quote!(fmt::Error),
            quote!(Self),
            quote!(result!(u8)),
        ] {
            assert_eq!(tell(named.clone(), quote!(<T>)), Told::Result, "{named}");
        }
    }

    #[test]
    fn values_are_told_by_their_names_and_their_form() {
        for named in [
            quote!(u8),
            quote!(Option<Reply>),
            quote!(std::vec::Vec<Reply>),
            quote!(&'a mut Reply),
            quote!((Reply, Reply)),
            quote!([Reply; 4]),
            quote!(*const Reply),
            quote!(fn() -> Reply),
            quote!(T),
        ] {
            assert_eq!(
                tell(named.clone(), quote!(<'a, T: Reply>)),
                Told::Value,
                "{named}"
            );
        }
    }
}
