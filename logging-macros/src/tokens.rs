//! Token trees without a syntax tree: the questions and the walks that every scanner here shares.

use std::ops::Deref;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// What a scanner asks of one token.
pub(crate) trait Token {
    fn is_punct(&self, char: char) -> bool;
    /// Whether the token is this, and the first of an operator.
    fn is_joint(&self, char: char) -> bool;
    fn is_ident(&self, name: &str) -> bool;
    fn as_ident(&self) -> Option<&Ident>;
    fn as_group(&self, delimiter: Delimiter) -> Option<&Group>;
    fn as_literal(&self) -> Option<&Literal>;
}

impl Token for TokenTree {
    fn is_punct(&self, char: char) -> bool {
        matches!(self, Self::Punct(punct) if punct.as_char() == char)
    }

    fn is_joint(&self, char: char) -> bool {
        let is_of = |punct: &Punct| punct.as_char() == char && punct.spacing() == Spacing::Joint;
        matches!(self, Self::Punct(punct) if is_of(punct))
    }

    fn is_ident(&self, name: &str) -> bool {
        matches!(self, Self::Ident(ident) if ident == name)
    }

    fn as_ident(&self) -> Option<&Ident> {
        if let Self::Ident(ident) = self {
            Some(ident)
        } else {
            None
        }
    }

    fn as_group(&self, delimiter: Delimiter) -> Option<&Group> {
        match self {
            Self::Group(group) if group.delimiter() == delimiter => Some(group),
            _ => None,
        }
    }

    fn as_literal(&self) -> Option<&Literal> {
        if let Self::Literal(literal) = self {
            Some(literal)
        } else {
            None
        }
    }
}

/// Tokens that are put into others again and again. A `TokenStream` is the compiler's: each of its
/// clones, and each time that it is put into another, is a call to there.
#[derive(Clone, Default)]
pub(crate) struct Tokens(Vec<TokenTree>);

impl Tokens {
    pub(crate) fn push(&mut self, token: TokenTree) {
        self.0.push(token);
    }

    pub(crate) fn append(&mut self, mut more: Self) {
        if self.0.is_empty() {
            *self = more;
        } else {
            self.0.append(&mut more.0);
        }
    }

    pub(crate) fn flat(&self) -> Vec<TokenTree> {
        flat(self.0.iter().cloned())
    }
}

impl Deref for Tokens {
    type Target = [TokenTree];

    fn deref(&self) -> &[TokenTree] {
        &self.0
    }
}

impl FromIterator<TokenTree> for Tokens {
    fn from_iter<I: IntoIterator<Item = TokenTree>>(tokens: I) -> Self {
        Self(tokens.into_iter().collect())
    }
}

#[cfg(test)]
impl std::fmt::Display for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        joined(self).fmt(f)
    }
}

impl From<Tokens> for TokenStream {
    fn from(tokens: Tokens) -> Self {
        tokens.0.into_iter().collect()
    }
}

impl From<TokenStream> for Tokens {
    fn from(tokens: TokenStream) -> Self {
        tokens.into_iter().collect()
    }
}

impl ToTokens for Tokens {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().cloned());
    }
}

/// What is left of a list of tokens. They are moved out of it: to clone a group is a call to the compiler.
#[derive(Clone)]
pub(crate) struct Cursor {
    rest: std::vec::IntoIter<TokenTree>,
}

impl Cursor {
    pub(crate) fn new(tokens: Vec<TokenTree>) -> Self {
        Self {
            rest: tokens.into_iter(),
        }
    }

    pub(crate) fn peek(&self) -> Option<&TokenTree> {
        self.rest.as_slice().first()
    }

    pub(crate) fn peek_at(&self, ahead: usize) -> Option<&TokenTree> {
        self.rest.as_slice().get(ahead)
    }

    pub(crate) fn next(&mut self) -> Option<TokenTree> {
        self.rest.next()
    }

    /// Takes the next token if it is this punctuation.
    pub(crate) fn eat(&mut self, char: char) -> bool {
        let hit = self.peek().is_some_and(|token| token.is_punct(char));
        if hit {
            self.rest.next();
        }
        hit
    }

    /// Takes tokens as long as `is_wanted` says so of the next one.
    pub(crate) fn take_while(
        &mut self,
        mut is_wanted: impl FnMut(&TokenTree) -> bool,
    ) -> Vec<TokenTree> {
        self.take_while_before(&mut |token, _| is_wanted(token))
    }

