//! What is evaluated when a call begins: the id, the context, the fields, and the parameters that
//! may be named like a context key.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::attrs::Attribute;
use crate::model::Function;
use crate::names::Mentions;
use crate::params::{Named, Param};
use crate::paths;
use crate::tokens::{Token, joined, plain_name, split_commas};

/// The statements, and when they can run.
pub(crate) struct Begin {
    pub(crate) statements: TokenStream,
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
        let asks = offers
            .iter()
            .flat_map(|offers| &offers.0)
            .any(|offer| offer.told.is_none());
        let (private, site) = (&function.private, paths::site_reference());
        let mixed = Span::mixed_site();
        let statements = match (&given[..], offers) {
            ([], None) => return None,
            ([], Some(offers)) => offers.all(),
            (given, offers) => {
                let started = offers.map_or_else(
                    || quote_spanned!(mixed=> #private::Start::start(__s);),
                    |offers| offers.taken(&quote_spanned!(mixed=> __start_as(__s))),
                );
                quote_spanned! {mixed=>
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
            offered: offered(function)
                .map(|named| plain_name(&named.name))
                .collect(),
        })
    }
}

impl Begin {
    /// Whether the attribute looks at a parameter.
    pub(crate) fn looks_at(&self, name: &str) -> bool {
        self.mentions.contains(name) || self.offered.iter().any(|offered| offered == name)
    }
}

fn mentions(function: &Function<'_>) -> Mentions {
    let options = function.options;
    let fields = options
        .ctx
        .iter()
        .chain(&options.fields)
        .map(|field| &field.value);
    let mut mentions = Mentions::default();
    for value in options.id.iter().chain(fields) {
        mentions.add(&joined(&value.expression));
    }
    mentions
}

/// The explicit ones. They come first: a key that is set is not asked of the parameters.
fn given(function: &Function<'_>) -> Vec<TokenStream> {
    let (options, private) = (function.options, &function.private);
    let mixed = Span::mixed_site();
    let id = options.id.iter().map(|value| {
        let value = value.reference(private);
        quote_spanned!(mixed=> #private::Start::id(&mut __s, #value);)
    });
    let ctx = options.ctx.iter().map(|field| {
        let (key, value) = (&field.key, field.value.reference(private));
        quote_spanned!(mixed=> #private::Start::ctx(&mut __s, #key, #value);)
    });
    let fields = options.fields.iter().map(|field| {
        let (key, value) = (&field.key, field.value.reference(private));
        quote_spanned!(mixed=> #private::Start::field(&mut __s, #key, #value);)
    });
    id.chain(ctx).chain(fields).collect()
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
        !key.starts_with('_') && !is_set(&key) && can_be_text(&named.type_tokens())
    })
}

/// What the parameters can give.
struct Offers<'f>(Vec<Offer<'f>>);

struct Offer<'f> {
    attributes: &'f [Attribute],
    name: &'f Ident,
    key: String,
    /// What the tokens tell of the type.
    told: Option<Plain>,
}

impl<'f> Offers<'f> {
    fn of(function: &'f Function<'_>) -> Option<Self> {
        let offers: Vec<_> = offered(function).map(Offer::of).collect();
        (!offers.is_empty()).then_some(Self(offers))
    }

