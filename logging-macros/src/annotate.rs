//! `#[job]` and `#[stage]` as an ordinary function from tokens to tokens.

use proc_macro2::{Group, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::args::{self, Kind, Options};
use crate::attrs;
use crate::check::check;
use crate::errors::Errors;
use crate::expand::{asks, expand};
use crate::item::{self, Item};
use crate::misplaced;
use crate::model::Function;
use crate::paths;
use crate::site::judge_of_type;
use crate::tokens::{Cursor, Tokens, joined};
use crate::write::{Put, tokens};

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
        Some(function) if cfg!(feature = "off") && is_sound => {
            switched_off(&Function::new(kind, &function, &options), item)
        }
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
    let body = function.body.to_token_stream();
    put_together(function, &quote!(#[#runtime::job(#args)]), &body)
}

/// The function as it is, but that the expressions of the attribute stand in it and are never run:
/// what only they mention would be unused.
fn switched_off(function: &Function<'_>, item: TokenStream) -> TokenStream {
    let Some(unused) = unused(function) else {
        return item;
    };
    let body = &function.item.body;
    let inside = joined(&tokens!(Span::mixed_site()=> if false { #unused })).into_iter();
    let mut kept = Group::new(body.delimiter(), inside.chain(body.stream()).collect());
    kept.set_span(body.span());
    put_together(function.item, &TokenStream::new(), &kept.to_token_stream())
}

/// Statements with all expressions of the attribute.
fn unused(function: &Function<'_>) -> Option<Tokens> {
    let (mixed, private) = (Span::mixed_site(), &function.private);
    let mut statements = Tokens::default();
    for value in function.options.expressions() {
        let value = value.reference(private);
        tokens!(mixed=> let _ = #value;).put(&mut statements);
    }
    if function.options.outcome.is_some()
        && let Some(judge) = judge_of_type(function)
    {
        let asks = asks(function, None);
        tokens!(mixed=> #asks let _ = #judge;).put(&mut statements);
    }
    (!statements.is_empty()).then_some(statements)
}

fn put_together(function: &Item, attribute: &TokenStream, body: &TokenStream) -> TokenStream {
    let Item {
        attributes,
        fn_token,
        name,
        params,
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
    quote! {
        #(#attributes)* #attribute
        #qualifiers #fn_token #name #generics #params #arrow #returned #where_clause #body
    }
}

#[cfg(all(test, not(feature = "off")))]
mod tests;

#[cfg(all(test, feature = "off"))]
mod tests {
    use super::*;

    #[test]
    fn switched_off_the_expressions_of_an_attribute_are_used_and_never_run() {
        let item = quote!(
            async fn f(n: u8) -> Result<u8, E> {
                1
            }
        );
        let args = quote!("x", ctx(k = n), fields(%n), outcome = judged);
        let kept = annotate(Kind::Stage, &args, item).to_string();
        let begin = "async fn f (n : u8) -> Result < u8 , E > { if false { let _ = & (n) ; ";
        assert!(
            kept.starts_with(begin) && kept.ends_with("; } 1 }"),
            "{kept}"
        );
        assert!(
            kept.contains("Show (& (n)) ;") && kept.contains("judged (__v)"),
            "{kept}"
        );
    }

    #[test]
    fn switched_off_a_function_stays_as_it_is_and_mistakes_are_told() {
        let item = quote!(
            fn f() -> u8 {
                1
            }
        );
        let right = annotate(Kind::Stage, &quote!("x", level = "debug"), item.clone());
        assert_eq!(right.to_string(), item.to_string());
        let wrong = annotate(Kind::Stage, &quote!("x", levl = "debug"), item).to_string();
        assert!(wrong.contains("compile_error"), "{wrong}");
    }
}
