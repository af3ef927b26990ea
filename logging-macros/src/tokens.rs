//! Token trees without a syntax tree: the questions and the walks that every scanner here shares.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};

/// What a scanner asks of one token.
pub(crate) trait Token {
    fn is_punct(&self, char: char) -> bool;
    fn is_ident(&self, name: &str) -> bool;
    fn as_ident(&self) -> Option<&Ident>;
    fn as_group(&self, delimiter: Delimiter) -> Option<&Group>;
    fn as_literal(&self) -> Option<&Literal>;
}

impl Token for TokenTree {
    fn is_punct(&self, char: char) -> bool {
        matches!(self, Self::Punct(punct) if punct.as_char() == char)
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

/// A position in a list of tokens.
#[derive(Clone)]
pub(crate) struct Cursor {
    tokens: Vec<TokenTree>,
    at: usize,
}

impl Cursor {
    pub(crate) fn new(tokens: Vec<TokenTree>) -> Self {
        Self { tokens, at: 0 }
    }

    pub(crate) fn peek(&self) -> Option<&TokenTree> {
        self.peek_at(0)
    }

    pub(crate) fn peek_at(&self, ahead: usize) -> Option<&TokenTree> {
        self.tokens.get(self.at + ahead)
    }

    pub(crate) fn next(&mut self) -> Option<TokenTree> {
        let token = self.peek()?.clone();
        self.at += 1;
        Some(token)
    }

    /// Takes the next token if it is this punctuation.
    pub(crate) fn eat(&mut self, char: char) -> bool {
        let hit = self.peek().is_some_and(|token| token.is_punct(char));
        self.at += usize::from(hit);
        hit
    }

    /// Takes tokens as long as `wanted` says so of what remains.
    pub(crate) fn take_while(&mut self, mut wanted: impl FnMut(&Self) -> bool) -> Vec<TokenTree> {
        let mut taken = Vec::new();
        while self.peek().is_some() && wanted(self) {
            taken.extend(self.next());
        }
        taken
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
pub(crate) fn flat(stream: TokenStream) -> Vec<TokenTree> {
    let mut tokens = Vec::new();
    for token in stream {
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

/// The parts between the commas of a list of types or parameters.
pub(crate) fn split_commas(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let mut angles = Angles::default();
    let parts = tokens.split(|token| {
        angles.step(token);
        angles.is_outside() && token.is_punct(',')
    });
    parts.filter(|part| !part.is_empty()).collect()
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
mod tests {
    use super::*;
    use quote::quote;

    fn texts(parts: &[&[TokenTree]]) -> Vec<String> {
        parts.iter().map(|part| joined(part).to_string()).collect()
    }

    #[test]
    fn commas_inside_angle_brackets_split_nothing() {
        let tokens = flat(quote!(a: Map<K, V>, f: fn(u8, u8) -> Result<A, B>, c: impl Fn() -> X,));
        assert_eq!(
            texts(&split_commas(&tokens)),
            [
                "a : Map < K , V >",
                "f : fn (u8 , u8) -> Result < A , B >",
                "c : impl Fn () -> X"
            ]
        );
    }

    #[test]
    fn groups_without_delimiters_are_opened() {
        let inner = Group::new(Delimiter::None, quote!(x));
        let outer = Group::new(Delimiter::None, TokenStream::from(TokenTree::Group(inner)));
        assert_eq!(peeled(TokenTree::Group(outer.clone())).to_string(), "x");
        assert_eq!(flat(TokenStream::from(TokenTree::Group(outer))).len(), 1);
        let two = TokenTree::Group(Group::new(Delimiter::None, quote!(x y)));
        assert!(peeled(two).as_group(Delimiter::None).is_some());
    }

    #[test]
    fn a_raw_identifier_loses_its_prefix() {
        assert_eq!(
            plain_name(&Ident::new_raw("type", Span::call_site())),
            "type"
        );
        assert_eq!(plain_name(&Ident::new("r", Span::call_site())), "r");
    }

    #[test]
    fn a_cursor_takes_what_it_is_told_to() {
        let mut cursor = Cursor::new(flat(quote!(a b, c)));
        let taken = cursor.take_while(|rest| !rest.peek().is_some_and(|t| t.is_punct(',')));
        assert_eq!(joined(&taken).to_string(), "a b");
        assert!(cursor.eat(',') && !cursor.eat(','));
        assert!(cursor.peek_at(1).is_none());
        assert!(cursor.next().is_some_and(|token| token.is_ident("c")) && cursor.is_done());
    }
}
