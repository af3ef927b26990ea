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
    "force_target_feature",
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
    "warn",
];

/// One outer attribute, `#[path ..]`.
#[derive(Clone)]
pub(crate) struct Attribute {
    tokens: [TokenTree; 2],
    path: Vec<String>,
}

impl Attribute {
    fn new(hash: TokenTree, brackets: TokenTree) -> Self {
        Self {
            path: path(&brackets),
            tokens: [hash, brackets],
        }
    }

    /// Whether its path is this one word.
    pub(crate) fn is(&self, name: &str) -> bool {
        matches!(&self.path[..], [only] if only == name)
    }

    /// The last word of its path.
    pub(crate) fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// Whether its path ends in this word.
    pub(crate) fn ends_in(&self, name: &str) -> bool {
        self.name() == name
    }

    /// Whether it is this one of ours: by its name alone, or in the runtime or where that is re-exported.
    /// Others have attributes of these names, `#[sqlxmq::job]`.
    pub(crate) fn is_ours(&self, name: &str, reexported: Option<&TokenStream>) -> bool {
        let given = reexported.map_or_else(Vec::new, |path| idents_of(path.clone()));
        // The same module is called from its root and from where one is.
        let is_given = |krate: &[String]| {
            !given.is_empty() && (krate.ends_with(&given) || given.ends_with(krate))
        };
        let is_in = |krate: &[String]| match krate {
            [] => true,
            [first, ..] => first == "logging_runtime" || is_given(krate),
        };
        let path = self.path.split_last();
        path.is_some_and(|(last, krate)| last == name && is_in(krate))
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

    /// The same with something else between its brackets.
    pub(crate) fn with_inner(&self, change: impl FnOnce(Vec<TokenTree>) -> Vec<TokenTree>) -> Self {
        let [hash, _] = &self.tokens;
        let mut brackets = Group::new(Delimiter::Bracket, joined(&change(flat(self.inner()))));
        brackets.set_span(self.span());
        Self::new(hash.clone(), brackets.into())
    }

    pub(crate) fn is_inert(&self) -> bool {
        let first = self.path.first();
        first.is_some_and(|first| INERT.contains(&first.as_str()))
    }

    /// Whether it means the same on a statement as on a parameter. Any other is for another macro, which takes it away,
    /// as `#[builder(into)]`, and nobody knows it elsewhere.
    pub(crate) fn fits_a_statement(&self) -> bool {
        const FITTING: &[&str] = &[
            "allow", "cfg", "cfg_attr", "deny", "expect", "forbid", "warn",
        ];
        FITTING.iter().any(|name| self.is(name))
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
/// block that is not the function's they would be something else. The first token of the body is read with them.
pub(crate) fn take_inner(body: Group) -> (Vec<Attribute>, Group, Option<TokenTree>) {
    let mut inner = Vec::new();
    let mut tokens = body.stream().into_iter();
    // Nearly no body has any, and then the others are not looked at.
    let first = tokens.next();
    let Some(first) = first.clone().filter(|first| first.is_punct('#')) else {
        return (inner, body, first);
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
    let begins = rest.first().cloned();
    if inner.is_empty() {
        return (inner, body, begins);
    }
    let mut without = Group::new(Delimiter::Brace, joined(rest));
    without.set_span(body.span());
    (inner, without, begins)
}

fn next_attribute(cursor: &Cursor) -> Option<(TokenTree, TokenTree)> {
    let hash = cursor.peek().filter(|token| token.is_punct('#'))?;
    let brackets = cursor
        .peek_at(1)
        .filter(|token| token.as_group(Delimiter::Bracket).is_some())?;
    Some((hash.clone(), brackets.clone()))
}

/// The identifiers of the path at the beginning of an attribute, or in its `unsafe(..)`.
fn path(brackets: &TokenTree) -> Vec<String> {
    let Some(group) = brackets.as_group(Delimiter::Bracket) else {
        return Vec::new();
    };
    let tokens = flat(group.stream());
    match &tokens[..] {
        [word, TokenTree::Group(inner)] if word.is_ident("unsafe") => idents_of(inner.stream()),
        _ => idents_of(joined(&tokens)),
    }
}

/// The identifiers of the path that these tokens begin with.
fn idents_of(tokens: TokenStream) -> Vec<String> {
    let is_of_path = |token: &TokenTree| token.as_ident().is_some() || token.is_punct(':');
    flat(tokens)
        .into_iter()
        .take_while(is_of_path)
        .filter_map(|token| token.as_ident().map(ToString::to_string))
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
    fn an_attribute_of_another_crate_is_not_ours() {
        let is_ours = |attribute: TokenStream| {
            let attributes = take(&mut Cursor::new(flat(attribute)));
            attributes[0].is_ours("job", Some(&quote!(::obs::logging)))
        };
        assert!(is_ours(quote!(#[job])) && is_ours(quote!(#[logging_runtime::job("x")])));
        assert!(is_ours(quote!(#[::obs::logging::job])) && is_ours(quote!(#[logging::job])));
        assert!(!is_ours(quote!(#[sqlxmq::job])) && !is_ours(quote!(#[obs::job])));
        assert!(!is_ours(quote!(#[stage("x")])));
    }

    #[test]
    fn an_attribute_in_unsafe_is_read() {
        let attributes = take(&mut Cursor::new(flat(quote!(#[unsafe(naked)]))));
        assert!(attributes[0].is("naked"));
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
