//! What the tokens of a parameter's type tell of its text.

use proc_macro2::{Delimiter, TokenTree};

use crate::generics::{Generics, are_silent};
use crate::tokens::{Token, split_commas};

/// A type whose text its tokens tell.
pub(crate) enum Plain {
    Text,
    Signed(Width),
    Unsigned(Width),
}

/// Whether a number has to be widened to that in which it is given on. A cast to the type that it has
/// is trivial, and told in a function that a macro of the user's makes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    Narrow,
    Full,
}

impl Plain {
    pub(crate) fn told(tokens: &[TokenTree]) -> Option<Self> {
        let name = match tokens {
            [name] => name,
            [reference, name] if reference.is_punct('&') && name.is_ident("str") => {
                return Some(Self::Text);
            }
            [reference, tick, _, name]
                if reference.is_punct('&') && tick.is_punct('\'') && name.is_ident("str") =>
            {
                return Some(Self::Text);
            }
            _ => return None,
        };
        match name.as_ident()?.to_string().as_str() {
            "i8" | "i16" | "i32" | "i64" | "isize" => Some(Self::Signed(Width::Narrow)),
            "u8" | "u16" | "u32" | "u64" | "usize" => Some(Self::Unsigned(Width::Narrow)),
            "i128" => Some(Self::Signed(Width::Full)),
            "u128" => Some(Self::Unsigned(Width::Full)),
            _ => None,
        }
    }
}

/// Whether the tokens of a type may mean a text or a number. Most cannot be told; these can.
pub(crate) fn can_be_text(tokens: &[TokenTree], generics: Generics<'_>) -> bool {
    const OTHERS: &[&str] = &[
        "bool", "f32", "f64", "BTreeMap", "BTreeSet", "Duration", "HashMap", "HashSet", "Instant",
        "Option", "Path", "PathBuf", "Result", "Vec",
    ];
    const NO_TYPES: &[&str] = &["dyn", "extern", "fn", "for", "mut", "unsafe"];
    match tokens {
        [] => false,
        [reference, tick, _, rest @ ..] if reference.is_punct('&') && tick.is_punct('\'') => {
            can_be_text(rest, generics)
        }
        [reference, rest @ ..] if reference.is_punct('&') => can_be_text(rest, generics),
        [word, bounds @ ..] if word.is_ident("impl") => !are_silent(bounds),
        [first, ..] if NO_TYPES.iter().any(|word| first.is_ident(word)) => false,
        [first, ..]
            if first
                .as_group(Delimiter::Bracket)
                .or(first.as_group(Delimiter::Parenthesis))
                .is_some() =>
        {
            false
        }
        [first, ..] if first.is_punct('*') || first.is_punct('!') => false,
        path => {
            let end = path
                .iter()
                .skip(1)
                .position(|token| token.is_punct('<'))
                .map_or(path.len(), |at| at + 1);
            let (segments, arguments) = path.split_at(end);
            match segments
                .last()
                .and_then(Token::as_ident)
                .map(ToString::to_string)
                .as_deref()
            {
                Some("Arc" | "Box" | "Rc") => points_to_text(arguments, generics),
                Some(name) if path.len() == 1 && generics.leave_silent(name) => false,
                Some(name) => !OTHERS.contains(&name),
                None => true,
            }
        }
    }
}

/// Whether the one argument of a pointer, `<T>`, can be text.
fn points_to_text(arguments: &[TokenTree], generics: Generics<'_>) -> bool {
    let [_, inner @ .., _] = arguments else {
        return false;
    };
    split_commas(inner)
        .first()
        .is_some_and(|inner| can_be_text(inner, generics))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::flat;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn can(tokens: &TokenStream) -> bool {
        let generics = flat(quote!(<T: Named, F: Fn()>));
        can_be_text(&flat(tokens.clone()), Generics::new(&generics, &[]))
    }

    #[test]
    fn types_that_may_be_text_are_offered() {
        for tokens in [
            quote!(&str),
            quote!(&'a str),
            quote!(String),
            quote!(impl AsRef<str> + Named),
            quote!(T),
            quote!(&&u8),
            quote!(Cow<'_, str>),
            quote!(std::sync::Arc<str>),
            quote!(Box<String>),
            quote!(VideoId),
            quote!(<T as A>::B),
        ] {
            assert!(can(&tokens), "{tokens}");
        }
    }

    #[test]
    fn types_that_are_no_text_are_not() {
        for tokens in [
            quote!(&mut String),
            quote!(&'a mut T),
            quote!(&[u8]),
            quote!((A, B)),
            quote!(fn(u8)),
            quote!(&dyn Display),
            quote!(impl Fn(u8) -> u8),
            quote!(impl for<'a> FnMut(&'a u8)),
            quote!(Vec<String>),
            quote!(Option<&str>),
            quote!(std::collections::HashMap<K, V>),
            quote!(&Path),
            quote!(bool),
            quote!(f64),
            quote!(Arc<Vec<u8>>),
            quote!(Box<dyn Error>),
            quote!(*const u8),
            quote!([u8; 4]),
            quote!(impl Future<Output = u8>),
            quote!(impl Into<String>),
            quote!(F),
            quote!(&F),
        ] {
            assert!(!can(&tokens), "{tokens}");
        }
    }
}
