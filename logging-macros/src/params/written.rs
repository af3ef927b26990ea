//! What stands for a parameter: in the signature, before the body, and where it is captured.

use proc_macro2::{Group, Span, TokenTree};

use super::{Named, Param, Pattern, Receiver};
use crate::attrs::Attribute;
use crate::tokens::{Token, Tokens, flat, plain_name};
use crate::write::tokens;

impl Param {
    /// The parameter as the signature has it where it is bound again: no `mut`, and a name instead of a pattern.
    pub(crate) fn outside(&self) -> Tokens {
        let place = Span::call_site();
        match self {
            Self::Receiver(Receiver { tokens, .. }) | Self::Other(tokens) => tokens.clone(),
            Self::Named(Named {
                attributes,
                name,
                annotation,
                ..
            }) => {
                let attributes = outside_attributes(attributes);
                tokens!(place=> #(#attributes)* #name #annotation)
            }
            Self::Pattern(Pattern {
                attributes,
                slot,
                annotation,
                ..
            }) => {
                let attributes = outside_attributes(attributes);
                tokens!(place=> #(#attributes)* #slot #annotation)
            }
        }
    }

    /// Moves the parameter into the closure or the block and drops it with the locals.
    pub(crate) fn bound(&self) -> Tokens {
        let mixed = Span::mixed_site();
        match self {
            Self::Receiver(_) | Self::Other(_) => Tokens::default(),
            Self::Named(
                named @ Named {
                    mutability, name, ..
                },
            ) => {
                let attributes = named.binding_attributes();
                tokens!(mixed=> #attributes let #mutability #name = #name;)
            }
            Self::Pattern(Pattern {
                attributes,
                tokens,
                slot,
                ..
            }) => {
                let of_slot = of_statement(attributes);
                if matches!(&tokens[..], [only] if only.is_ident("_")) {
                    // Nothing is taken from it, and of a `_` that is `()` clippy tells where it is no parameter.
                    return tokens!(mixed=> #(#of_slot)* let #slot = #slot;);
                }
                let of_pattern = of_statement(attributes);
                // What is borrowed mutably has to be mutable itself, unless a reference is in between.
                let is_borrowed = borrows_mutably(tokens);
                let quiet = is_borrowed.then(|| tokens!(mixed=> #[allow(unused_mut)]));
                let mutability = is_borrowed.then(|| tokens!(mixed=> mut));
                tokens! {mixed=>
                    #(#of_slot)* #quiet let #mutability #slot = #slot;
                    #(#of_pattern)* let #tokens = #slot;
                }
            }
        }
    }

    /// Makes the closure or the block own the parameter whole, without a second place for it.
    pub(crate) fn captured(&self) -> Tokens {
        let mixed = Span::mixed_site();
        match self {
            Self::Receiver(Receiver { this, .. }) => tokens!(mixed=> let _ = &#this;),
            Self::Named(named @ Named { name, .. }) => {
                let attributes = named.binding_attributes();
                tokens!(mixed=> #attributes let _ = &#name;)
            }
            Self::Pattern(Pattern {
                attributes, slot, ..
            }) => {
                let attributes = of_statement(attributes);
                tokens!(mixed=> #(#attributes)* let _ = &#slot;)
            }
            Self::Other(_) => Tokens::default(),
        }
    }
}

impl Named {
    /// The attributes of what is offered of it.
    pub(crate) fn offered_attributes(&self) -> impl Iterator<Item = &Attribute> {
        outside_attributes(&self.attributes).filter(|attribute| attribute.fits_a_statement())
    }

    /// The user chose the underscore because the body does not use the parameter. The binding does,
    /// which is no reason to tell them.
    fn binding_attributes(&self) -> Tokens {
        let attributes = of_statement(&self.attributes);
        let quiet = plain_name(&self.name).starts_with('_').then(|| {
            tokens! {Span::mixed_site()=>
                #[allow(clippy::used_underscore_binding, clippy::no_effect_underscore_binding)]
            }
        });
        tokens!(Span::call_site()=> #(#attributes)* #quiet)
    }
}

/// What is expected of a parameter is fulfilled by its binding.
fn outside_attributes(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes
        .iter()
        .filter(|attribute| !attribute.is("expect"))
}

fn of_statement(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.fits_a_statement())
}

/// Whether there is a `ref mut` in a pattern, at any depth.
fn borrows_mutably(pattern: &[TokenTree]) -> bool {
    let pattern = flat(pattern.iter().cloned());
    let is_inside = |group: &Group| {
        let inside: Vec<_> = group.stream().into_iter().collect();
        borrows_mutably(&inside)
    };
    pattern.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Group(group) => is_inside(group),
        _ => token.is_ident("ref") && pattern.get(at + 1).is_some_and(|next| next.is_ident("mut")),
    })
}
