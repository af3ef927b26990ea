//! Which attribute of an item is the compiler's next to expand, taken off the item.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Attribute, Item, Meta, Path, Token};

use crate::args::Kind;
use crate::{annotate, classify, stages};

/// A macro with its arguments.
pub(crate) enum Macro {
    Attribute(Kind, TokenStream),
    Stages(TokenStream),
    Derive,
}

impl Macro {
    /// Calls it. A derive leaves the item as it is, but for the attributes that are its own, since
    /// nobody would know them once the derive is gone.
    pub(crate) fn apply(&self, item: TokenStream) -> TokenStream {
        match self {
            Macro::Attribute(kind, args) => annotate::annotate(*kind, args, item),
            Macro::Stages(args) => stages::annotate_all(args, item),
            Macro::Derive => {
                let derived = classify::derive(item.clone());
                let item = syn::parse2(item).map(without_outcomes);
                let item = item.map_or_else(|error| error.to_compile_error(), |item| quote!(#item));
                quote!(#item #derived)
            }
        }
    }
}

/// The first macro of ours on an item, which loses it.
pub(crate) fn in_item(item: &mut Item) -> Option<Macro> {
    match item {
        Item::Fn(item) => attribute(&mut item.attrs),
        Item::Impl(item) => attribute(&mut item.attrs),
        Item::Trait(item) => attribute(&mut item.attrs),
        Item::Mod(item) => attribute(&mut item.attrs),
        Item::Enum(item) => derive(&mut item.attrs),
        Item::Struct(item) => derive(&mut item.attrs),
        _ => None,
    }
}

/// The first attribute of ours in a list, which loses it.
pub(crate) fn attribute(attributes: &mut Vec<Attribute>) -> Option<Macro> {
    let made = |attribute: &Attribute| -> Option<fn(TokenStream) -> Macro> {
        match last(attribute.path())?.as_str() {
            "job" => Some(|args| Macro::Attribute(Kind::Job, args)),
            "stage" => Some(|args| Macro::Attribute(Kind::Stage, args)),
            "stages" => Some(Macro::Stages),
            _ => None,
        }
    };
    let (at, made) = attributes
        .iter()
        .enumerate()
        .find_map(|(at, attribute)| Some((at, made(attribute)?)))?;
    let args = match attributes.remove(at).meta {
        Meta::List(list) => list.tokens,
        _ => TokenStream::new(),
    };
    Some(made(args))
}

/// `#[derive(Classify)]`, taken out of the list that it stands in.
fn derive(attributes: &mut Vec<Attribute>) -> Option<Macro> {
    let is_ours = |path: &Path| last(path).as_deref() == Some("Classify");
    let at = attributes
        .iter()
        .position(|attribute| derived(attribute).iter().any(is_ours))?;
    let mut others = derived(&attributes[at]);
    others.retain(|path| !is_ours(path));
    if others.is_empty() {
        attributes.remove(at);
    } else {
        attributes[at] = syn::parse_quote!(#[derive(#(#others),*)]);
    }
    Some(Macro::Derive)
}

/// The macros that an attribute derives by.
fn derived(attribute: &Attribute) -> Vec<Path> {
    if !attribute.path().is_ident("derive") {
        return Vec::new();
    }
    let list = attribute.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated);
    list.into_iter().flatten().collect()
}

fn last(path: &Path) -> Option<String> {
    Some(path.segments.last()?.ident.to_string())
}

fn without_outcomes(mut item: Item) -> Item {
    let keep = |attribute: &Attribute| !attribute.path().is_ident("outcome");
    match &mut item {
        Item::Enum(item) => {
            item.attrs.retain(keep);
            for variant in &mut item.variants {
                variant.attrs.retain(keep);
            }
        }
        Item::Struct(item) => item.attrs.retain(keep),
        _ => {}
    }
    item
}
