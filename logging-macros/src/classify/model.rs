//! The type under `#[derive(Classify)]`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Fields, Generics, Type, spanned::Spanned};

use super::attr::{Outcome, Place, Source};
use crate::errors::Errors;
use crate::names::idents;
use crate::tokens::plain_name;
use crate::{paths, words};

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
    /// How its fields are called in a pattern.
    pub(crate) members: Vec<TokenStream>,
    pub(crate) answer: Answer<'a>,
    pub(crate) error_type: Option<String>,
    pub(crate) level: Option<Ident>,
}

/// What a variant says of its outcome.
pub(crate) enum Answer<'a> {
    Word(String),
    /// What a function of the fields says.
    Fields(TokenStream),
    /// What a function of the whole struct says.
    Whole(TokenStream),
    /// What the single field says.
    Asked(Asked<'a>),
}

/// The field of a transparent variant.
pub(crate) struct Asked<'a> {
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
        let mut outcome = Outcome::read(&input.attrs, place, errors);
        let runtime = paths::runtime(outcome.krate.take().as_ref());
        let mut scope = Scope {
            input,
            default: outcome.default.take(),
            is_exhaustive: outcome.is_exhaustive,
            errors,
        };
        let variants = match &input.data {
            Data::Struct(data) => vec![scope.of_struct(outcome, &data.fields)],
            Data::Enum(data) => {
                let variants = data.variants.iter();
                variants.map(|variant| scope.of_variant(variant)).collect()
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
            generics: &input.generics,
            runtime,
            variants,
        }
    }
}

/// What holds for the whole type.
struct Scope<'a, 'e> {
    input: &'a DeriveInput,
    default: Option<String>,
    is_exhaustive: bool,
    errors: &'e mut Errors,
}

impl<'a> Scope<'a, '_> {
    fn of_struct(&mut self, outcome: Outcome, fields: &'a Fields) -> Variant<'a> {
        let mut variant = self.read(quote!(Self), outcome, &self.input.ident, fields);
        if let Answer::Fields(path) = variant.answer {
            variant.answer = Answer::Whole(path);
        }
        variant
    }

    fn of_variant(&mut self, variant: &'a syn::Variant) -> Variant<'a> {
        let name = &variant.ident;
        let outcome = Outcome::read(&variant.attrs, Place::Variant, self.errors);
        if self.is_exhaustive && outcome.source.is_none() {
            let message = format!(
                "by `exhaustive`, `{name}` has to say what it means, as in `#[outcome(timeout)]`"
            );
            self.errors.push(name.span(), message);
        }
        self.read(quote!(Self::#name), outcome, name, &variant.fields)
    }

    fn read(
        &mut self,
        path: TokenStream,
        outcome: Outcome,
        name: &Ident,
        fields: &'a Fields,
    ) -> Variant<'a> {
        self.refuse_on_fields(fields);
        let answer = match outcome.source {
            Some(Source::Word(word)) => Answer::Word(word),
            Some(Source::With(path)) => Answer::Fields(path),
            Some(Source::Transparent) => self.asked(name, fields),
            None => Answer::Word(self.default.clone().unwrap_or_else(|| "error".to_owned())),
        };
        if let (Answer::Word(word), Some((_, span))) = (&answer, &outcome.error_type)
            && !words::is_failure(word)
        {
            let message = format!(
                "`error_type` is for a failure (blocked, timeout, error), and `{word}` is none"
            );
            self.errors.push(*span, message);
        }
        Variant {
            path,
            members: members(fields),
            answer,
            error_type: outcome.error_type.map(|(text, _)| text),
            level: outcome.level,
        }
    }

    fn refuse_on_fields(&mut self, fields: &Fields) {
        for attribute in fields.iter().flat_map(|field| &field.attrs) {
            if attribute.path().is_ident("outcome") {
                self.errors.push(
                    attribute.path().span(),
                    "`#[outcome]` goes on the variant or the struct, not on a field",
                );
            }
        }
    }

    /// The single field. Without one there is an error, and any answer will do.
    fn asked(&mut self, name: &Ident, fields: &'a Fields) -> Answer<'a> {
        let mut all = fields.iter();
        let (Some(field), None) = (all.next(), all.next()) else {
            let message = format!(
                "`transparent` needs exactly one field (this one has {})",
                fields.len()
            );
            self.errors.push(name.span(), message);
            return Answer::Word("error".to_owned());
        };
        Answer::Asked(Asked {
            ty: &field.ty,
            is_generic: self.is_generic(&field.ty),
        })
    }

    /// Whether a type mentions a type parameter. One that mentions the type itself is not asked to
    /// implement `Classify` in so many words: that would be a circle, and it does already.
    fn is_generic(&self, ty: &Type) -> bool {
        let mentioned = idents(&ty.to_token_stream());
        let mentions = |name: &Ident| mentioned.contains(&plain_name(name));
        let mut parameters = self.input.generics.type_params();
        let is_recursive = mentioned.contains("Self") || mentions(&self.input.ident);
        !is_recursive && parameters.any(|parameter| mentions(&parameter.ident))
    }
}

fn members(fields: &Fields) -> Vec<TokenStream> {
    fields.members().map(|member| quote!(#member)).collect()
}
