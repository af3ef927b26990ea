//! Which names a stretch of tokens mentions.

use proc_macro2::{TokenStream, TokenTree};

use crate::tokens::plain_name;

/// All identifiers in their order, at any depth, without `r#`.
pub(crate) fn idents(stream: &TokenStream) -> Vec<String> {
    Mentions::of(stream).idents
}

/// Whether a name is one of them.
pub(crate) fn has_ident(stream: &TokenStream, name: &str) -> bool {
    idents(stream).iter().any(|ident| ident == name)
}

/// The names that a body can mean: its identifiers, and those that a format string captures.
#[derive(Default)]
pub(crate) struct Mentions {
    idents: Vec<String>,
    formats: Vec<String>,
}

impl Mentions {
    pub(crate) fn of(stream: &TokenStream) -> Self {
        let mut mentions = Self::default();
        mentions.add(stream);
        mentions
    }

    pub(crate) fn add(&mut self, stream: &TokenStream) {
        for token in stream.clone() {
            match token {
                TokenTree::Ident(ident) => self.idents.push(plain_name(&ident)),
                TokenTree::Group(group) => self.add(&group.stream()),
                TokenTree::Literal(literal) => {
                    let text = literal.to_string();
                    self.formats.extend(text.contains('{').then_some(text));
                }
                TokenTree::Punct(_) => {}
            }
        }
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.idents.iter().any(|ident| ident == name)
            || self.formats.iter().any(|format| format.contains(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn names_are_found_in_groups_and_format_strings() {
        let mentions = Mentions::of(&quote!({
            call(&[one], r#type);
            println!("{captured:?} {}", "plain")
        }));
        for name in ["one", "type", "captured", "println"] {
            assert!(mentions.contains(name), "{name}");
        }
        assert!(!mentions.contains("plain") && !mentions.contains("other"));
    }
}
