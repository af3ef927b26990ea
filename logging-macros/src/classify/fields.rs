//! The fields of a struct or a variant.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};

use crate::attrs::{self, Attribute};
use crate::tokens::{Cursor, Token, flat, joined, peeled, split_commas};

/// One field.
pub(crate) struct Field {
    pub(crate) attributes: Vec<Attribute>,
    /// What it is called in a pattern: a name, or a number.
    pub(crate) member: TokenTree,
    pub(crate) ty: Type,
}

/// The type of a field.
pub(crate) struct Type {
    pub(crate) tokens: TokenStream,
    pub(crate) span: Span,
}

/// The fields between braces or parentheses.
pub(super) fn read(body: &Group) -> Option<Vec<Field>> {
    let tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    let parts = split_commas(&tokens).into_iter().enumerate();
    let is_tuple = body.delimiter() == Delimiter::Parenthesis;
    let fields = parts.map(|(index, part)| {
        let cursor = Cursor::new(part.to_vec());
        if is_tuple {
            numbered(index, cursor)
        } else {
            named(cursor)
        }
    });
    fields.collect()
}

fn named(mut cursor: Cursor) -> Option<Field> {
    let attributes = attrs::take(&mut cursor);
    let before = cursor.take_while(|token| !token.is_punct(':'));
    let name: Ident = peeled(before.last()?.clone()).as_ident()?.clone();
    cursor.eat(':');
    Some(Field {
        attributes,
        member: name.into(),
        ty: Type::rest_of(&mut cursor)?,
    })
}

fn numbered(index: usize, mut cursor: Cursor) -> Option<Field> {
    let attributes = attrs::take(&mut cursor);
    take_visibility(&mut cursor);
    let ty = Type::rest_of(&mut cursor)?;
    let mut number = Literal::usize_unsuffixed(index);
    number.set_span(ty.span);
    Some(Field {
        attributes,
        member: number.into(),
        ty,
    })
}

/// Takes a visibility. Parentheses behind `pub` may also be the type of the field.
pub(super) fn take_visibility(cursor: &mut Cursor) {
    let is_fragment = |token: &TokenTree| {
        let group = token.as_group(Delimiter::None).map(Group::stream);
        group.is_some_and(|inner| {
            flat(inner)
                .first()
                .is_none_or(|first| first.is_ident("pub"))
        })
    };
    if cursor.peek().is_some_and(is_fragment) {
        cursor.next();
    } else if cursor.peek().is_some_and(|token| token.is_ident("pub")) {
        cursor.next();
        if cursor.peek().is_some_and(is_restriction) {
            cursor.next();
        }
    }
}

/// Whether these are the parentheses of `pub(crate)` or `pub(in path)`.
fn is_restriction(token: &TokenTree) -> bool {
    let Some(group) = token.as_group(Delimiter::Parenthesis) else {
        return false;
    };
    let inside = flat(group.stream());
    let is_word = |words: &[&str]| words.iter().any(|word| inside[0].is_ident(word));
    match inside.len() {
        0 => false,
        1 => is_word(&["crate", "self", "super"]),
        _ => is_word(&["in"]),
    }
}

impl Type {
    fn rest_of(cursor: &mut Cursor) -> Option<Self> {
        let tokens = cursor.take_rest();
        tokens.first()?;
        Some(Self {
            span: whole_span(&tokens),
            tokens: joined(&tokens),
        })
    }
}

/// The place of all of the tokens, where the compiler can tell, and of the first one elsewhere.
pub(super) fn whole_span(tokens: &[TokenTree]) -> Span {
    match tokens {
        [] => Span::call_site(),
        [first, .., last] => first.span().join(last.span()).unwrap_or(first.span()),
        [only] => only.span(),
    }
}
