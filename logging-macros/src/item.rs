//! The annotated function, read by a scanner of its header. The body stays one token: what is not
//! parsed cannot be misread, and keeps its edition, its spans and its half-typed expressions.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use crate::attrs::{self, Attribute};
use crate::errors::Errors;
use crate::misplaced;
use crate::tokens::{Cursor, Token, flat, peeled, take_angles};

/// A function as its tokens, none of them changed.
pub(crate) struct Item {
    pub(crate) attributes: Vec<Attribute>,
    /// Visibility and qualifiers: all that stands before `fn`.
    pub(crate) qualifiers: Vec<TokenTree>,
    /// The `fn` itself: `dead_code` is lost when another token takes its place.
    pub(crate) fn_token: TokenTree,
    pub(crate) name: Ident,
    pub(crate) generics: Vec<TokenTree>,
    pub(crate) params: Group,
    /// `->`, or nothing.
    pub(crate) arrow: Vec<TokenTree>,
    pub(crate) returned: Vec<TokenTree>,
    pub(crate) where_clause: Vec<TokenTree>,
    pub(crate) body: Group,
    /// The first token in it.
    pub(crate) body_begins: Option<TokenTree>,
    /// Where `macro_rules!` passed it on, as `$body`.
    pub(crate) passed_on: Option<Span>,
}

impl Item {
    /// Reads on after `fn`.
    fn scan(
        mut attributes: Vec<Attribute>,
        qualifiers: Vec<TokenTree>,
        fn_token: TokenTree,
        cursor: &mut Cursor,
    ) -> Option<Self> {
        let name = peeled(cursor.next()?).as_ident()?.clone();
        let generics = take_angles(cursor);
        let params = peeled(cursor.next()?)
            .as_group(Delimiter::Parenthesis)?
            .clone();
        let (body, passed_on) = body(cursor)?;
        let (arrow, returned) = returned(cursor);
        let where_clause = cursor.take_rest();
        let (inner, body, body_begins) = attrs::take_inner(body);
        attributes.extend(inner);
        Some(Self {
            attributes,
            qualifiers,
            fn_token,
            name,
            generics,
            params,
            arrow,
            returned,
            where_clause,
            body,
            body_begins,
            passed_on,
        })
    }

    /// Whether what panics in the body, or asks for its caller, is told the place of the call. The methods of
    /// `Index` are, by the declaration of the trait.
    pub(crate) fn tells_caller(&self) -> bool {
        let is_told = |attribute: &Attribute| attribute.is("track_caller");
        let is_index = || {
            let first = self.returned.first();
            let params = || flat(self.params.stream());
            ["index", "index_mut"].iter().any(|name| self.name == name)
                && first.is_some_and(|first| first.is_punct('&'))
                && params().iter().any(|token| token.is_ident("self"))
        };
        self.attributes.iter().any(is_told) || is_index()
    }

    /// The qualifier of this name, if the function has it.
    pub(crate) fn qualifier(&self, name: &str) -> Option<&TokenTree> {
        self.qualifiers.iter().find(|token| token.is_ident(name))
    }
}

/// Reads the item under `#[attribute]`, or says why it is no function with a body.
pub(crate) fn scan(attribute: &str, item: &TokenStream, errors: &mut Errors) -> Option<Item> {
    let mut cursor = Cursor::new(item_tokens(item));
    let attributes = attrs::take(&mut cursor);
    let start = || {
        let mut cursor = Cursor::new(item_tokens(item));
        attrs::take(&mut cursor);
        cursor
    };
    let qualifiers = cursor.take_while(is_qualifier);
    let Some(fn_token) = cursor.next().filter(|token| token.is_ident("fn")) else {
        let (span, message) = misplaced::not_a_function(attribute, start());
        errors.push(span, message);
        return None;
    };
    let function = Item::scan(attributes, qualifiers, fn_token, &mut cursor);
    if function.is_none() && !misplaced::is_declared_by_macro(start()) {
        let (span, message) = misplaced::no_body(attribute, start());
        errors.push(span, message);
    }
    function
}

/// The arrow and the type after it.
fn returned(cursor: &mut Cursor) -> (Vec<TokenTree>, Vec<TokenTree>) {
    let arrow = cursor.peek().is_some_and(|token| token.is_punct('-'));
    if !arrow {
        return (Vec::new(), Vec::new());
    }
    let arrow = [cursor.next(), cursor.next()]
        .into_iter()
        .flatten()
        .collect();
    let returned = cursor.take_type(|token| token.is_ident("where"));
    (arrow, returned)
}

