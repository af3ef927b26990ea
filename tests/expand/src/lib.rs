//! The attributes and the derive as plain functions, applied to a whole file as the compiler
//! applies them.
//!
//! A crate of macros can be called by the compiler alone, so its sources are compiled here again.

mod apply;
mod find;

include!(concat!(env!("OUT_DIR"), "/macros.rs"));

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
