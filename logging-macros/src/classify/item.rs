//! The type under `#[derive(Classify)]`, read by a scanner as a function is: bounds and the types of
//! fields stay the tokens they are.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use super::fields::{self, Field};
use super::generics::Generics;
use crate::attrs::{self, Attribute};
use crate::tokens::{Cursor, Token, peeled, take_angles};
use crate::values::take_expression;

/// A type as its parts.
pub(crate) struct Item {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    pub(crate) data: Data,
}

pub(crate) enum Data {
    Struct(Vec<Field>),
    Enum(Vec<Variant>),
    /// With the place of the word `union`.
    Union(Span),
}

/// A variant of an enum.
pub(crate) struct Variant {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) fields: Vec<Field>,
}

/// Reads the type. The compiler has parsed it before, so there is nothing but `None` to say of one
/// that is broken.
pub(crate) fn scan(input: TokenStream) -> Option<Item> {
    let (attributes, mut cursor) = attributes(input);
    let keyword = keyword(&mut cursor)?;
    let name = peeled(cursor.next()?).as_ident()?.clone();
    let parameters = take_angles(&mut cursor);
    let (body, where_clause) = body(&mut cursor)?;
    let data = match keyword.to_string().as_str() {
        "enum" => Data::Enum(variants(&body?)?),
        "struct" => Data::Struct(fields_in(body.as_ref())?),
        _ => Data::Union(keyword.span()),
    };
    Some(Item {
        attributes,
        name,
        generics: Generics::read(&parameters, where_clause),
        data,
    })
}

/// The attributes, and what stands behind them. An item that `macro_rules!` passed on is in a group,
/// and may have got further attributes outside it.
fn attributes(input: TokenStream) -> (Vec<Attribute>, Cursor) {
    let mut attributes = Vec::new();
    let mut tokens = input;
    loop {
        let mut cursor = Cursor::new(tokens.into_iter().collect());
        attributes.extend(attrs::take(&mut cursor));
        tokens = match (cursor.peek(), cursor.peek_at(1)) {
            (Some(TokenTree::Group(item)), None) if item.delimiter() == Delimiter::None => {
                item.stream()
            }
            _ => return (attributes, cursor),
        };
    }
}

/// Takes the keyword and the visibility before it.
fn keyword(cursor: &mut Cursor) -> Option<Ident> {
    loop {
        let token = cursor.next()?;
        if let Some(word) = token.as_ident()
            && ["struct", "enum", "union"].iter().any(|name| word == name)
        {
            return Some(word.clone());
        }
    }
}

/// The fields or the variants, if there are any, and the `where` clause, which stands behind the
/// fields of a tuple struct and before all others.
fn body(cursor: &mut Cursor) -> Option<(Option<Group>, Vec<TokenTree>)> {
    let tuple = take_group(cursor, Delimiter::Parenthesis);
    let end = peeled(cursor.take_last()?);
    let where_clause = cursor.take_rest();
    let body = tuple.or_else(|| end.as_group(Delimiter::Brace).cloned());
    Some((body, where_clause))
}

fn variants(body: &Group) -> Option<Vec<Variant>> {
    let mut cursor = Cursor::new(body.stream().into_iter().collect());
    let mut variants = Vec::new();
    while !cursor.is_done() {
        variants.push(variant(&mut cursor)?);
    }
    Some(variants)
}

fn variant(cursor: &mut Cursor) -> Option<Variant> {
    let attributes = attrs::take(cursor);
    fields::take_visibility(cursor);
    let name = peeled(cursor.next()?).as_ident()?.clone();
    let body =
        take_group(cursor, Delimiter::Parenthesis).or_else(|| take_group(cursor, Delimiter::Brace));
    if cursor.eat('=') {
        take_expression(cursor);
    }
    let is_whole = cursor.eat(',') || cursor.is_done();
    is_whole.then_some(())?;
    Some(Variant {
        attributes,
        name,
        fields: fields_in(body.as_ref())?,
    })
}

fn fields_in(body: Option<&Group>) -> Option<Vec<Field>> {
    body.map_or_else(|| Some(Vec::new()), fields::read)
}

fn take_group(cursor: &mut Cursor, delimiter: Delimiter) -> Option<Group> {
    let group = peeled(cursor.peek()?.clone()).as_group(delimiter)?.clone();
    cursor.next();
    Some(group)
}

#[cfg(test)]
mod tests;
