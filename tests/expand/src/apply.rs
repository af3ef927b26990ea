//! The walk over items, outermost attribute first, until none of ours is left.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{ImplItem, Item, TraitItem};

use crate::find::{self, Macro};

pub(crate) fn to_items(items: Vec<Item>) -> syn::Result<Vec<Item>> {
    each(items, to_item)
}

fn to_item(mut item: Item) -> syn::Result<Vec<Item>> {
    if let Some(found) = find::in_item(&mut item) {
        return to_items(made(&found, item.to_token_stream())?);
    }
    match &mut item {
        Item::Impl(block) => block.items = each(std::mem::take(&mut block.items), to_impl_item)?,
        Item::Trait(block) => block.items = each(std::mem::take(&mut block.items), to_trait_item)?,
        Item::Mod(module) => {
            if let Some((_, items)) = &mut module.content {
                *items = to_items(std::mem::take(items))?;
            }
        }
        _ => {}
    }
    Ok(vec![item])
}

fn to_impl_item(mut item: ImplItem) -> syn::Result<Vec<ImplItem>> {
    let attributes = match &mut item {
        ImplItem::Fn(function) => &mut function.attrs,
        _ => return Ok(vec![item]),
    };
    match find::attribute(attributes) {
        Some(found) => each(made(&found, item.to_token_stream())?, to_impl_item),
        None => Ok(vec![item]),
    }
}

fn to_trait_item(mut item: TraitItem) -> syn::Result<Vec<TraitItem>> {
    let attributes = match &mut item {
        TraitItem::Fn(function) => &mut function.attrs,
        _ => return Ok(vec![item]),
    };
    match find::attribute(attributes) {
        Some(found) => each(made(&found, item.to_token_stream())?, to_trait_item),
        None => Ok(vec![item]),
    }
}

fn each<T>(items: Vec<T>, apply: impl Fn(T) -> syn::Result<Vec<T>>) -> syn::Result<Vec<T>> {
    let made: syn::Result<Vec<Vec<T>>> = items.into_iter().map(apply).collect();
    Ok(made?.into_iter().flatten().collect())
}

/// What the macro makes of the tokens of an item.
fn made<T: Parse>(found: &Macro, item: TokenStream) -> syn::Result<Vec<T>> {
    Ok(syn::parse2::<List<T>>(found.apply(item))?.0)
}

struct List<T>(Vec<T>);

impl<T: Parse> Parse for List<T> {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut items = Vec::new();
        while !input.is_empty() {
            items.push(input.parse()?);
        }
        Ok(List(items))
    }
}
