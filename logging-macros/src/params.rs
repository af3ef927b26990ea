//! The parameters, read from their list.

mod written;

use proc_macro2::{Group, Ident, Span, TokenTree};
use quote::format_ident;

use crate::attrs::{self, Attribute};
use crate::names;
use crate::tokens::{Cursor, Token, Tokens, flat, joined, peeled, plain_name, split_commas};

/// One parameter of the function.
pub(crate) enum Param {
    Receiver(Receiver),
    Named(Named),
    Pattern(Pattern),
    /// What has no name to bind, such as `...`.
    Other(Tokens),
}

/// `self` in any of its forms.
pub(crate) struct Receiver {
    tokens: Tokens,
    this: Ident,
    is_mutable: bool,
    is_reference: bool,
}

/// `name: Type` or `mut name: Type`.
pub(crate) struct Named {
    attributes: Vec<Attribute>,
    mutability: Option<Ident>,
    pub(crate) name: Ident,
    /// From the colon on.
    annotation: Vec<TokenTree>,
}

/// Any other pattern.
pub(crate) struct Pattern {
    attributes: Vec<Attribute>,
    tokens: Vec<TokenTree>,
    slot: Ident,
    annotation: Vec<TokenTree>,
}

/// Reads the list of parameters.
pub(crate) fn scan(params: &Group) -> Vec<Param> {
    let tokens: Vec<_> = params.stream().into_iter().collect();
    split_commas(&tokens)
        .into_iter()
        .enumerate()
        .map(|(index, tokens)| param(index, tokens))
        .collect()
}

fn param(index: usize, tokens: &[TokenTree]) -> Param {
    let mut cursor = Cursor::new(tokens.to_vec());
    let attributes = attrs::take(&mut cursor);
    let pattern = before_colon(&mut cursor);
    let annotation = cursor.take_rest();
    if let Some(this) = pattern
        .iter()
        .find(|token| token.is_ident("self"))
        .and_then(Token::as_ident)
    {
        return Param::Receiver(Receiver {
            tokens: tokens.iter().cloned().collect(),
            this: this.clone(),
            is_mutable: pattern.first().is_some_and(|token| token.is_ident("mut")),
            is_reference: pattern.first().is_some_and(|token| token.is_punct('&')),
        });
    }
    if annotation.is_empty() {
        return Param::Other(tokens.iter().cloned().collect());
    }
    let pattern = opened(pattern);
    let (mutability, name) = match &pattern[..] {
        [TokenTree::Ident(name)] if name != "_" => (None, name),
        [TokenTree::Ident(word), TokenTree::Ident(name)] if word == "mut" => {
            (Some(word.clone()), name)
        }
        _ => {
            let slot = format_ident!("__arg{index}", span = Span::mixed_site());
            return Param::Pattern(Pattern {
                attributes,
                tokens: pattern,
                slot,
                annotation,
            });
        }
    };
    Param::Named(Named {
        attributes,
        mutability,
        name: name.clone(),
        annotation,
    })
}

/// A pattern that is one fragment of `macro_rules!` is opened, to see whether it is a name.
fn opened(pattern: Vec<TokenTree>) -> Vec<TokenTree> {
    match <[TokenTree; 1]>::try_from(pattern) {
        Ok([only]) => flat([peeled(only)]),
        Err(pattern) => pattern,
    }
}

/// Takes the tokens before the colon that introduces the type, past the `::` of paths.
fn before_colon(cursor: &mut Cursor) -> Vec<TokenTree> {
    let mut in_path = false;
    cursor.take_while_before(&mut |token, next| {
        // The type may begin with a path of its own, `x: ::std::io::Error`, or at once, `x:&str`.
        let begins_path =
            !in_path && token.is_joint(':') && next.is_some_and(|next| next.is_punct(':'));
        let single = token.is_punct(':') && !in_path && !begins_path;
        in_path = begins_path;
        !single
    })
}

impl Param {
    /// Whether capturing is not enough: `mut` and patterns need their own binding, and so does a
    /// name that the body does not mention, or `unused_variables` would not see it.
    pub(crate) fn needs_binding(&self, mentions: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Receiver(_) | Self::Other(_) => false,
            Self::Pattern(_) => true,
            Self::Named(Named {
                mutability, name, ..
            }) => {
                let name = plain_name(name);
                mutability.is_some() || !name.starts_with('_') && !mentions(&name)
            }
        }
    }

    /// Whether it can stay where it is, outside of a closure that borrows or copies it: nothing
    /// happens when it is dropped, and no binding of its own is needed.
    pub(crate) fn can_stay(&self) -> bool {
        match self {
            Self::Receiver(receiver) => receiver.is_reference,
            Self::Named(named) => {
                named.mutability.is_none()
                    && named.attributes.is_empty()
                    && named
                        .annotation
                        .get(1)
                        .is_some_and(|first| first.is_punct('&'))
            }
            Self::Pattern(_) | Self::Other(_) => false,
        }
    }

    /// Whether it is a `mut self`.
    pub(crate) fn is_mutable_self(&self) -> bool {
        matches!(
            self,
            Self::Receiver(Receiver {
                is_mutable: true,
                ..
            })
        )
    }

    /// The name, where the parameter is one.
    pub(crate) fn name(&self) -> Option<String> {
        match self {
            Self::Named(named) => Some(plain_name(&named.name)),
            _ => None,
        }
    }

    /// The names that exist, or can be changed, only after [`bound`](Self::bound).
    pub(crate) fn late_names(&self) -> Vec<String> {
        match self {
            Self::Named(Named {
                mutability: Some(_),
                name,
                ..
            }) => vec![plain_name(name)],
            Self::Pattern(Pattern { tokens, .. }) => names::idents(&joined(tokens)),
            _ => Vec::new(),
        }
    }
}

impl Named {
    /// The tokens of the type.
    pub(crate) fn type_tokens(&self) -> Vec<TokenTree> {
        flat(self.annotation.iter().skip(1).cloned())
    }
}

#[cfg(test)]
mod tests;
