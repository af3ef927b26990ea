//! `#[derive(Classify)]`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;

mod attr;
mod expand;
mod fields;
mod generics;
mod item;
mod model;
mod option;
mod value;

/// The implementation for one type. With an error there still is one, which says `error`, so that
/// the functions that use the type have nothing to complain about.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let Some(item) = item::scan(input) else {
        return quote!(::core::compile_error! { "expected one of: `struct`, `enum`, `union`" });
    };
    let mut errors = Errors::default();
    let model = model::Model::read(&item, &mut errors);
    let is_sound = errors.is_empty();
    let errors = errors.finish();
    let implementation = if is_sound {
        expand::implementation(&model)
    } else {
        expand::fallback(&model)
    };
    quote!(#implementation #errors)
}

#[cfg(test)]
mod tests;
