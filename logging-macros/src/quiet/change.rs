//! What clippy takes for a change of a static, which it does not look for in a closure.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::attrs::Attribute;
use crate::item::Item;
use crate::returns::last_segment;
use crate::tokens::Token;

/// Whether clippy may find in the body that the function changes something, which it then does not ask to be
/// `#[must_use]`, and does not find it in a closure: a call of what is no variable, or with it, `.map(Self::from)`.
pub(crate) fn may_change_a_static(item: &Item) -> bool {
    let is_public = matches!(&item.qualifiers[..], [public, rest @ ..]
        if public.is_ident("pub") && rest.first().is_none_or(|next| next.as_ident().is_some()));
    let is_result = || last_segment(&item.returned).is_some_and(|(name, _)| name == "Result");
    let must_use = |attribute: &Attribute| attribute.is("must_use");
    is_public
        && !item.returned.is_empty()
        && !is_result()
        && !item.attributes.iter().any(must_use)
        && calls_a_path(item.body.stream(), false)
}

/// Whether what a call takes is a path of several names, or of one that no variable has, or what is before a dot is;
/// `is_call` says whether the tokens are what a call takes.
fn calls_a_path(tokens: TokenStream, is_call: bool) -> bool {
    let mut argument = Argument::Empty;
    let mut before = None;
    for token in tokens {
        let ends = is_call && token.is_punct(',');
        let is_asked = || token.is_punct('.') && before.as_ref().is_some_and(is_no_variable);
        if ends && argument == Argument::Path || is_asked() {
            return true;
        }
        if let TokenTree::Group(group) = &token {
            let calls = matches!(&before, Some(TokenTree::Ident(_)))
                || before.as_ref().is_some_and(|before| before.is_punct('>'));
            let is_call = calls && group.delimiter() == Delimiter::Parenthesis;
            if calls_a_path(group.stream(), is_call) {
                return true;
            }
        }
        argument = match argument {
            _ if ends => Argument::Empty,
            argument if is_call => argument.with(&token),
            argument => argument,
        };
        before = Some(token);
    }
    argument == Argument::Path
}

/// Whether this is a name as only constants, types and variants have.
fn is_no_variable(token: &TokenTree) -> bool {
    token
        .as_ident()
        .is_some_and(|name| name.to_string().starts_with(char::is_uppercase))
}

/// What an argument is, by the tokens so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Argument {
    Empty,
    /// A name that may be a variable's.
    Name,
    Path,
    Other,
}

impl Argument {
    fn with(self, next: &TokenTree) -> Self {
        match (self, next) {
            (Self::Other, _) | (Self::Empty, TokenTree::Punct(_)) => Self::Other,
            (Self::Path, TokenTree::Ident(_)) => Self::Path,
            (_, name @ TokenTree::Ident(_)) if is_no_variable(name) => Self::Path,
            (_, TokenTree::Ident(_)) => Self::Name,
            (_, TokenTree::Punct(punct)) => match punct.as_char() {
                ':' => Self::Path,
                '<' | '>' | '\'' => self,
                _ => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn a_call_with_what_is_no_variable_is_found() {
        for body in [
            quote!(self.parent().map(Self::from)),
            quote!(Close(None)),
            quote!(let id = ID.lock();),
            quote!(if a {
                self.get(header::HOST)
            }),
            quote!(find(Vec::<u8>::new, 1)),
        ] {
            assert!(calls_a_path(body.clone(), false), "{body}");
        }
        for body in [
            quote!(self.parent().map(f)),
            quote!(Self::from(self.list.len())),
            quote!(find(&Self::ALL)),
            quote!((None, Self::ALL)),
            quote!(list[0].len()),
        ] {
            assert!(!calls_a_path(body.clone(), false), "{body}");
        }
    }
}
