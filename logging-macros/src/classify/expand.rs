//! The implementation of `Classify`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::fields::whole_span;
use super::generics::Generics;
use super::item::Item;
use super::model::{Answer, Asked, Model, Variant};
use crate::paths;
use crate::tokens::Tokens;

/// What the derive is asked for, and the three methods it writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Outcome,
    ErrorType,
    Level,
}

/// The implementation as the attributes say.
pub(crate) fn implementation(model: &Model<'_>) -> TokenStream {
    let private = paths::private(&model.runtime);
    let mut methods = outcome(&model.runtime, &matched(model, Question::Outcome));
    if says(model, |variant| variant.error_type.is_some()) {
        let answer = matched(model, Question::ErrorType);
        methods.extend(quote! {
            fn error_type(&self) -> ::core::option::Option<&'static ::core::primitive::str> { #answer }
        });
    }
    if says(model, |variant| variant.level.is_some()) {
        let answer = matched(model, Question::Level);
        methods.extend(quote! {
            fn level(&self) -> ::core::option::Option<#private::Level> { #answer }
        });
    }
    with_head(model, &methods)
}

/// An implementation for a type whose attributes are wrong.
pub(crate) fn fallback(model: &Model<'_>) -> TokenStream {
    let private = paths::private(&model.runtime);
    with_head(
        model,
        &outcome(&model.runtime, &quote!(#private::outcome("error"))),
    )
}

/// Whether a variant says what is `given`, or a field might.
fn says(model: &Model<'_>, given: fn(&Variant<'_>) -> bool) -> bool {
    let mut variants = model.variants.iter();
    variants.any(|variant| given(variant) || matches!(variant.answer, Answer::Asked(_)))
}

fn outcome(runtime: &Tokens, answer: &TokenStream) -> TokenStream {
    quote!(fn outcome(&self) -> #runtime::Outcome { #answer })
}

fn with_head(model: &Model<'_>, methods: &TokenStream) -> TokenStream {
    let Item { name, generics, .. } = model.item;
    let Generics {
        declared,
        arguments,
        predicates,
        ..
    } = generics;
    let runtime = &model.runtime;
    let asked = generic_fields(model);
    quote! {
        #[automatically_derived]
        impl #declared #runtime::Classify for #name #arguments
        where
            #predicates
            #asked
        {
            #methods
        }
    }
}

/// A bound for each type of a transparent field that only the user of the type knows.
fn generic_fields(model: &Model<'_>) -> TokenStream {
    let runtime = &model.runtime;
    let mut bounds = TokenStream::new();
    let mut seen = Vec::new();
    for variant in &model.variants {
        if let Answer::Asked(Asked { ty, is_generic }) = &variant.answer
            && *is_generic
            && !seen.contains(&ty.tokens.to_string())
        {
            let ty = &ty.tokens;
            seen.push(ty.to_string());
            bounds.extend(quote!(#ty: #runtime::Classify,));
        }
    }
    bounds
}

fn matched(model: &Model<'_>, question: Question) -> TokenStream {
    if model.variants.is_empty() {
        return quote!(match *self {});
    }
    let mut arms = TokenStream::new();
    for variant in &model.variants {
        let path = &variant.path;
        let Said { value, bound } = said(model, variant, question);
        let mut fields = TokenStream::new();
        for (field, name) in variant.fields.iter().zip(&bound) {
            let member = &field.member;
            fields.extend(quote!(#member: #name,));
        }
        arms.extend(quote!(#path { #fields .. } => #value,));
    }
    quote!(match self { #arms })
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
        (None, Answer::Whole(path), _) => (called(path, vec![format_ident!("self")]), Vec::new()),
        (None, Answer::Fields(path), _) => {
            let names = names(variant.fields.len());
            (called(path, names.clone()), names)
        }
    };
    Said { value, bound }
}

/// A call of the user's function; what is wrong with its signature is told on its path.
fn called(path: &TokenStream, mut arguments: Vec<Ident>) -> TokenStream {
    let tokens: Vec<_> = path.clone().into_iter().collect();
    let place = whole_span(&tokens);
    for argument in &mut arguments {
        argument.set_span(argument.span().located_at(place));
    }
    quote_spanned!(Span::mixed_site().located_at(place)=> #path(#(#arguments),*))
}

fn names(count: usize) -> Vec<Ident> {
    let name = |index| format_ident!("__field{index}", span = Span::mixed_site());
    (0..count).map(name).collect()
}

/// The question, put to the field. A field that has nothing to say is told on its type.
fn asked(private: &Tokens, field: &Asked<'_>, question: Question) -> TokenStream {
    let span = Span::mixed_site().located_at(field.ty.span);
    let method = match question {
        Question::Outcome => "__outcome",
        Question::ErrorType => "__error_type",
        Question::Level => "__level",
    };
    let method = Ident::new(method, span);
    quote_spanned! {span=> {
        use #private::inner::*;
        (&&&&&#private::inner::Inner(__field0)).#method()
    }}
}
