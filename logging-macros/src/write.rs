//! Writing tokens: `tokens!` is `quote_spanned!` for what is put into other tokens again and again.
//!
//! What `quote` makes is a stream, and a stream is the compiler's: each one that is made, cloned, or put
//! into another is a call to there. That was most of what an expansion cost. These are plain lists, of
//! which only the outermost and those in delimiters become streams.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

use crate::tokens::Tokens;

/// The tokens behind the arrow, at a place. `#name` puts in what a variable holds, `#(#name)*` all that
/// an iterator gives.
macro_rules! tokens {
    ($span:expr=> $($token:tt)*) => {{
        let span: ::proc_macro2::Span = $span;
        #[allow(unused_mut)]
        let mut out = $crate::tokens::Tokens::default();
        $crate::write::put!(out span $($token)*);
        out
    }};
}

macro_rules! put {
    ($out:ident $span:ident) => { let _ = $span; };
    ($out:ident $span:ident @ $delimiter:ident [$($inner:tt)*] $($rest:tt)*) => {
        let inner = $crate::write::tokens!($span=> $($inner)*);
        $out.push($crate::write::group(::proc_macro2::Delimiter::$delimiter, $span, inner));
        $crate::write::put!($out $span $($rest)*);
    };
    ($out:ident $span:ident # [$($inner:tt)*] $($rest:tt)*) => {
        $crate::write::word(&mut $out, $span, "#");
        $crate::write::put!($out $span [$($inner)*] $($rest)*);
    };
    ($out:ident $span:ident # ( # $list:ident ) * $($rest:tt)*) => {
        for item in $list {
            $crate::write::Put::put(item, &mut $out);
        }
        $crate::write::put!($out $span $($rest)*);
    };
    ($out:ident $span:ident # $name:ident $($rest:tt)*) => {
        $crate::write::Put::put($name, &mut $out);
        $crate::write::put!($out $span $($rest)*);
    };
    ($out:ident $span:ident ($($inner:tt)*) $($rest:tt)*) => {
        $crate::write::put!($out $span @ Parenthesis [$($inner)*] $($rest)*);
    };
    ($out:ident $span:ident [$($inner:tt)*] $($rest:tt)*) => {
        $crate::write::put!($out $span @ Bracket [$($inner)*] $($rest)*);
    };
    ($out:ident $span:ident {$($inner:tt)*} $($rest:tt)*) => {
        $crate::write::put!($out $span @ Brace [$($inner)*] $($rest)*);
    };
    ($out:ident $span:ident $token:tt $($rest:tt)*) => {
        $crate::write::word(&mut $out, $span, ::core::stringify!($token));
        $crate::write::put!($out $span $($rest)*);
    };
}

pub(crate) use {put, tokens};

/// What can be put into tokens.
pub(crate) trait Put {
    fn put(self, out: &mut Tokens);
}

/// One word, lifetime, literal or operator of a template.
pub(crate) fn word(out: &mut Tokens, span: Span, text: &str) {
    match text.as_bytes() {
        [b'\'', name @ ..] => {
            operator(out, span, "'", Spacing::Joint);
            let name = std::str::from_utf8(name).unwrap_or("_");
            out.push(Ident::new(name, span).into());
        }
        [b'a'..=b'z' | b'A'..=b'Z' | b'_', ..] => out.push(Ident::new(text, span).into()),
        _ => operator(out, span, text, Spacing::Alone),
    }
}

fn operator(out: &mut Tokens, span: Span, text: &str, last: Spacing) {
    for (index, char) in text.char_indices() {
        let is_last = index + char.len_utf8() == text.len();
        let mut punct = Punct::new(char, if is_last { last } else { Spacing::Joint });
        punct.set_span(span);
        out.push(punct.into());
    }
}

/// A group of these tokens at a place.
pub(crate) fn group(delimiter: Delimiter, span: Span, inner: Tokens) -> TokenTree {
    let mut group = Group::new(delimiter, inner.into());
    group.set_span(span);
    group.into()
}

impl Put for Tokens {
    fn put(self, out: &mut Tokens) {
        out.append(self);
    }
}

impl Put for &Tokens {
    fn put(self, out: &mut Tokens) {
        self[..].put(out);
    }
}

impl Put for &[TokenTree] {
    fn put(self, out: &mut Tokens) {
        for token in self {
            out.push(token.clone());
        }
    }
}

impl Put for &Vec<TokenTree> {
    fn put(self, out: &mut Tokens) {
        self[..].put(out);
    }
}

impl Put for TokenStream {
    fn put(self, out: &mut Tokens) {
        for token in self {
            out.push(token);
        }
    }
}

impl Put for &TokenStream {
    fn put(self, out: &mut Tokens) {
        self.clone().put(out);
    }
}

impl<T: Put> Put for Option<T> {
    fn put(self, out: &mut Tokens) {
        if let Some(some) = self {
            some.put(out);
        }
    }
}

impl<'a, T> Put for &'a Option<T>
where
    &'a T: Put,
{
    fn put(self, out: &mut Tokens) {
        self.as_ref().put(out);
    }
}

impl Put for &String {
    fn put(self, out: &mut Tokens) {
        self.as_str().put(out);
    }
}

impl Put for &str {
    fn put(self, out: &mut Tokens) {
        let mut literal = Literal::string(self);
        literal.set_span(Span::mixed_site());
        out.push(literal.into());
    }
}

macro_rules! put_token {
    ($($type:ty)*) => {
        $(impl Put for $type {
            fn put(self, out: &mut Tokens) {
                out.push(self.into());
            }
        }

        impl Put for &$type {
            fn put(self, out: &mut Tokens) {
                out.push(self.clone().into());
            }
        })*
    };
}

put_token!(Ident Group TokenTree);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_written_as_it_stands() {
        let span = Span::call_site();
        let name = Ident::new("name", span);
        let list = [Ident::new("a", span), Ident::new("b", span)];
        let none: Option<Ident> = None;
        let text = "a \"text\"";
        let written = tokens!(span=>
            static X: ::path::Type<'_> = (&#name).call(#text, || -> u8 { #(#list)* }, [#none]); #[allow(x)] _ => 'label: .. _x
        );
        let expected = quote::quote!(
            static X: ::path::Type<'_> = (&name).call("a \"text\"", || -> u8 { a b }, []); #[allow(x)] _ => 'label: .. _x
        );
        assert_eq!(written.to_string(), expected.to_string());
    }

    #[test]
    fn every_token_has_the_place_that_was_given() {
        let spans = |tokens: Tokens| {
            tokens
                .iter()
                .map(|token| format!("{:?}", token.span()))
                .collect::<Vec<_>>()
        };
        let all = spans(tokens!(Span::mixed_site()=> a :: 'b (c)));
        assert!(
            all.iter()
                .all(|span| *span == format!("{:?}", Span::mixed_site()))
        );
    }
}
