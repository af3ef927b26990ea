//! Expressions in attributes: where one ends, and how its value is recorded.

use proc_macro2::{Span, TokenTree};

use crate::tokens::{Angles, Cursor, Token, Tokens};
use crate::write::tokens;

/// How a value becomes text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    Typed,
    Display,
    Debug,
}

/// An expression of the user with its form: `x`, `%x` or `?x`.
pub(crate) struct Value {
    pub(crate) form: Form,
    pub(crate) expression: Vec<TokenTree>,
}

impl Value {
    /// Takes a value up to the comma that ends it. The expression is empty when there is none.
    pub(crate) fn take(cursor: &mut Cursor) -> Self {
        let form = Form::take(cursor);
        Self {
            form,
            expression: take_expression(cursor),
        }
    }

    /// Whether it is read where it stands, a variable, a field of one or a literal, so that it makes no difference
    /// when.
    pub(crate) fn is_place(&self) -> bool {
        let is_part = |token: &TokenTree| match token {
            TokenTree::Ident(name) => name != "await",
            TokenTree::Literal(_) => true,
            _ => false,
        };
        let mut parts = self.expression.split(|token| token.is_punct('.'));
        self.form == Form::Typed && parts.all(|part| matches!(part, [token] if is_part(token)))
    }

    /// A reference to what is recorded, placed on the user's expression so that a type which
    /// cannot be recorded is reported there.
    pub(crate) fn reference(&self, private: &Tokens) -> Tokens {
        let expression = &self.expression;
        let place = self
            .expression
            .first()
            .map_or_else(Span::call_site, TokenTree::span);
        let span = Span::mixed_site().located_at(place);
        let private: Tokens = private
            .iter()
            .map(|token| located(token.clone(), place))
            .collect();
        match self.form {
            Form::Typed => tokens!(span=> &(#expression)),
            Form::Display => tokens!(span=> &#private::Show(&(#expression))),
            Form::Debug => tokens!(span=> &#private::Dbg(&(#expression))),
        }
    }
}

impl Form {
    pub(crate) fn take(cursor: &mut Cursor) -> Self {
        if cursor.eat('%') {
            Self::Display
        } else if cursor.eat('?') {
            Self::Debug
        } else {
            Self::Typed
        }
    }
}

/// The token as if it stood at `place`: names still mean what they did.
fn located(mut token: TokenTree, place: Span) -> TokenTree {
    token.set_span(token.span().located_at(place));
    token
}

/// Takes the tokens of one expression. A comma ends it unless it stands in the parameters of a
/// closure or between angle brackets; `a < b` opens no bracket, `a::<b` does.
pub(crate) fn take_expression(cursor: &mut Cursor) -> Vec<TokenTree> {
    let mut walk = Walk::default();
    cursor.take_while_before(&mut |token, next| walk.goes_on(token, next))
}

#[derive(Default)]
struct Walk {
    angles: Angles,
    in_closure_params: bool,
    /// After `as` or `->`, where `<` cannot be a comparison.
    in_type: bool,
    /// The second half of `||` as an operator comes next.
    in_or: bool,
    previous: Option<TokenTree>,
}

impl Walk {
    fn goes_on(&mut self, token: &TokenTree, next: Option<&TokenTree>) -> bool {
        if token.is_punct(',') && self.angles.is_outside() && !self.in_closure_params {
            return false;
        }
        let at_operand = self.previous.as_ref().is_none_or(is_before_operand);
        if token.is_punct('|') && self.angles.is_outside() {
            self.bar(at_operand, next);
        }
        let opens = self.in_closure_params || self.in_type || at_operand;
        let previous = self.previous.as_ref();
        let is_in_shift = previous.is_some_and(|previous| previous.is_joint('<'));
        if !self.angles.is_outside() || token.is_punct('<') && opens && !is_in_shift {
            self.angles.step(token);
        }
        self.track_type(token);
        self.previous = Some(token.clone());
        true
    }

    fn bar(&mut self, at_operand: bool, next: Option<&TokenTree>) {
        if self.in_or {
            self.in_or = false;
        } else if self.in_closure_params {
            self.in_closure_params = false;
        } else if at_operand {
            self.in_closure_params = true;
        } else {
            self.in_or = next.is_some_and(|next| next.is_punct('|'));
        }
    }

    fn track_type(&mut self, token: &TokenTree) {
        let after_dash = self
            .previous
            .as_ref()
            .is_some_and(|previous| previous.is_punct('-'));
        if token.is_ident("as") || token.is_punct('>') && after_dash {
            self.in_type = true;
        } else if !matches!(token, TokenTree::Ident(_))
            && ![':', '<', '&', '\''].iter().any(|&c| token.is_punct(c))
        {
            self.in_type = false;
        }
    }
}

/// Whether an operand comes after this token, and not an operator.
pub(crate) fn is_before_operand(token: &TokenTree) -> bool {
    const WORDS: &[&str] = &[
        "as", "async", "break", "else", "if", "in", "match", "move", "return",
    ];
    match token {
        TokenTree::Punct(punct) => !matches!(punct.as_char(), '?' | '>'),
        TokenTree::Ident(ident) => WORDS.iter().any(|word| ident == word),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::joined;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn first(tokens: TokenStream) -> String {
        let mut cursor = Cursor::new(tokens.into_iter().collect());
        joined(&take_expression(&mut cursor)).to_string()
    }

    #[test]
    fn an_expression_ends_at_its_comma() {
        for (tokens, expected) in [
            (quote!(a < b, c > d), "a < b"),
            (quote!(f::<A, B>(x), y), "f :: < A , B > (x)"),
            (
                quote!(|r: &Result<A, B>| r.is_ok(), y),
                "| r : & Result < A , B > | r . is_ok ()",
            ),
            (quote!(|a, b| a + b, y), "| a , b | a + b"),
            (quote!(|| f(), y), "|| f ()"),
            (quote!(a || b, y), "a || b"),
            (quote!(a | b, y), "a | b"),
            (quote!(1 << 3, y), "1 << 3"),
            (
                quote!(n << <T as Of<A, B>>::N, y),
                "n << < T as Of < A , B >> :: N",
            ),
            (
                quote!(<<T as Of<A, B>>::C as Of<A, B>>::N, y),
                "<< T as Of < A , B >> :: C as Of < A , B >> :: N",
            ),
            (quote!(16 >> 1, y), "16 >> 1"),
            (quote!(x as Map<A, B>, y), "x as Map < A , B >"),
            (
                quote!(<T as Of<A, B>>::f(x), y),
                "< T as Of < A , B >> :: f (x)",
            ),
            (
                quote!(move |x| -> Result<A, B> { x }, y),
                "move | x | -> Result < A , B > { x }",
            ),
            (quote!(x.len() as u64, y), "x . len () as u64"),
            (
                quote!(v.iter().any(|x| x > 3), y),
                "v . iter () . any (| x | x > 3)",
            ),
        ] {
            let expected: TokenStream = expected.parse().expect("tokens");
            assert_eq!(first(tokens), expected.to_string());
        }
    }

    #[test]
    fn forms_are_told_by_their_sign() {
        let take =
            |tokens: TokenStream| Value::take(&mut Cursor::new(tokens.into_iter().collect()));
        assert_eq!(take(quote!(%x)).form, Form::Display);
        assert_eq!(take(quote!(?x)).form, Form::Debug);
        let value = take(quote!(x.y, z));
        assert_eq!(value.form, Form::Typed);
        let text = |value: Value| value.reference(&quote!(P).into()).to_string();
        assert_eq!(text(value), "& (x . y)");
        assert_eq!(text(take(quote!(?x))), "& P :: Dbg (& (x))");
    }
}
