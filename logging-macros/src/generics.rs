//! The type parameters of a function, and what their bounds tell of a value of such a type.

use proc_macro2::TokenTree;

use crate::item::Item;
use crate::tokens::{Angles, Token, flat, split_bounds, split_commas};

/// The traits of the standard library, in order, from which it does not follow that a value can be shown.
const SILENT: &[&str] = &[
    "Add",
    "AddAssign",
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Borrow",
    "BorrowMut",
    "BufRead",
    "BuildHasher",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deref",
    "DerefMut",
    "Div",
    "DoubleEndedIterator",
    "Eq",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "FromStr",
    "FusedIterator",
    "Future",
    "Hash",
    "Hasher",
    "Index",
    "IndexMut",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "Mul",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "RangeBounds",
    "Read",
    "RefUnwindSafe",
    "Rem",
    "Seek",
    "Send",
    "Sized",
    "Sub",
    "Sync",
    "ToOwned",
    "TryFrom",
    "TryInto",
    "Unpin",
    "UnwindSafe",
    "Write",
];

/// The modules of the standard library by which these are called where they are not imported.
const MODULES: &[&str] = &[
    "borrow", "cmp", "convert", "fmt", "hash", "io", "iter", "marker", "ops",
];

/// The type parameters of a function.
#[derive(Clone, Copy)]
pub(crate) struct Generics<'f> {
    parameters: &'f [TokenTree],
    where_clause: &'f [TokenTree],
}

impl<'f> Generics<'f> {
    pub(crate) fn of(item: &'f Item) -> Self {
        Self::new(&item.generics, &item.where_clause)
    }

    /// The parameters with the brackets around them, the clause with its first word.
    pub(crate) fn new(parameters: &'f [TokenTree], where_clause: &'f [TokenTree]) -> Self {
        Self {
            parameters,
            where_clause,
        }
    }

    /// Whether there is a type parameter.
    pub(crate) fn has_types(&self) -> bool {
        let declared = self.declared();
        let mut parameters = split_commas(&declared).into_iter();
        parameters.any(|parameter| {
            let first = parameter.first();
            first.is_some_and(|first| !first.is_punct('\'') && !first.is_ident("const"))
        })
    }

    /// Whether there is a type parameter of this name.
    pub(crate) fn declare(&self, name: &str) -> bool {
        !self.bounds_of(name).is_empty()
    }

    /// Whether there is one, and nothing that is asked of it tells more of a value than that it is one.
    pub(crate) fn leave_silent(&self, name: &str) -> bool {
        let bounds = self.bounds_of(name);
        !bounds.is_empty() && bounds.iter().all(|bounds| are_silent(bounds))
    }

    /// The parameters without the brackets around them.
    fn declared(&self) -> Vec<TokenTree> {
        let parameters = flat(self.parameters.iter().cloned());
        let declared = parameters.get(1..parameters.len().saturating_sub(1));
        declared.unwrap_or_default().to_vec()
    }

    /// Its bounds, first those where it is declared.
    fn bounds_of(&self, name: &str) -> Vec<Vec<TokenTree>> {
        let found = bounds_in(&self.declared(), name);
        if found.is_empty() {
            return found;
        }
        let clause = flat(self.where_clause.iter().cloned());
        let more = bounds_in(clause.get(1..).unwrap_or_default(), name);
        [found, more].concat()
    }
}

/// What stands after `name:` in a list, or nothing after `name` alone.
fn bounds_in(list: &[TokenTree], name: &str) -> Vec<Vec<TokenTree>> {
    let parts = split_commas(list).into_iter();
    let named = parts.filter_map(|part| match without_binder(part) {
        [only, rest @ ..] if only.is_ident(name) => match rest {
            [] => Some(Vec::new()),
            [colon, more @ ..] if colon.is_punct(':') => {
                let is_path = more.first().is_some_and(|token| token.is_punct(':'));
                (!is_path).then(|| more.to_vec())
            }
            _ => None,
        },
        _ => None,
    });
    named.collect()
}