    /// The statement where they are all there is to look at.
    fn all(&self) -> TokenStream {
        let (mixed, site) = (Span::mixed_site(), paths::site_reference());
        match &self.0[..] {
            [before @ .., last]
                if last.told.is_none()
                    && self.0.iter().all(|offer| offer.attributes.is_empty()) =>
            {
                let before = before.iter().map(Offer::offered);
                let (key, name) = (&last.key, last.name);
                quote_spanned!(mixed=> #site #(#before)* .__last(#key, &#name).__start();)
            }
            _ => self.taken(&quote_spanned!(mixed=> __start())),
        }
    }

    /// The statement that offers them all and starts the run. A parameter that has attributes may
    /// not be there, and so has a statement of its own.
    fn taken(&self, start: &TokenStream) -> TokenStream {
        let (mixed, site) = (Span::mixed_site(), paths::site_reference());
        let offers = self.0.iter().map(Offer::offered);
        if self.0.iter().all(|offer| offer.attributes.is_empty()) {
            return quote_spanned!(mixed=> #site #(#offers)*.#start;);
        }
        let attributes = self.0.iter().map(|offer| {
            let attributes = offer.attributes;
            quote!(#(#attributes)*)
        });
        quote_spanned! {mixed=>
            let __p = &#site.__none();
            #(#attributes let __p = &__p #offers;)*
            __p.#start;
        }
    }
}

impl<'f> Offer<'f> {
    fn of(named: &'f Named) -> Self {
        Self {
            attributes: named.attributes(),
            name: &named.name,
            key: plain_name(&named.name),
            told: Plain::told(&named.type_tokens()),
        }
    }

    /// The method that offers it. Its type is asked, unless it can be told by its tokens.
    fn offered(&self) -> TokenStream {
        let (name, key) = (self.name, &self.key);
        let mixed = Span::mixed_site();
        match self.told {
            Some(Plain::Text) => quote_spanned!(mixed=> .__text(#key, #name)),
            Some(Plain::Signed) => quote_spanned!(mixed=> .__signed(#key, #name as i128)),
            Some(Plain::Unsigned) => quote_spanned!(mixed=> .__unsigned(#key, #name as u128)),
            None => quote_spanned!(mixed=> .__param(#key, &#name).__offer()),
        }
    }
}

/// A type that its tokens tell.
enum Plain {
    Text,
    Signed,
    Unsigned,
}

impl Plain {
    fn told(tokens: &[TokenTree]) -> Option<Self> {
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
            "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => Some(Self::Signed),
            "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => Some(Self::Unsigned),
            _ => None,
        }
    }
}

/// Whether the tokens of a type may mean a text or a number. Most cannot be told; these can.
fn can_be_text(tokens: &[TokenTree]) -> bool {
    const OTHERS: &[&str] = &[
        "bool", "f32", "f64", "BTreeMap", "BTreeSet", "Duration", "HashMap", "HashSet", "Instant",
        "Option", "Path", "PathBuf", "Result", "Vec",
    ];
    const NO_TYPES: &[&str] = &["dyn", "extern", "fn", "for", "mut", "unsafe"];
    match tokens {
        [] => false,
        [reference, tick, _, rest @ ..] if reference.is_punct('&') && tick.is_punct('\'') => {
            can_be_text(rest)
        }
        [reference, rest @ ..] if reference.is_punct('&') => can_be_text(rest),
        [word, bounds @ ..] if word.is_ident("impl") => !is_callable(bounds),
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
                Some("Arc" | "Box" | "Rc") => points_to_text(arguments),
                Some(name) => !OTHERS.contains(&name),
                None => true,
            }
        }
    }
}

/// Whether the one argument of a pointer, `<T>`, can be text.
fn points_to_text(arguments: &[TokenTree]) -> bool {
    let [_, inner @ .., _] = arguments else {
        return false;
    };
    split_commas(inner)
        .first()
        .is_some_and(|inner| can_be_text(inner))
}

/// Whether `impl ..` is a closure or a future.
fn is_callable(bounds: &[TokenTree]) -> bool {
    const TRAITS: &[&str] = &[
        "AsyncFn",
        "AsyncFnMut",
        "AsyncFnOnce",
        "Fn",
        "FnMut",
        "FnOnce",
        "Future",
        "for",
    ];
    bounds
        .iter()
        .filter_map(Token::as_ident)
        .any(|name| TRAITS.iter().any(|callable| name == callable))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::flat;

    #[test]
    fn types_that_may_be_text_are_offered() {
        for tokens in [
            quote!(&str),
            quote!(&'a str),
            quote!(String),
            quote!(impl Into<String>),
            quote!(T),
            quote!(&&u8),
            quote!(Cow<'_, str>),
            quote!(std::sync::Arc<str>),
            quote!(Box<String>),
            quote!(VideoId),
            quote!(<T as A>::B),
        ] {
            assert!(can_be_text(&flat(tokens.clone())), "{tokens}");
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
        ] {
            assert!(!can_be_text(&flat(tokens.clone())), "{tokens}");
        }
    }
}
