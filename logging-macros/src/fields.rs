//! The lists `fields(..)` and `ctx(..)`.

use proc_macro2::{Group, Span, TokenTree};

use crate::errors::{Errors, Mistake};
use crate::literal;
use crate::tokens::{Cursor, Token, plain_name};
use crate::values::{Form, Value, take_expression};

/// Keys that the framework writes itself, so that no run may. `logging-runtime/src/line/schema.rs` has
/// them all.
const RESERVED: &[&str] = &[
    "_aws",
    "detail",
    "dur_ms",
    "error_type",
    "event",
    "job",
    "job_id",
    "lvl",
    "outcome",
    "outcome_name",
    "panic_at",
    "parent_job_id",
    "stage",
    "stages",
    "stderr_tail",
    "suppressed",
    "target",
    "truncated",
    "ts",
    "unpaired",
];

/// The keys of the schema that a run may set, in the order of a line, as `logging-runtime/src/line/schema.rs` has it.
const FIRST: &[&str] = &[
    "attempt",
    "use_proxy",
    "profile",
    "cookie_source",
    "exit_code",
    "signal",
    "bytes_out",
    "items",
    "cpu",
    "mem_mb",
    "trace_id",
    "span_id",
];

/// One entry: `key = value`, or `key` alone.
pub(crate) struct Field {
    pub(crate) key: String,
    pub(crate) value: Value,
}

/// Reads the entries between the parentheses after `option`.
pub(crate) fn read(option: &str, list: &Group, errors: &mut Errors) -> Vec<Field> {
    let mut cursor = Cursor::new(list.stream().into_iter().collect());
    let mut fields: Vec<Field> = Vec::new();
    while !cursor.is_done() {
        match entry(option, &mut cursor) {
            Ok((key, field)) => match refuse(&field.key, &fields) {
                Some(message) => errors.push(key, message),
                None => fields.push(field),
            },
            Err((span, message)) => errors.push(span, message),
        }
        // What follows a whole entry is a comma, and after an error the rest of the entry goes too.
        take_expression(&mut cursor);
        cursor.eat(',');
    }
    fields
}

/// Puts fields into the order of a line, or each call had to do that, where nobody can see in which order they are
/// evaluated.
pub(crate) fn put_in_order(fields: &mut Vec<Field>) {
    if fields.iter().all(|field| field.value.is_place()) {
        for key in FIRST.iter().rev() {
            if let Some(at) = fields.iter().position(|field| field.key == *key) {
                let first = fields.remove(at);
                fields.insert(0, first);
            }
        }
    }
}

fn refuse(key: &str, before: &[Field]) -> Option<String> {
    if key == "job_id" {
        return Some(format!(
            "the key `{key}` is the job's own: give it with `id = ..` on `#[job]`"
        ));
    }
    if RESERVED.contains(&key) {
        return Some(format!(
            "the key `{key}` is written by the framework itself: choose another name"
        ));
    }
    before
        .iter()
        .any(|field| field.key == key)
        .then(|| format!("the key `{key}` is already set"))
}

/// An entry, and where its key stands.
fn entry(option: &str, cursor: &mut Cursor) -> Result<(Span, Field), Mistake> {
    let form = Form::take(cursor);
    let Some((key, token)) = take_key(cursor) else {
        let message = format!("expected a key: write `{option}(key = value)`");
        return Err((cursor.span_or(Span::call_site()), message));
    };
    let place = token.span();
    let equals = cursor.peek().cloned().filter(|token| token.is_punct('='));
    let is_alone = cursor.peek().is_none_or(|token| token.is_punct(','));
    match (equals, form) {
        (Some(equals), Form::Typed) => {
            cursor.next();
            let value = Value::take(cursor);
            if value.expression.is_empty() {
                return Err((equals.span(), format!("expected a value after `{token} =`")));
            }
            Ok((place, Field { key, value }))
        }
        (Some(_), _) => {
            let sign = form.sign();
            let message = format!("the sign stands before the value: `{token} = {sign}..`");
            Err((place, message))
        }
        (None, _) if is_alone && token.as_literal().is_some() => {
            let message = format!("a key in quotes needs a value: `{token} = ..`");
            Err((place, message))
        }
        (None, _) if is_alone => {
            let expression = vec![token];
            let value = Value { form, expression };
            Ok((place, Field { key, value }))
        }
        (None, _) => {
            let message = format!(
                "expected `,` or `=`: an expression needs a key, as in `{option}(key = {token}..)`"
            );
            Err((cursor.span_or(place), message))
        }
    }
}

