//! The type under `#[derive(Classify)]`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::attr::{Outcome, Place, Source};
use super::fields::{Field, Type};
use super::item::{self, Data, Item};
use crate::errors::Errors;
use crate::names::idents;
use crate::tokens::{Tokens, plain_name};
use crate::{paths, words};

/// A type and what each of its variants says.
pub(crate) struct Model<'a> {
    pub(crate) item: &'a Item,
    pub(crate) runtime: Tokens,
    /// A struct is one variant.
    pub(crate) variants: Vec<Variant<'a>>,
}

/// One variant, or a struct.
pub(crate) struct Variant<'a> {
    /// `Self::Name`, or `Self`.
    pub(crate) path: TokenStream,
    pub(crate) fields: &'a [Field],
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
    pub(crate) fn read(item: &'a Item, errors: &mut Errors) -> Self {
        let place = match item.data {
            Data::Enum(_) => Place::Enum,
            Data::Struct(_) | Data::Union(_) => Place::Struct,
        };
        let mut outcome = Outcome::read(&item.attributes, place, errors);
        let runtime = paths::runtime(outcome.krate.take().as_ref());
        let mut scope = Scope {
            item,
            default: outcome.default.take(),
            is_exhaustive: outcome.is_exhaustive,
            errors,
        };
        let variants = match &item.data {
            Data::Struct(fields) => vec![scope.of_struct(outcome, fields)],
            Data::Enum(variants) => {
                let variants = variants.iter();
                variants.map(|variant| scope.of_variant(variant)).collect()
            }
            Data::Union(place) => {
                errors.push(
                    *place,
                    "unions have no outcome: derive `Classify` on a struct or an enum",
                );
                Vec::new()
            }
        };
        Self {
            item,
            runtime,
            variants,
        }
    }
}

/// What holds for the whole type.
struct Scope<'a, 'e> {
    item: &'a Item,
    default: Option<String>,
    is_exhaustive: bool,
    errors: &'e mut Errors,
}

impl<'a> Scope<'a, '_> {
    fn of_struct(&mut self, outcome: Outcome, fields: &'a [Field]) -> Variant<'a> {
        let mut variant = self.read(quote!(Self), outcome, &self.item.name, fields);
        if let Answer::Fields(path) = variant.answer {
            variant.answer = Answer::Whole(path);
        }
        variant
    }

    fn of_variant(&mut self, variant: &'a item::Variant) -> Variant<'a> {
        let name = &variant.name;
        let outcome = Outcome::read(&variant.attributes, Place::Variant, self.errors);
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
        fields: &'a [Field],
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
            fields,
            answer,
            error_type: outcome.error_type.map(|(text, _)| text),
            level: outcome.level,
        }
    }

    fn refuse_on_fields(&mut self, fields: &[Field]) {
        for attribute in fields.iter().flat_map(|field| &field.attributes) {
            if attribute.is("outcome") {
                self.errors.push(
                    attribute.path_span(),
                    "`#[outcome]` goes on the variant or the struct, not on a field",
                );
            }
        }
    }

    /// The single field. Without one there is an error, and any answer will do.
    fn asked(&mut self, name: &Ident, fields: &'a [Field]) -> Answer<'a> {
        let [field] = fields else {
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
        let mentioned = idents(&ty.tokens);
        let itself = plain_name(&self.item.name);
        let is_itself = |name: &String| name == "Self" || *name == itself;
        let is_parameter = |name: &String| self.item.generics.types.contains(name);
        !mentioned.iter().any(is_itself) && mentioned.iter().any(is_parameter)
    }
}