/// Whether bounds, with `+` between them, tell nothing of a value.
pub(crate) fn are_silent(bounds: &[TokenTree]) -> bool {
    split_bounds(bounds).all(is_silent)
}

fn is_silent(bound: &[TokenTree]) -> bool {
    match without_binder(bound) {
        [] => true,
        [first, ..] if first.is_punct('\'') || first.is_punct('?') => true,
        path => is_silent_trait(path),
    }
}

fn is_silent_trait(path: &[TokenTree]) -> bool {
    let is_of_path = |token: &&TokenTree| token.as_ident().is_some() || token.is_punct(':');
    let names: Vec<_> = path
        .iter()
        .take_while(is_of_path)
        .filter_map(Token::as_ident)
        .map(ToString::to_string)
        .collect();
    let is_listed = |list: &[&str], name: &String| list.binary_search(&name.as_str()).is_ok();
    match &names[..] {
        [name] => is_listed(SILENT, name),
        [first, .., name] => {
            let is_standard = ["alloc", "core", "std"].contains(&first.as_str());
            let is_module = names.len() == 2 && is_listed(MODULES, first);
            (is_standard || is_module) && is_listed(SILENT, name)
        }
        [] => false,
    }
}

/// What stands after `for<'a>`.
fn without_binder(tokens: &[TokenTree]) -> &[TokenTree] {
    match tokens {
        [word, rest @ ..] if word.is_ident("for") => {
            let mut angles = Angles::default();
            let end = rest.iter().position(|token| {
                angles.step(token);
                angles.is_outside()
            });
            end.map_or(&[], |end| &rest[end + 1..])
        }
        tokens => tokens,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn silent(parameters: TokenStream, clause: TokenStream) -> bool {
        let (parameters, clause) = (flat(parameters), flat(clause));
        Generics::new(&parameters, &clause).leave_silent("T")
    }

    #[test]
    fn the_names_are_in_order() {
        assert!(SILENT.is_sorted() && MODULES.is_sorted());
    }

    #[test]
    fn lifetimes_and_constants_are_no_types() {
        let has_types = |parameters| Generics::new(&flat(parameters), &[]).has_types();
        assert!(has_types(quote!(<T>)) && has_types(quote!(<'a, const N: usize, T: Send>)));
        assert!(!has_types(quote!()) && !has_types(quote!(<'a, 'b: 'a, const N: usize,>)));
    }

    #[test]
    fn what_only_the_standard_library_bounds_is_silent() {
        for (parameters, clause) in [
            (quote!(<T>), quote!()),
            (quote!(<'a, T: 'a + ?Sized, const N: usize>), quote!()),
            (quote!(<T, U: Display>), quote!(where U: Display)),
            (quote!(<T: Fn(u8) -> Vec<U> + Send, U>), quote!()),
            (
                quote!(<T>),
                quote!(where for<'a> T: FnMut(&'a u8) -> u8, T: std::hash::Hash,),
            ),
            (quote!(<T: fmt::Debug>), quote!(where T::Item: Display)),
            (
                quote!(<T: for<'a> Extend<&'a u8>>),
                quote!(where Vec<T>: Named),
            ),
        ] {
            assert!(silent(parameters.clone(), clause), "{parameters}");
        }
    }

    #[test]
    fn what_can_imply_a_text_is_not() {
        for (parameters, clause) in [
            (quote!(<U>), quote!()),
            (quote!(<const T: usize>), quote!()),
            (quote!(<T: Display>), quote!()),
            (quote!(<T: Clone + Named>), quote!()),
            (quote!(<T>), quote!(where T: Send, T: std::fmt::Display)),
            (quote!(<T>), quote!(where for<'a> T: Named<'a>)),
            (quote!(<T: own::Clone>), quote!()),
            (quote!(<T: own::fmt::Debug>), quote!()),
            (quote!(<T: (Display)>), quote!()),
        ] {
            assert!(!silent(parameters.clone(), clause), "{parameters}");
        }
    }
}
