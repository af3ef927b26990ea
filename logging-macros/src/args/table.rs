//! The table of options: which attribute takes each, what follows it, and where its value goes.

use proc_macro2::Span;

use super::{Kind, Options, Word};
use crate::fields::{Field, put_in_order};
use crate::tokens::{Cursor, Token, flat, joined};
use crate::values::{Value, take_expression};
use crate::{literal, words};

/// One row of the table.
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) only: Option<Kind>,
    pub(super) argument: Argument,
}

/// What follows an option's name, and what is done with it. Each `Err` is a message for the
/// argument's own place.
pub(super) enum Argument {
    Flag(fn(&mut Options, Span)),
    Text(fn(&mut Options, &str, Given) -> Result<(), String>),
    Tokens(fn(&mut Options, &mut Cursor) -> Result<(), String>),
    List(fn(&mut Options, Vec<Field>)),
}

/// Where an option and its argument stand.
#[derive(Clone, Copy)]
pub(super) struct Given {
    pub(super) option: Span,
    pub(super) argument: Span,
}

/// The options that can be meant for several functions at once.
pub(super) const OF_STAGES: &[&str] = &["level", "start", "keep_async", "crate"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "id",
        only: Some(Kind::Job),
        argument: Argument::Tokens(id),
    },
    Rule {
        name: "ctx",
        only: None,
        argument: Argument::List(|options, list| options.ctx = list),
    },
    Rule {
        name: "fields",
        only: None,
        argument: Argument::List(|options, mut list| {
            put_in_order(&mut list);
            options.fields = list;
        }),
    },
    Rule {
        name: "level",
        only: None,
        argument: Argument::Text(level),
    },
    Rule {
        name: "none",
        only: None,
        argument: Argument::Text(none),
    },
    Rule {
        name: "outcome",
        only: None,
        argument: Argument::Tokens(outcome),
    },
    Rule {
        name: "start",
        only: Some(Kind::Stage),
        argument: Argument::Tokens(start),
    },
    Rule {
        name: "future",
        only: None,
        argument: Argument::Flag(|options, span| options.future = Some(span)),
    },
    Rule {
        name: "value",
        only: None,
        argument: Argument::Flag(|options, span| options.value = Some(span)),
    },
    Rule {
        name: "keep_async",
        only: None,
        argument: Argument::Flag(|options, span| options.keep_async = Some(span)),
    },
    Rule {
        name: "crate",
        only: None,
        argument: Argument::Tokens(krate),
    },
];

fn id(options: &mut Options, cursor: &mut Cursor) -> Result<(), String> {
    let id = Value::take(cursor);
    if id.expression.is_empty() {
        return Err("expected a value after `id =`".into());
    }
    options.id = Some(id);
    Ok(())
}

fn level(options: &mut Options, text: &str, given: Given) -> Result<(), String> {
    options.level = Some(words::level(
        text,
        given.argument.resolved_at(Span::mixed_site()),
    )?);
    Ok(())
}

fn none(options: &mut Options, text: &str, given: Given) -> Result<(), String> {
    if let Some(refusal) = words::refuse_outcome(text) {
        return Err(refusal);
    }
    options.none = Some(Word {
        text: text.to_owned(),
        option: given.option,
    });
    Ok(())
}

fn outcome(options: &mut Options, cursor: &mut Cursor) -> Result<(), String> {
    if cursor
        .peek()
        .is_some_and(|token| token.as_literal().is_some())
    {
        return Err("`outcome` takes a path to a `fn(&T) -> Outcome`, or a closure".into());
    }
    options.outcome = Some(joined(&take_expression(cursor)));
    Ok(())
}

fn start(options: &mut Options, cursor: &mut Cursor) -> Result<(), String> {
    match cursor.peek() {
        Some(token) if token.is_ident("false") => options.without_start = true,
        Some(token) if token.is_ident("true") => {}
        _ => return Err("`start` takes `true` or `false`".into()),
    }
    cursor.next();
    Ok(())
}

fn krate(options: &mut Options, cursor: &mut Cursor) -> Result<(), String> {
    if let Some(Ok(text)) = cursor
        .peek()
        .and_then(Token::as_literal)
        .map(literal::string)
    {
        return Err(format!(
            "`crate` takes a path: `crate = ::{}`",
            text.trim_start_matches("::")
        ));
    }
    let path = flat(joined(
        &cursor.clone().take_while(|token| !token.is_punct(',')),
    ));
    if path
        .iter()
        .any(|token| token.as_ident().is_none() && !token.is_punct(':') && !token.is_punct('$'))
    {
        return Err("`crate` takes a path: `crate = ::logging_runtime`".into());
    }
    take_expression(cursor);
    options.krate = Some(joined(&path));
    Ok(())
}
