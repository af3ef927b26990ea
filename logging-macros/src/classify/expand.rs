//! The implementation of `Classify`.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::{Answer, Asked, Model, Variant};
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
        let mut variants = model.variants.iter();
        variants.any(|variant| given(variant) || matches!(variant.answer, Answer::Asked(_)))
    };
    let error_type = says(|variant| variant.error_type.is_some()).then(|| {
        let answer = matched(model, Question::ErrorType);
        quote! {
            fn error_type(&self) -> ::core::option::Option<&'static ::core::primitive::str> { #answer }
        }
    });
    let level = says(|variant| variant.level.is_some()).then(|| {
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
    let (parameters, arguments, _) = model.generics.split_for_impl();
    let given = model
        .generics
        .where_clause
        .iter()
        .flat_map(|clause| &clause.predicates);
    let asked = generic_fields(model);
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

/// The types of transparent fields that only the user of the type knows, each once.
fn generic_fields<'a>(model: &'a Model<'_>) -> impl Iterator<Item = &'a syn::Type> {
    let mut seen = HashSet::new();
    let fields = model
        .variants
        .iter()
        .filter_map(|variant| match &variant.answer {
            Answer::Asked(asked) if asked.is_generic => Some(asked.ty),
            _ => None,
        });
    fields.filter(move |ty| seen.insert(ty.to_token_stream().to_string()))
}

fn matched(model: &Model<'_>, question: Question) -> TokenStream {
    if model.variants.is_empty() {
        return quote!(match *self {});
    }
    let arms = model.variants.iter().map(|variant| {
        let path = &variant.path;
        let Said { value, bound } = said(model, variant, question);
        let members = variant.members.iter().zip(&bound);
        let fields = members.map(|(member, name)| quote!(#member: #name,));
        quote!(#path { #(#fields)* .. } => #value,)
    });
    quote!(match self { #(#arms)* })
}

/// What a variant says to a question, and the names by which that mentions its fields, from the
/// first on.
struct Said {
    value: TokenStream,
    bound: Vec<Ident>,
}

fn said(model: &Model<'_>, variant: &Variant<'_>, question: Question) -> Said {
    let private = paths::private(&model.runtime);
    let given = match question {
        Question::Outcome => None,
        Question::ErrorType => variant.error_type.as_ref().map(ToTokens::to_token_stream),
        Question::Level => variant
            .level
            .as_ref()
            .map(|level| quote!(#private::Level::#level)),
    };
    let (value, bound) = match (given, &variant.answer, question) {
        (Some(given), ..) => (quote!(::core::option::Option::Some(#given)), Vec::new()),
        (None, Answer::Asked(field), _) => (asked(&private, field, question), names(1)),
        (None, _, Question::ErrorType | Question::Level) => {
            (quote!(::core::option::Option::None), Vec::new())
        }
        (None, Answer::Word(word), _) => (
            quote_spanned!(Span::mixed_site()=> const { #private::outcome(#word) }),
            Vec::new(),
        ),
        (None, Answer::Whole(path), _) => (called(path, &[format_ident!("self")]), Vec::new()),
        (None, Answer::Fields(path), _) => {
            let names = names(variant.members.len());
            (called(path, &names), names)
        }
    };
    Said { value, bound }
}

/// A call of the user's function; what is wrong with its signature is told on its path.
fn called(path: &TokenStream, arguments: &[Ident]) -> TokenStream {
    let place = path.span();
    let arguments = arguments.iter().cloned().map(|mut argument| {
        argument.set_span(argument.span().located_at(place));
        argument
    });
    quote_spanned!(Span::mixed_site().located_at(place)=> #path(#(#arguments),*))
}

fn names(count: usize) -> Vec<Ident> {
    let name = |index| format_ident!("__field{index}", span = Span::mixed_site());
    (0..count).map(name).collect()
}

/// The question, put to the field. A field that has nothing to say is told on its type.
fn asked(private: &TokenStream, field: &Asked<'_>, question: Question) -> TokenStream {
    let span = Span::mixed_site().located_at(field.ty.span());
    let method = match question {
        Question::Outcome => quote_spanned!(span=> __outcome),
        Question::ErrorType => quote_spanned!(span=> __error_type),
        Question::Level => quote_spanned!(span=> __level),
    };
    quote_spanned! {span=> {
        use #private::inner::*;
        (&&&&&#private::inner::Inner(__field0)).#method()
    }}
}
