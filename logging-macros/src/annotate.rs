//! `#[job]` and `#[stage]` as an ordinary function from tokens to tokens.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::args::{self, Kind, Options};
use crate::attrs;
use crate::check::check;
use crate::errors::Errors;
use crate::expand::expand;
use crate::item::{self, Item};
use crate::misplaced;
use crate::model::Function;
use crate::paths;
use crate::tokens::{Cursor, joined};

/// Expands one attribute. With an error the item stays as it is, so that one mistake is one
/// message and what calls the function still compiles.
pub(crate) fn annotate(kind: Kind, args: &TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = args::parse(kind, args.clone(), &mut errors);
    let function = item::scan(kind.name(), &item, &mut errors);
    if let Some(function) = &function {
        check(kind, function, &options, &mut errors);
    }
    let is_sound = errors.is_empty();
    let errors = errors.finish();
    match function {
        Some(_) if cfg!(feature = "off") && is_sound => item,
        Some(function) if is_sound && is_stage_too(kind, &function, &options) => {
            below_stage(&function, &options, args)
        }
        Some(function) if is_sound => expand(&Function::new(kind, &function, &options)),
        _ => beside(&item, &errors),
    }
}

/// The item with the errors. Where an expression was expected there is room for one only.
fn beside(item: &TokenStream, errors: &TokenStream) -> TokenStream {
    let mut cursor = Cursor::new(item.clone().into_iter().collect());
    attrs::take(&mut cursor);
    if misplaced::is_expression(&cursor) {
        quote!({ #errors })
    } else {
        quote!(#item #errors)
    }
}

fn is_stage_too(kind: Kind, function: &Item, options: &Options) -> bool {
    kind == Kind::Job
        && function
            .attributes
            .iter()
            .any(|attribute| attribute.is_ours("stage", options.krate.as_ref()))
}

/// The function with `#[job]` as its last attribute. What is expanded first wraps the body most
/// closely, and a job is around its stages in whichever order the two are written.
fn below_stage(function: &Item, options: &Options, args: &TokenStream) -> TokenStream {
    let runtime = paths::runtime(options.krate.as_ref());
    let Item {
        attributes,
        fn_token,
        name,
        params,
        body,
        ..
    } = function;
    let [qualifiers, generics, arrow, returned, where_clause] = [
        &function.qualifiers,
        &function.generics,
        &function.arrow,
        &function.returned,
        &function.where_clause,
    ]
    .map(|tokens| joined(tokens));
    let rest = [
        params.to_token_stream(),
        arrow,
        returned,
        where_clause,
        body.to_token_stream(),
    ];
    quote!(#(#attributes)* #[#runtime::job(#args)] #qualifiers #fn_token #name #generics #(#rest)*)
}

#[cfg(all(test, not(feature = "off")))]
mod tests;

#[cfg(all(test, feature = "off"))]
mod tests {
    use super::*;

    #[test]
    fn switched_off_a_function_stays_as_it_is_and_mistakes_are_told() {
        let item = quote!(
            fn f() -> u8 {
                1
            }
        );
        let right = annotate(Kind::Stage, &quote!("x", fields(n = 1)), item.clone());
        assert_eq!(right.to_string(), item.to_string());
        let wrong = annotate(Kind::Stage, &quote!("x", levl = "debug"), item).to_string();
        assert!(wrong.contains("compile_error"), "{wrong}");
    }
}
