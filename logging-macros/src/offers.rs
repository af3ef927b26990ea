//! The parameters that may be named like a context key, offered to the run that begins.

use proc_macro2::{Ident, Span};

use crate::attrs::Attribute;
use crate::generics::Generics;
use crate::model::Function;
use crate::params::{Named, Param};
use crate::paths;
use crate::text::{Plain, Width, can_be_text};
use crate::tokens::{Tokens, plain_name};
use crate::write::tokens;

/// What the parameters can give.
pub(crate) struct Offers<'f>(Vec<Offer<'f>>);

struct Offer<'f> {
    attributes: Vec<&'f Attribute>,
    name: &'f Ident,
    key: String,
    /// What the tokens tell of the type.
    told: Option<Plain>,
}

impl<'f> Offers<'f> {
    /// Nothing where there is nothing to offer.
    pub(crate) fn of(function: &'f Function<'_>) -> Option<Self> {
        let offers: Vec<_> = offered(function).map(Offer::of).collect();
        (!offers.is_empty()).then_some(Self(offers))
    }

    /// Whether the type of a parameter is asked what it can give.
    pub(crate) fn ask(&self) -> bool {
        self.0.iter().any(|offer| offer.told.is_none())
    }

    /// Whether one of them has attributes, by which it may not be there.
    fn may_be_absent(&self) -> bool {
        self.0.iter().any(|offer| !offer.attributes.is_empty())
    }

    /// The parameters that are offered.
    pub(crate) fn names(&self) -> Vec<String> {
        self.0.iter().map(|offer| offer.key.clone()).collect()
    }

    /// The statement where they are all there is to look at.
    pub(crate) fn all(&self) -> Tokens {
        let (mixed, site) = (Span::mixed_site(), paths::site());
        match &self.0[..] {
            [before @ .., last] if last.told.is_none() && !self.may_be_absent() => {
                let before = before.iter().map(Offer::offered);
                let (key, name) = (&last.key, last.name);
                tokens!(mixed=> #site #(#before)* .__last(#key, &#name).__start();)
            }
            _ => self.taken(tokens!(mixed=> __start())),
        }
    }

    /// The statement that offers them all and starts the run. Where one may be absent, each has a
    /// statement of its own, in a block: no future holds what is offered.
    pub(crate) fn taken(&self, start: Tokens) -> Tokens {
        let (mixed, site) = (Span::mixed_site(), paths::site());
        let offers = self.0.iter().map(Offer::offered);
        if !self.may_be_absent() {
            return tokens!(mixed=> #site #(#offers)*.#start;);
        }
        let statements = self.0.iter().map(|offer| {
            let (attributes, offered) = (offer.attributes.iter().copied(), offer.offered());
            tokens!(mixed=> #(#attributes)* let __p = &__p #offered;)
        });
        tokens! {mixed=>
            {
                let __p = &#site.__none();
                #(#statements)*
                __p.#start;
            }
        }
    }
}

impl<'f> Offer<'f> {
    fn of(named: &'f Named) -> Self {
        Self {
            attributes: named.offered_attributes().collect(),
            name: &named.name,
            key: plain_name(&named.name),
            told: Plain::told(&named.type_tokens()),
        }
    }

    /// The method that offers it. Its type is asked, unless it can be told by its tokens.
    fn offered(&self) -> Tokens {
        let (name, key) = (self.name, &self.key);
        let mixed = Span::mixed_site();
        let cast = |width, cast| (width == Width::Narrow).then_some(cast);
        match self.told {
            Some(Plain::Text) => tokens!(mixed=> .__text(#key, #name)),
            Some(Plain::Signed(width)) => {
                let cast = cast(width, tokens!(mixed=> as i128));
                tokens!(mixed=> .__signed(#key, #name #cast))
            }
            Some(Plain::Unsigned(width)) => {
                let cast = cast(width, tokens!(mixed=> as u128));
                tokens!(mixed=> .__unsigned(#key, #name #cast))
            }
            None => tokens!(mixed=> .__param(#key, &#name).__offer()),
        }
    }
}

/// The parameters that can be taken by themselves and that no option sets.
fn offered<'f>(function: &'f Function<'_>) -> impl Iterator<Item = &'f Named> {
    let options = function.options;
    let is_set = |key: &str| {
        let listed = options
            .ctx
            .iter()
            .chain(&options.fields)
            .any(|field| field.key == key);
        listed || key == "job_id" && options.id.is_some()
    };
    let named = function.params.iter().filter_map(|param| match param {
        Param::Named(named) => Some(named),
        _ => None,
    });
    named.filter(move |named| {
        let key = plain_name(&named.name);
        !key.starts_with('_')
            && !is_set(&key)
            && can_be_text(&named.type_tokens(), Generics::of(function.item))
    })
}