    /// The same, where it matters what comes behind that.
    pub(crate) fn take_while_before(
        &mut self,
        is_wanted: &mut dyn FnMut(&TokenTree, Option<&TokenTree>) -> bool,
    ) -> Vec<TokenTree> {
        let mut taken = Vec::new();
        while let Some(token) = self.peek()
            && is_wanted(token, self.peek_at(1))
        {
            taken.extend(self.next());
        }
        taken
    }

    /// Takes tokens up to the first that `ends` names outside of angle brackets.
    pub(crate) fn take_type(&mut self, ends: impl Fn(&TokenTree) -> bool) -> Vec<TokenTree> {
        let mut angles = Angles::default();
        self.take_while(|token| {
            let ends = angles.is_outside() && ends(token);
            angles.step(token);
            !ends
        })
    }

    pub(crate) fn take_rest(&mut self) -> Vec<TokenTree> {
        self.rest.by_ref().collect()
    }

    pub(crate) fn take_last(&mut self) -> Option<TokenTree> {
        self.rest.next_back()
    }

    pub(crate) fn is_done(&self) -> bool {
        self.peek().is_none()
    }

    /// Where the next token stands, or the place to name when there is none.
    pub(crate) fn span_or(&self, end: Span) -> Span {
        self.peek().map_or(end, TokenTree::span)
    }
}

/// How deep a walk is in angle brackets, which are no groups to the tokenizer. The `>` of `->`
/// closes nothing.
#[derive(Default)]
pub(crate) struct Angles {
    depth: usize,
    after_dash: bool,
}

impl Angles {
    pub(crate) fn is_outside(&self) -> bool {
        self.depth == 0
    }

    /// Whether this token closes a bracket that was open before the walk began.
    pub(crate) fn is_closed_by(&self, token: &TokenTree) -> bool {
        self.depth == 0 && token.is_punct('>') && !self.after_dash
    }

    pub(crate) fn step(&mut self, token: &TokenTree) {
        if token.is_punct('<') {
            self.depth += 1;
        } else if token.is_punct('>') && !self.after_dash {
            self.depth = self.depth.saturating_sub(1);
        }
        self.after_dash = token.is_punct('-');
    }
}

/// The tokens of a stream with every group without delimiters opened: `macro_rules!` puts those
/// around the fragments it passes on.
pub(crate) fn flat(all: impl IntoIterator<Item = TokenTree>) -> Vec<TokenTree> {
    let mut tokens = Vec::new();
    for token in all {
        match token.as_group(Delimiter::None) {
            Some(group) => tokens.extend(flat(group.stream())),
            None => tokens.push(token),
        }
    }
    tokens
}

/// A token taken out of the groups without delimiters that hold nothing else.
pub(crate) fn peeled(token: TokenTree) -> TokenTree {
    let Some(group) = token.as_group(Delimiter::None) else {
        return token;
    };
    let mut inner = group.stream().into_iter();
    match (inner.next(), inner.next()) {
        (Some(only), None) => peeled(only),
        _ => token,
    }
}

/// Takes the generic parameters at the cursor, with the brackets around them.
pub(crate) fn take_angles(cursor: &mut Cursor) -> Vec<TokenTree> {
    if !cursor.peek().is_some_and(|token| token.is_punct('<')) {
        return Vec::new();
    }
    let mut angles = Angles::default();
    let mut has_begun = false;
    cursor.take_while(|token| {
        let ends = has_begun && angles.is_outside();
        has_begun = true;
        angles.step(token);
        !ends
    })
}

/// The parts between the commas of a list of types or parameters.
pub(crate) fn split_commas(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let mut angles = Angles::default();
    let parts = tokens.split(|token| {
        angles.step(token);
        angles.is_outside() && token.is_punct(',')
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// The bounds of `impl A + B`, `dyn A + B` or `T: A + B`.
pub(crate) fn split_bounds(bounds: &[TokenTree]) -> impl Iterator<Item = &[TokenTree]> {
    let mut angles = Angles::default();
    bounds.split(move |token| {
        angles.step(token);
        angles.is_outside() && token.is_punct('+')
    })
}

pub(crate) fn joined(tokens: &[TokenTree]) -> TokenStream {
    tokens.iter().cloned().collect()
}

/// A name as it stands on a line: `r#type` is `type`.
pub(crate) fn plain_name(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#")
        .map_or_else(|| name.clone(), str::to_owned)
}

#[cfg(test)]
mod tests;
