//! The generic parameters of a type, as an implementation repeats them.

use proc_macro2::{Punct, Spacing, TokenStream, TokenTree};

use crate::attrs;
use crate::tokens::{Angles, Cursor, Token, flat, joined, plain_name, split_commas};

/// What stands behind `impl`, behind the type's name and behind `where`.
#[derive(Default)]
pub(crate) struct Generics {
    /// `<..>` without defaults, which an `impl` has not.
    pub(crate) declared: TokenStream,
    /// `<..>` without bounds.
    pub(crate) arguments: TokenStream,
    /// With a comma behind the last.
    pub(crate) predicates: TokenStream,
    /// The names of the parameters that are types.
    pub(crate) types: Vec<String>,
}

impl Generics {
    /// Reads `<..>` and `where ..`; either may be missing.
    pub(super) fn read(parameters: &[TokenTree], where_clause: Vec<TokenTree>) -> Self {
        let mut generics = Self {
            predicates: predicates(where_clause),
            ..Self::default()
        };
        let [open, inside @ .., close] = parameters else {
            return generics;
        };
        let parameters = split_commas(inside);
        if parameters.is_empty() {
            return generics;
        }
        let mut separator = open.clone();
        for parameter in parameters {
            generics.declared.extend([separator.clone()]);
            generics.arguments.extend([separator]);
            generics.add(without_default(parameter));
            separator = comma();
        }
        generics.declared.extend([close.clone()]);
        generics.arguments.extend([close.clone()]);
        generics
    }

    fn add(&mut self, parameter: &[TokenTree]) {
        let mut cursor = Cursor::new(parameter.to_vec());
        attrs::take(&mut cursor);
        // A lifetime that `macro_rules!` passed on stands in a group.
        let mut words = flat(joined(&cursor.take_rest()));
        let is_lifetime = words.first().is_some_and(|first| first.is_punct('\''));
        let is_const = words.first().is_some_and(|first| first.is_ident("const"));
        if is_const {
            words.remove(0);
        }
        words.truncate(1 + usize::from(is_lifetime));
        if !is_lifetime && !is_const {
            let name = words.first().and_then(Token::as_ident);
            self.types.extend(name.map(plain_name));
        }
        self.declared.extend(parameter.iter().cloned());
        self.arguments.extend(words);
    }
}

/// The part before `=`; that of an associated type stands between angle brackets.
fn without_default(parameter: &[TokenTree]) -> &[TokenTree] {
    let mut angles = Angles::default();
    let end = parameter.iter().position(|token| {
        let ends = angles.is_outside() && token.is_punct('=');
        angles.step(token);
        ends
    });
    &parameter[..end.unwrap_or(parameter.len())]
}

fn predicates(where_clause: Vec<TokenTree>) -> TokenStream {
    let mut predicates: Vec<_> = where_clause.into_iter().skip(1).collect();
    if predicates.last().is_some_and(|last| !last.is_punct(',')) {
        predicates.push(comma());
    }
    joined(&predicates)
}

fn comma() -> TokenTree {
    Punct::new(',', Spacing::Alone).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn read(parameters: TokenStream, where_clause: TokenStream) -> Generics {
        let parameters: Vec<_> = parameters.into_iter().collect();
        Generics::read(&parameters, where_clause.into_iter().collect())
    }

    fn same(found: &TokenStream, expected: &TokenStream) {
        assert_eq!(found.to_string(), expected.to_string());
    }

    #[test]
    fn defaults_are_left_out_and_bounds_only_of_arguments() {
        let generics = read(
            quote!(<
                'a,
                'b: 'a,
                #[cfg(all())] T: ?Sized + Fn(u8, A) -> Vec<u8> + for<'c> Of<&'c u8, Item = B> = C<D, E>,
                r#type: Of<{ N + 1 }>,
                const N: usize = { 1 < 2 },
                const M: i8 = -1,
            >),
            TokenStream::new(),
        );
        same(
            &generics.declared,
            &quote!(<
                'a,
                'b: 'a,
                #[cfg(all())] T: ?Sized + Fn(u8, A) -> Vec<u8> + for<'c> Of<&'c u8, Item = B>,
                r#type: Of<{ N + 1 }>,
                const N: usize,
                const M: i8
            >),
        );
        same(&generics.arguments, &quote!(<'a, 'b, T, r#type, N, M>));
        assert_eq!(generics.types, ["T", "type"]);
    }

    #[test]
    fn predicates_end_in_a_comma() {
        for where_clause in [
            quote!(where T: Of<A, B>, U: X),
            quote!(where T: Of<A, B>, U: X,),
        ] {
            let generics = read(TokenStream::new(), where_clause);
            same(&generics.predicates, &quote!(T: Of<A, B>, U: X,));
            assert!(generics.declared.is_empty() && generics.arguments.is_empty());
        }
        assert!(read(quote!(<>), quote!(where)).predicates.is_empty());
        assert!(read(quote!(<>), quote!()).declared.is_empty());
    }
}
