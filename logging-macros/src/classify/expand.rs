//! The implementation of `Classify`.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::attr::Source;
use super::model::{Model, Variant};
use crate::paths;

/// What the derive is asked for, and the three methods it writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Outcome,
    ErrorType,
    Level,
}

/// The implementation as the attributes say.
pub(crate) fn implementation(model: &Model<'_>) -> TokenStream {
    let outcome = matched(model, Question::Outcome);
    let runtime = &model.runtime;
    let private = paths::private(runtime);
    let says = |given: fn(&Variant<'_>) -> bool| {
        model
            .variants
            .iter()
            .any(|variant| given(variant) || variant.asked.is_some())
    };
    let error_type = says(|variant| variant.outcome.error_type.is_some()).then(|| {
        let answer = matched(model, Question::ErrorType);
        quote! {
            fn error_type(&self) -> ::core::option::Option<&'static ::core::primitive::str> { #answer }
        }
    });
    let level = says(|variant| variant.outcome.level.is_some()).then(|| {
        let answer = matched(model, Question::Level);
        quote!(fn level(&self) -> ::core::option::Option<#private::Level> { #answer })
    });
    with_head(
        model,
        &quote! {
            fn outcome(&self) -> #runtime::Outcome { #outcome }
            #error_type
            #level
        },
    )
}

/// An implementation for a type whose attributes are wrong.
pub(crate) fn fallback(model: &Model<'_>) -> TokenStream {
    let runtime = &model.runtime;
    let private = paths::private(runtime);
    with_head(
        model,
        &quote! {
            fn outcome(&self) -> #runtime::Outcome { #private::outcome("error") }
        },
    )
}

fn with_head(model: &Model<'_>, methods: &TokenStream) -> TokenStream {
    let (name, runtime) = (model.name, &model.runtime);
    let asked = model
        .variants
        .iter()
        .filter_map(|variant| variant.asked.as_ref());
    let asked = asked.filter(|asked| asked.is_generic).map(|asked| asked.ty);
    let (parameters, arguments, _) = model.generics.split_for_impl();
    let given = model
        .generics
        .where_clause
        .iter()
        .flat_map(|clause| &clause.predicates);
    quote! {
        #[automatically_derived]
        impl #parameters #runtime::Classify for #name #arguments
        where
            #(#given,)*
            #(#asked: #runtime::Classify,)*
        {
            #methods
        }
    }
}

fn matched(model: &Model<'_>, question: Question) -> TokenStream {
    if model.variants.is_empty() {
        return quote!(match *self {});
    }
    let arms = model.variants.iter().map(|variant| {
        let path = &variant.path;
        let answer = answer(model, variant, question);
        let is_asked = answer.1;
        let binding = variant.asked.as_ref().filter(|_| is_asked).map(|asked| {
            let member = &asked.member;
            quote_spanned!(Span::mixed_site()=> #member: __field,)
        });
        let answer = answer.0;
        quote!(#path { #binding .. } => #answer,)
    });
    quote!(match self { #(#arms)* })
}

/// The answer of one variant, and whether it comes from the field.
fn answer(model: &Model<'_>, variant: &Variant<'_>, question: Question) -> (TokenStream, bool) {
    let mixed = Span::mixed_site();
    let private = paths::private(&model.runtime);
    let outcome = &variant.outcome;
    let given = match (question, &outcome.source) {
        (Question::Outcome, Some(Source::Word(word))) => {
            Some(quote_spanned!(mixed=> const { #private::outcome(#word) }))
        }
        (Question::Outcome, Some(Source::With(path))) => Some(quote!(#path(self))),
        (Question::Outcome, _) => None,
        (Question::ErrorType, _) => outcome
            .error_type
            .as_ref()
            .map(|text| quote!(::core::option::Option::Some(#text))),
        (Question::Level, _) => outcome
            .level
            .as_ref()
            .map(|level| quote!(::core::option::Option::Some(#private::Level::#level))),
    };
    match (given, &variant.asked) {
        (Some(given), _) => (given, false),
        (None, Some(_)) => (asked(&private, question), true),
        (None, None) => (silent(&private, question), false),
    }
}

/// The question, put to the field.
fn asked(private: &TokenStream, question: Question) -> TokenStream {
    let mixed = Span::mixed_site();
    let method = match question {
        Question::Outcome => quote_spanned!(mixed=> __outcome),
        Question::ErrorType => quote_spanned!(mixed=> __error_type),
        Question::Level => quote_spanned!(mixed=> __level),
    };
    quote_spanned! {mixed=> {
        use #private::inner::*;
        (&&&&#private::inner::Inner(__field)).#method()
    }}
}

/// The answer of a variant that says nothing.
fn silent(private: &TokenStream, question: Question) -> TokenStream {
    match question {
        Question::Outcome => {
            quote_spanned!(Span::mixed_site()=> const { #private::outcome("error") })
        }
        Question::ErrorType | Question::Level => quote!(::core::option::Option::None),
    }
}
