//! The other attributes of the annotated function.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::ToTokens;

use crate::tokens::{Cursor, Token, Tokens, flat, joined, split_commas};
use crate::write::Put;

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
    fn new(hash: TokenTree, brackets: TokenTree) -> Self {
        let path = path(&brackets);
        Self {
            first: path.first().cloned().unwrap_or_default(),
            last: path.last().cloned().unwrap_or_default(),
            tokens: [hash, brackets],
        }
    }

    /// Whether its path is this one word.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.first == name && self.last == name
    }

    /// The last word of its path.
    pub(crate) fn name(&self) -> &str {
        &self.last
    }

    /// Whether its path ends in this word: `#[logging_runtime::stage(..)]` is a `stage`.
    pub(crate) fn ends_in(&self, name: &str) -> bool {
        self.last == name
    }

    /// What stands in the parentheses behind its path, if there are any.
    pub(crate) fn arguments(&self) -> Option<TokenStream> {
        let tokens = flat(self.inner());
        let arguments = tokens.last()?.as_group(Delimiter::Parenthesis)?;
        Some(arguments.stream())
    }

    /// The condition of a `#[cfg_attr(condition, ..)]`, and the attributes behind it.
    pub(crate) fn conditional(&self) -> Option<(TokenStream, Vec<Self>)> {
        if !self.is("cfg_attr") {
            return None;
        }
        let [hash, _] = &self.tokens;
        let arguments = flat(self.arguments()?);
        let mut parts = split_commas(&arguments).into_iter();
        let condition = joined(parts.next()?);
        let attributes = parts.map(|part| {
            let mut brackets = Group::new(Delimiter::Bracket, joined(part));
            brackets.set_span(self.span());
            Self::new(hash.clone(), brackets.into())
        });
        Some((condition, attributes.collect()))
    }

    /// What stands between its brackets.
    pub(crate) fn inner(&self) -> TokenStream {
        let [_, brackets] = &self.tokens;
        let group = brackets.as_group(Delimiter::Bracket);
        group.map(Group::stream).unwrap_or_default()
    }

    /// The place of its path's first word.
    #[cfg(feature = "derive")]
    pub(crate) fn path_span(&self) -> Span {
        let path = flat(self.inner());
        path.first().map_or_else(|| self.span(), TokenTree::span)
    }

    /// What stands between the delimiters behind its path of one word, if nothing else does.
    #[cfg(feature = "derive")]
    pub(crate) fn list(&self) -> Option<TokenStream> {
        match flat(self.inner()).as_slice() {
            [_, TokenTree::Group(list)] => Some(list.stream()),
            _ => None,
        }
    }

    pub(crate) fn is_inert(&self) -> bool {
        INERT.contains(&self.first.as_str())
    }

    pub(crate) fn span(&self) -> Span {
        let [_, brackets] = &self.tokens;
        brackets.span()
    }
}

impl Put for &Attribute {
    fn put(self, out: &mut Tokens) {
        self.tokens[..].put(out);
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
        attributes.push(Attribute::new(hash, brackets));
        cursor.next();
        cursor.next();
    }
    attributes
}

/// Takes the inner attributes of a body, `#![path ..]`, which are the function's own wherever they stand. In a
/// block that is not the function's they would be something else.
pub(crate) fn take_inner(body: Group) -> (Vec<Attribute>, Group) {
    let mut inner = Vec::new();
    let mut tokens = body.stream().into_iter();
    // Nearly no body has any, and then the others are not looked at.
    let Some(first) = tokens.next().filter(|first| first.is_punct('#')) else {
        return (inner, body);
    };
    let tokens: Vec<_> = std::iter::once(first).chain(tokens).collect();
    let mut rest: &[TokenTree] = &tokens;
    while let [hash, bang, brackets, behind @ ..] = rest
        && hash.is_punct('#')
        && bang.is_punct('!')
        && brackets.as_group(Delimiter::Bracket).is_some()
    {
        inner.push(Attribute::new(hash.clone(), brackets.clone()));
        rest = behind;
    }
    if inner.is_empty() {
        return (inner, body);
    }
    let mut without = Group::new(Delimiter::Brace, joined(rest));
    without.set_span(body.span());
    (inner, without)
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

    #[test]
    fn arguments_and_conditions_are_read() {
        let mut cursor = Cursor::new(flat(quote!(
            #[a::stage(skip)]
            #[cfg_attr(all(test, unix), test, stage("x"))]
            #[inline]
            fn f() {}
        )));
        let attributes = take(&mut cursor);
        let arguments = attributes[0].arguments().map(|tokens| tokens.to_string());
        assert_eq!(arguments.as_deref(), Some("skip"));
        assert!(attributes[0].conditional().is_none() && attributes[2].arguments().is_none());
        let (condition, inner) = attributes[1].conditional().expect("a condition");
        assert_eq!(condition.to_string(), "all (test , unix)");
        assert!(inner[0].is("test") && inner[1].is("stage"));
        assert_eq!(inner[1].inner().to_string(), "stage (\"x\")");
    }
}
