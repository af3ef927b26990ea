//! The macros of `logging-runtime`, which re-exports and documents them. Nothing here is meant to
//! be used by itself.

use proc_macro::TokenStream;

use crate::args::Kind;

mod annotate;
mod args;
mod async_trait;
mod attrs;
mod begin;
mod body;
mod check;
#[cfg(feature = "derive")]
mod classify;
mod early;
mod errors;
mod expand;
mod expected;
mod fields;
mod generics;
mod item;
mod literal;
mod misplaced;
mod model;
mod named;
mod names;
mod offers;
mod params;
mod paths;
mod quiet;
mod returns;
mod signature;
mod site;
mod stages;
mod suggest;
mod text;
mod tokens;
mod values;
mod words;
mod write;

/// Makes a function a job. Documented in `logging-runtime`.
#[proc_macro_attribute]
pub fn job(args: TokenStream, item: TokenStream) -> TokenStream {
    annotate::annotate(Kind::Job, &args.into(), item.into()).into()
}

/// Makes a function a stage of a job. Documented in `logging-runtime`.
#[proc_macro_attribute]
pub fn stage(args: TokenStream, item: TokenStream) -> TokenStream {
    annotate::annotate(Kind::Stage, &args.into(), item.into()).into()
}

/// Makes every function of an `impl`, a `trait` or a `mod` a stage. Documented in
/// `logging-runtime`.
#[proc_macro_attribute]
pub fn stages(args: TokenStream, item: TokenStream) -> TokenStream {
    stages::annotate_all(&args.into(), item.into()).into()
}

/// Tells the outcome of a value of this type. Documented in `logging-runtime`.
#[cfg(feature = "derive")]
#[proc_macro_derive(Classify, attributes(outcome))]
pub fn classify(input: TokenStream) -> TokenStream {
    classify::derive(input.into()).into()
}
