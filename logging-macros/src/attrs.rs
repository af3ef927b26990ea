//! The other attributes of the annotated function.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;

use crate::tokens::{Cursor, Token, flat};

/// Attributes that the compiler or a tool reads and that change no token. Under any other one the
/// function keeps the word `async`, since another macro may look for it.
const INERT: &[&str] = &[
    "allow",
    "automatically_derived",
    "cfg",
    "cfg_attr",
    "clippy",
    "cold",
    "coverage",
    "deny",
    "deprecated",
    "diagnostic",
    "doc",
    "expect",
    "export_name",
    "forbid",
    "inline",
    "instruction_set",
    "link_section",
    "must_use",
    "no_mangle",
    "optimize",
    "rust_analyzer",
    "rustfmt",
    "rustversion",
    "target_feature",
    "track_caller",
    "unsafe",
    "warn",
];

/// One outer attribute, `#[path ..]`.
#[derive(Clone)]
pub(crate) struct Attribute {
    tokens: [TokenTree; 2],
    first: String,
    last: String,
}

impl Attribute {
    /// Whether its path is this one word.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.first == name && self.last == name
    }

    /// Whether its path ends in this word: `#[logging_runtime::stage(..)]` is a `stage`.
    pub(crate) fn ends_in(&self, name: &str) -> bool {
        self.last == name
    }

    pub(crate) fn is_inert(&self) -> bool {
        INERT.contains(&self.first.as_str())
    }

    pub(crate) fn span(&self) -> Span {
        let [_, brackets] = &self.tokens;
        brackets.span()
    }
}

impl ToTokens for Attribute {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.tokens.iter().cloned());
    }
}

/// Takes the attributes at the cursor.
pub(crate) fn take(cursor: &mut Cursor) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    while let Some((hash, brackets)) = next_attribute(cursor) {
        let path = path(&brackets);
        attributes.push(Attribute {
            first: path.first().cloned().unwrap_or_default(),
            last: path.last().cloned().unwrap_or_default(),
            tokens: [hash, brackets],
        });
        cursor.next();
        cursor.next();
    }
    attributes
}

fn next_attribute(cursor: &Cursor) -> Option<(TokenTree, TokenTree)> {
    let hash = cursor.peek().filter(|token| token.is_punct('#'))?;
    let brackets = cursor
        .peek_at(1)
        .filter(|token| token.as_group(Delimiter::Bracket).is_some())?;
    Some((hash.clone(), brackets.clone()))
}

/// The identifiers of the path at the beginning of an attribute.
fn path(brackets: &TokenTree) -> Vec<String> {
    let Some(group) = brackets.as_group(Delimiter::Bracket) else {
        return Vec::new();
    };
    let tokens = flat(group.stream());
    let path = tokens
        .iter()
        .take_while(|token| token.as_ident().is_some() || token.is_punct(':'));
    path.filter_map(|token| token.as_ident().map(ToString::to_string))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn paths_are_read_and_the_function_is_left() {
        let mut cursor = Cursor::new(flat(quote!(
            #[doc = "x"]
            #[logging_runtime::stage("a")]
            #[unsafe(no_mangle)]
            fn f() {}
        )));
        let attributes = take(&mut cursor);
        assert_eq!(attributes.len(), 3);
        assert!(attributes[0].is("doc") && attributes[0].is_inert());
        assert!(
            attributes[1].ends_in("stage")
                && !attributes[1].is("stage")
                && !attributes[1].is_inert()
        );
        assert!(attributes[2].is_inert());
        assert!(cursor.peek().is_some_and(|token| token.is_ident("fn")));
        assert_eq!(
            attributes[0].to_token_stream().to_string(),
            "# [doc = \"x\"]"
        );
    }
}