/// Takes a key: a name, or a text where the key is none.
fn take_key(cursor: &mut Cursor) -> Option<(String, TokenTree)> {
    let key = match cursor.peek()? {
        TokenTree::Ident(name) => plain_name(name),
        TokenTree::Literal(text) => literal::string(text).ok()?,
        _ => return None,
    };
    Some((key, cursor.next()?))
}

impl Form {
    fn sign(self) -> &'static str {
        match self {
            Self::Typed => "",
            Self::Display => "%",
            Self::Debug => "?",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::{Delimiter, TokenStream};
    use quote::quote;

    fn list(tokens: TokenStream) -> (Vec<(String, Form, String)>, Vec<String>) {
        let mut errors = Errors::default();
        let fields = read(
            "fields",
            &Group::new(Delimiter::Parenthesis, tokens),
            &mut errors,
        );
        let text = |tokens: &[TokenTree]| crate::tokens::joined(tokens).to_string();
        let fields = fields
            .into_iter()
            .map(|f| (f.key, f.value.form, text(&f.value.expression)))
            .collect();
        (fields, errors.messages())
    }

    #[test]
    fn entries_are_read_in_order() {
        let (fields, errors) = list(
            quote!(profile = "mobile", n = f::<A, B>(x), attempt, %url, ?r#type, e = ?err, "http.status" = 200,),
        );
        assert!(errors.is_empty(), "{errors:?}");
        let expected = [
            ("profile", Form::Typed, "\"mobile\""),
            ("n", Form::Typed, "f :: < A , B > (x)"),
            ("attempt", Form::Typed, "attempt"),
            ("url", Form::Display, "url"),
            ("type", Form::Debug, "r#type"),
            ("e", Form::Debug, "err"),
            ("http.status", Form::Typed, "200"),
        ];
        assert_eq!(
            fields,
            expected.map(|(key, form, text)| (key.to_owned(), form, text.to_owned()))
        );
    }

    #[test]
    fn only_what_is_read_where_it_stands_is_put_into_the_order_of_a_line() {
        let keys = |tokens: TokenStream| {
            let list = Group::new(Delimiter::Parenthesis, tokens);
            let mut errors = Errors::default();
            let mut fields = read("fields", &list, &mut errors);
            assert!(errors.messages().is_empty());
            put_in_order(&mut fields);
            let keys: Vec<_> = fields.into_iter().map(|field| field.key).collect();
            keys.join(" ")
        };
        for (tokens, expected) in [
            (
                quote!(
                    z,
                    profile = a.b,
                    url = "x",
                    a = self.a.0,
                    use_proxy = true,
                    attempt = a.0.1
                ),
                "attempt use_proxy profile z url a",
            ),
            (quote!(profile = p, attempt = n()), "profile attempt"),
            (quote!(profile = p, attempt = n + 1), "profile attempt"),
            (quote!(profile = p, attempt = n.await), "profile attempt"),
            (quote!(profile = p, attempt = a[0]), "profile attempt"),
            (quote!(profile = p, attempt = *n), "profile attempt"),
            (quote!(%profile, attempt), "profile attempt"),
        ] {
            assert_eq!(keys(tokens.clone()), expected, "{tokens}");
        }
    }

    #[test]
    fn every_wrong_entry_is_told_and_the_right_ones_stay() {
        let (fields, errors) =
            list(quote!(outcome = 1, a = 1, a = 2, 1 = 3, req.id, b =, %c = 4, job_id = 5, d, "e"));
        assert_eq!(
            fields
                .iter()
                .map(|field| field.0.as_str())
                .collect::<Vec<_>>(),
            ["a", "d"]
        );
        assert_eq!(errors.len(), 8);
        assert!(errors[0].starts_with("the key `outcome` is written by the framework"));
        assert_eq!(errors[1], "the key `a` is already set");
        assert_eq!(errors[2], "expected a key: write `fields(key = value)`");
        assert!(errors[3].starts_with("expected `,` or `=`"));
        assert_eq!(errors[4], "expected a value after `b =`");
        assert_eq!(errors[5], "the sign stands before the value: `c = %..`");
        assert!(errors[6].contains("`id = ..`"));
        assert_eq!(errors[7], "a key in quotes needs a value: `\"e\" = ..`");
    }
}
