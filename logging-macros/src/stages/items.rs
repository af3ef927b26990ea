//! The items of an `impl`, a `trait` or a `mod`, one after the other, as far as it takes to find the
//! functions among them.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenTree};

use crate::attrs::{self, Attribute};
use crate::item::is_qualifier;
use crate::tokens::{Cursor, Token, peeled};

/// One item: its outer attributes, and what it is.
pub(super) struct Item {
    pub(super) attributes: Vec<Attribute>,
    pub(super) what: What,
}

pub(super) enum What {
    Function(Function),
    /// An `impl`, a `trait` or an inline `mod`.
    Container {
        header: Vec<TokenTree>,
        body: Group,
    },
    /// What `macro_rules!` passed on as one `$item`.
    Fragment(Group),
    Other(Vec<TokenTree>),
}

/// A function, with a body or without.
pub(super) struct Function {
    pub(super) name: Ident,
    pub(super) tokens: Vec<TokenTree>,
    n_qualifiers: usize,
    params: Group,
}

impl Function {
    pub(super) fn has_body(&self) -> bool {
        self.tokens.last().is_some_and(is_body)
    }

    pub(super) fn has_qualifier(&self, name: &str) -> bool {
        let mut qualifiers = self.tokens.iter().take(self.n_qualifiers);
        qualifiers.any(|token| token.is_ident(name))
    }

    /// Whether it takes `...`, which no closure can take over.
    pub(super) fn is_variadic(&self) -> bool {
        let mut tokens = self.params.stream().into_iter();
        tokens.any(|token| token.is_punct('.'))
    }
}

/// Takes the `#![..]` at the cursor.
pub(super) fn inner_attributes(cursor: &mut Cursor) -> Vec<TokenTree> {
    let begins = |rest: &Cursor| {
        let hash = rest.peek().is_some_and(|token| token.is_punct('#'));
        hash && rest.peek_at(1).is_some_and(|token| token.is_punct('!'))
    };
    let mut attributes = Vec::new();
    while begins(cursor) {
        for _ in ["#", "!", "[..]"] {
            attributes.extend(cursor.next());
        }
    }
    attributes
}

/// Takes the next item. An item that somebody is still writing is an error at its place.
pub(super) fn next(cursor: &mut Cursor) -> Result<Item, Span> {
    let attributes = attrs::take(cursor);
    let start = cursor.span_or(Span::call_site());
    let what = what(cursor).ok_or(start)?;
    Ok(Item { attributes, what })
}

fn what(cursor: &mut Cursor) -> Option<What> {
    let mut tokens = cursor.take_while(is_qualifier);
    let keyword = cursor.peek()?;
    if let (Some(fragment), []) = (keyword.as_group(Delimiter::None), tokens.as_slice()) {
        let fragment = fragment.clone();
        cursor.next();
        return Some(What::Fragment(fragment));
    }
    if keyword.is_ident("fn") {
        return function(tokens, cursor).map(What::Function);
    }
    let is_const = tokens.iter().any(|token| token.is_ident("const"));
    let contains_functions = ["impl", "trait", "mod"]
        .iter()
        .any(|word| keyword.is_ident(word));
    let is_value = ["static", "type", "use"]
        .iter()
        .any(|word| keyword.is_ident(word));
    if is_value || is_const && !contains_functions {
        tokens.extend(cursor.take_while(|token| !is_semicolon(token)));
        tokens.push(cursor.next()?);
        return Some(What::Other(tokens));
    }
    tokens.extend(header(cursor));
    let end = cursor.next()?;
    match peeled(end.clone()).as_group(Delimiter::Brace) {
        // What is `const` is so with all its functions.
        Some(body) if contains_functions && !is_const => Some(What::Container {
            header: tokens,
            body: body.clone(),
        }),
        _ => {
            tokens.push(end);
            Some(What::Other(tokens))
        }
    }
}

fn function(mut tokens: Vec<TokenTree>, cursor: &mut Cursor) -> Option<Function> {
    let n_qualifiers = tokens.len();
    tokens.extend(cursor.next());
    let name = cursor.next()?;
    tokens.push(name.clone());
    let name = peeled(name).as_ident()?.clone();
    tokens.extend(generics(cursor)?);
    let params = cursor.next()?;
    tokens.push(params.clone());
    let params = peeled(params).as_group(Delimiter::Parenthesis)?.clone();
    let goes_on = |token: &TokenTree| {
        token.is_punct('-') || token.is_ident("where") || is_semicolon(token) || is_body(token)
    };
    if !cursor.peek().is_some_and(goes_on) {
        return None;
    }
    tokens.extend(header(cursor));
    tokens.push(cursor.next()?);
    Some(Function {
        name,
        tokens,
        n_qualifiers,
        params,
    })
}

/// Takes what stands between a function's name and its parameters.
fn generics(cursor: &mut Cursor) -> Option<Vec<TokenTree>> {
    let generics = cursor.take_type(is_params);
    let is_sound = generics.first().is_none_or(|token| token.is_punct('<'));
    is_sound.then_some(generics)
}

/// Takes all up to the braces or the `;` that end an item. Braces between angle brackets are const
/// arguments.
fn header(cursor: &mut Cursor) -> Vec<TokenTree> {
    cursor.take_type(|token| is_semicolon(token) || is_body(token))
}

fn is_semicolon(token: &TokenTree) -> bool {
    token.is_punct(';')
}

fn is_body(token: &TokenTree) -> bool {
    peeled(token.clone()).as_group(Delimiter::Brace).is_some()
}

fn is_params(token: &TokenTree) -> bool {
    peeled(token.clone())
        .as_group(Delimiter::Parenthesis)
        .is_some()
}
