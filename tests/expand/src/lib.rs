//! The attributes and the derive as plain functions, applied to a whole file as the compiler
//! applies them.
//!
//! A crate of macros can be called by the compiler alone, so its sources are compiled here again.

mod apply;
mod find;

use proc_macro2::TokenStream;

use args::Kind;
use find::Macro;

include!(concat!(env!("OUT_DIR"), "/macros.rs"));

/// A macro of ours, to be called with any tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// `#[job]`
    Job,
    /// `#[stage]`
    Stage,
    /// `#[stages]`
    Stages,
    /// `#[derive(Classify)]`, which has no arguments.
    Classify,
}

impl Attribute {
    /// What it makes of an item.
    pub fn apply(self, arguments: TokenStream, item: TokenStream) -> TokenStream {
        let found = match self {
            Attribute::Job => Macro::Attribute(Kind::Job, arguments),
            Attribute::Stage => Macro::Attribute(Kind::Stage, arguments),
            Attribute::Stages => Macro::Stages(arguments),
            Attribute::Classify => return classify::derive(item),
        };
        found.apply(item)
    }
}

/// The file with every attribute of ours expanded.
///
/// # Errors
///
/// If the file, or what an attribute makes of an item, is no Rust.
pub fn expanded(source: &str) -> syn::Result<String> {
    let mut file = syn::parse_file(source)?;
    file.items = apply::to_items(file.items)?;
    Ok(prettyplease::unparse(&file))
}