/// The body, and where it was passed on. It is the last token: a brace group before it is a const argument.
fn body(cursor: &mut Cursor) -> Option<(Group, Option<Span>)> {
    let last = cursor.take_last()?;
    let passed_on = last.as_group(Delimiter::None).map(Group::span);
    let body = peeled(last).as_group(Delimiter::Brace)?.clone();
    Some((body, passed_on))
}

/// The tokens of the item, also when `macro_rules!` passed it as one `$item`.
fn item_tokens(item: &TokenStream) -> Vec<TokenTree> {
    let tokens: Vec<_> = item.clone().into_iter().collect();
    match &tokens[..] {
        [only] => match only.as_group(Delimiter::None) {
            Some(group) => item_tokens(&group.stream()),
            None => tokens,
        },
        _ => tokens,
    }
}

pub(crate) fn is_qualifier(token: &TokenTree) -> bool {
    const WORDS: &[&str] = &[
        "pub", "crate", "default", "const", "async", "unsafe", "safe", "extern", "gen",
    ];
    match token {
        TokenTree::Ident(ident) => WORDS.contains(&ident.to_string().as_str()),
        // The path of `pub(in path)`, or a `$vis` or an ABI that `macro_rules!` passed on.
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Parenthesis => true,
            Delimiter::None => flat(group.stream()).iter().all(is_qualifier),
            _ => false,
        },
        TokenTree::Literal(_) => true,
        TokenTree::Punct(_) => false,
    }
}

/// The span of a token list's end: of its last token, or the attribute's.
pub(crate) fn end_of(tokens: &[TokenTree]) -> Span {
    tokens.last().map_or_else(Span::call_site, TokenTree::span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::joined;
    use quote::quote;

    fn read(item: &TokenStream) -> Item {
        let mut errors = Errors::default();
        let item = scan("stage", item, &mut errors);
        assert_eq!(errors.messages(), Vec::<String>::new());
        item.expect("a function")
    }

    #[test]
    fn every_part_of_a_header_is_found() {
        let item = read(&quote! {
            #[doc = "x"] pub(in crate::a) const unsafe extern "C" fn name<'a, T: Fn(u8) -> Vec<T>>(&'a self, x: T)
                -> Result<A<{ 1 + 2 }>, fn() -> B> where T: Into<Vec<u8>> { body }
        });
        assert_eq!(item.attributes.len(), 1);
        assert_eq!(
            joined(&item.qualifiers).to_string(),
            "pub (in crate :: a) const unsafe extern \"C\""
        );
        assert!(item.qualifier("const").is_some() && item.qualifier("async").is_none());
        assert_eq!(item.name.to_string(), "name");
        assert_eq!(
            joined(&item.generics).to_string(),
            "< 'a , T : Fn (u8) -> Vec < T >>"
        );
        assert_eq!(item.params.to_string(), "(& 'a self , x : T)");
        assert_eq!(joined(&item.arrow).to_string(), "->");
        assert_eq!(
            joined(&item.returned).to_string(),
            "Result < A < { 1 + 2 } > , fn () -> B >"
        );
        assert_eq!(
            joined(&item.where_clause).to_string(),
            "where T : Into < Vec < u8 >>"
        );
        assert_eq!(item.body.to_string(), "{ body }");
    }

    #[test]
    fn a_function_may_have_almost_nothing() {
        let item = read(&quote!(
            fn f() {}
        ));
        assert!(item.qualifiers.is_empty() && item.generics.is_empty() && item.arrow.is_empty());
        assert!(item.returned.is_empty() && item.where_clause.is_empty());
    }

    #[test]
    fn fragments_of_macro_rules_are_opened() {
        let none = |stream| TokenTree::Group(Group::new(Delimiter::None, stream));
        let (vis, name, body) = (none(quote!(pub)), none(quote!(made)), none(quote!({ 1 })));
        let whole = none(quote!(#vis fn #name() -> u8 #body));
        let item = read(&quote!(#whole));
        assert_eq!(item.name.to_string(), "made");
        assert_eq!(item.body.to_string(), "{ 1 }");
        assert_eq!(joined(&item.returned).to_string(), "u8");
    }

    #[test]
    fn a_where_clause_without_an_arrow_is_kept() {
        let item = read(&quote!(
            fn f<T>()
            where
                T: Fn() -> u8,
            {
            }
        ));
        assert!(item.returned.is_empty());
        assert_eq!(
            joined(&item.where_clause).to_string(),
            "where T : Fn () -> u8 ,"
        );
    }
}
