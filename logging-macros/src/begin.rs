//! What is evaluated when a call begins: the id, the context, the fields, and the parameters that
//! may be named like a context key.

use proc_macro2::Span;

use crate::model::Function;
use crate::names::Mentions;
use crate::offers::Offers;
use crate::params::Param;
use crate::paths;
use crate::tokens::{Tokens, joined};
use crate::write::tokens;

/// The statements, and when they can run.
pub(crate) struct Begin {
    pub(crate) statements: Tokens,
    /// What the expressions in the attribute mention.
    pub(crate) mentions: Mentions,
    /// An expression mentions what exists only after the parameters are bound again. All others
    /// run before, so that a parameter is not counted as used because it was looked at.
    pub(crate) is_late: bool,
    /// The type of a parameter is asked what it can give.
    pub(crate) asks: bool,
    /// The parameters that are offered.
    offered: Vec<String>,
}

impl Begin {
    /// Nothing where there is nothing to evaluate.
    pub(crate) fn of(function: &Function<'_>) -> Option<Self> {
        let given = given(function);
        let offers = Offers::of(function);
        let asks = offers.as_ref().is_some_and(Offers::ask);
        let offered = offers.as_ref().map_or_else(Vec::new, Offers::names);
        let (private, site) = (&function.private, paths::site());
        let mixed = Span::mixed_site();
        let statements = match (&given[..], offers) {
            ([], None) => return None,
            ([], Some(offers)) => offers.all(),
            (given, offers) => {
                let started = offers.map_or_else(
                    || tokens!(mixed=> #private::Start::start(__s);),
                    |offers| offers.taken(tokens!(mixed=> __start_as(__s))),
                );
                tokens! {mixed=>
                    if let ::core::option::Option::Some(mut __s) = #site.__begin() {
                        #(#given)*
                        #started
                    }
                }
            }
        };
        let mentions = mentions(function);
        let is_late = function
            .params
            .iter()
            .flat_map(Param::late_names)
            .any(|name| mentions.contains(&name));
        Some(Self {
            statements,
            mentions,
            is_late,
            asks,
            offered,
        })
    }

    /// Whether the attribute looks at a parameter.
    pub(crate) fn looks_at(&self, name: &str) -> bool {
        self.mentions.contains(name) || self.offered.iter().any(|offered| offered == name)
    }
}

fn mentions(function: &Function<'_>) -> Mentions {
    let mut mentions = Mentions::default();
    for value in function.options.expressions() {
        mentions.add(&joined(&value.expression));
    }
    mentions
}

/// The explicit ones. They come first: a key that is set is not asked of the parameters.
fn given(function: &Function<'_>) -> Vec<Tokens> {
    let (options, private) = (function.options, &function.private);
    let mixed = Span::mixed_site();
    let id = options.id.iter().map(|value| {
        let value = value.reference(private);
        tokens!(mixed=> #private::Start::id(&mut __s, #value);)
    });
    let ctx = options.ctx.iter().map(|field| {
        let (key, value) = (&field.key, field.value.reference(private));
        tokens!(mixed=> #private::Start::ctx(&mut __s, #key, #value);)
    });
    let fields = options.fields.iter().map(|field| {
        let (key, value) = (&field.key, field.value.reference(private));
        tokens!(mixed=> #private::Start::field(&mut __s, #key, #value);)
    });
    id.chain(ctx).chain(fields).collect()
}
