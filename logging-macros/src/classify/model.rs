//! The type under `#[derive(Classify)]`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Fields, Generics, Type, spanned::Spanned};

use super::attr::{Outcome, Place, Source};
use crate::errors::Errors;
use crate::names::idents;
use crate::paths;
use crate::tokens::plain_name;

/// A type and what each of its variants says.
pub(crate) struct Model<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) generics: &'a Generics,
    pub(crate) runtime: TokenStream,
    /// A struct is one variant.
    pub(crate) variants: Vec<Variant<'a>>,
}

/// One variant, or a struct.
pub(crate) struct Variant<'a> {
    /// `Self::Name`, or `Self`.
    pub(crate) path: TokenStream,
    pub(crate) outcome: Outcome,
    /// The field that is asked, if one is.
    pub(crate) asked: Option<Asked<'a>>,
}

/// The field of a transparent variant.
pub(crate) struct Asked<'a> {
    /// Its name, or `0`.
    pub(crate) member: TokenStream,
    pub(crate) ty: &'a Type,
    /// Whether its type is known only to the user of the type.
    pub(crate) is_generic: bool,
}

impl<'a> Model<'a> {
    pub(crate) fn read(input: &'a DeriveInput, errors: &mut Errors) -> Self {
        let place = if matches!(input.data, Data::Enum(_)) {
            Place::Enum
        } else {
            Place::Struct
        };
        let outcome = Outcome::read(&input.attrs, place, errors);
        let runtime = paths::runtime(outcome.krate.as_ref());
        let generics = &input.generics;
        let variants = match &input.data {
            Data::Struct(data) => vec![Variant::new(
                quote!(Self),
                outcome,
                &input.ident,
                &data.fields,
                generics,
                errors,
            )],
            Data::Enum(data) => {
                let variant = |variant: &'a syn::Variant| {
                    let name = &variant.ident;
                    let outcome = Outcome::read(&variant.attrs, Place::Variant, errors);
                    Variant::new(
                        quote!(Self::#name),
                        outcome,
                        name,
                        &variant.fields,
                        generics,
                        errors,
                    )
                };
                data.variants.iter().map(variant).collect()
            }
            Data::Union(data) => {
                errors.push(
                    data.union_token.span(),
                    "unions have no outcome: derive `Classify` on a struct or an enum",
                );
                Vec::new()
            }
        };
        Self {
            name: &input.ident,
            generics,
            runtime,
            variants,
        }
    }
}

impl<'a> Variant<'a> {
    fn new(
        path: TokenStream,
        outcome: Outcome,
        name: &Ident,
        fields: &'a Fields,
        generics: &Generics,
        errors: &mut Errors,
    ) -> Self {
        for attribute in fields.iter().flat_map(|field| &field.attrs) {
            if attribute.path().is_ident("outcome") {
                errors.push(
                    attribute.path().span(),
                    "`#[outcome]` goes on the variant or the struct, not on a field",
                );
            }
        }
        let asked = match &outcome.source {
            Some(Source::Transparent) => asked(name, fields, generics, errors),
            _ => None,
        };
        Self {
            path,
            outcome,
            asked,
        }
    }
}

fn asked<'a>(
    name: &Ident,
    fields: &'a Fields,
    generics: &Generics,
    errors: &mut Errors,
) -> Option<Asked<'a>> {
    let mut all = fields.iter();
    let (Some(field), None) = (all.next(), all.next()) else {
        let message = format!(
            "`transparent` needs exactly one field (this one has {})",
            fields.len()
        );
        errors.push(name.span(), message);
        return None;
    };
    let member = field
        .ident
        .as_ref()
        .map_or_else(|| quote!(0), ToTokens::to_token_stream);
    let mentioned = idents(&field.ty.to_token_stream());
    let is_generic = generics
        .type_params()
        .any(|param| mentioned.contains(&plain_name(&param.ident)));
    Some(Asked {
        member,
        ty: &field.ty,
        is_generic,
    })
}
