//! `#[outcome(..)]`: what stands on a variant, and on the type itself.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::spanned::Spanned;

use crate::errors::Errors;
use crate::suggest::nearest;
use crate::tokens::{Cursor, Token, flat, joined, plain_name};
use crate::{literal, words};

/// Where the outcome comes from.
pub(crate) enum Source {
    Word(String),
    /// The single field is asked.
    Transparent,
    /// A function of the whole value.
    With(TokenStream),
}

/// The options of one `#[outcome(..)]`.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) source: Option<Source>,
    pub(crate) error_type: Option<String>,
    pub(crate) level: Option<Ident>,
    pub(crate) krate: Option<TokenStream>,
}

/// What the attribute stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Variant,
    Struct,
    Enum,
}

const OPTIONS: &[&str] = &["error_type", "level", "with", "transparent", "crate"];

impl Outcome {
    /// Reads the one `#[outcome(..)]` among `attributes`.
    pub(crate) fn read(attributes: &[syn::Attribute], place: Place, errors: &mut Errors) -> Self {
        let mut outcome = Self::default();
        let mut ours = attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("outcome"));
        let Some(first) = ours.next() else {
            return outcome;
        };
        match &first.meta {
            syn::Meta::List(list) if !list.tokens.is_empty() => {
                let mut cursor = Cursor::new(flat(list.tokens.clone()));
                Reader {
                    outcome: &mut outcome,
                    place,
                    seen: Vec::new(),
                    errors: &mut *errors,
                }
                .run(&mut cursor);
            }
            _ => errors.push(
                first.path().span(),
                "expected an outcome: `#[outcome(timeout)]`",
            ),
        }
        for second in ours {
            errors.push(second.path().span(), "duplicate `#[outcome]`");
        }
        outcome
    }
}

struct Reader<'a> {
    outcome: &'a mut Outcome,
    place: Place,
    seen: Vec<&'static str>,
    errors: &'a mut Errors,
}

impl Reader<'_> {
    fn run(mut self, cursor: &mut Cursor) {
        while let Some(token) = cursor.next() {
            let result = match &token {
                TokenTree::Ident(word) => self.option(word, cursor),
                _ => Err((
                    token.span(),
                    "an outcome is a bare word, as in `#[outcome(timeout)]`".into(),
                )),
            };
            if let Err((span, message)) = result {
                self.errors.push(span, message);
                cursor.take_while(|rest| !rest.peek().is_some_and(|token| token.is_punct(',')));
            }
            if !cursor.eat(',') && !cursor.is_done() {
                self.errors
                    .push(cursor.span_or(token.span()), "expected `,`");
            }
        }
    }

    fn option(&mut self, word: &Ident, cursor: &mut Cursor) -> Result<(), (Span, String)> {
        let name = word.to_string();
        let assigned = cursor.peek().is_some_and(|token| token.is_punct('='));
        let Some(option) = OPTIONS.iter().find(|option| **option == name) else {
            return if assigned {
                Err(unknown(word, &name))
            } else {
                self.word(word)
            };
        };
        if self.seen.contains(option) {
            return Err((word.span(), format!("`{name}` is already set")));
        }
        self.seen.push(option);
        match *option {
            "transparent" => return self.source(word, Source::Transparent),
            "crate" if self.place == Place::Variant => {
                return Err((
                    word.span(),
                    "`crate` stands on the type, not on a variant".into(),
                ));
            }
            "error_type" | "level" | "with" if self.place == Place::Enum => {
                return Err((
                    word.span(),
                    format!("`{name}` stands on the variants of an enum"),
                ));
            }
            _ => {}
        }
        if !cursor.eat('=') {
            return Err((
                word.span(),
                format!("`{name}` takes a value: `{name} = ..`"),
            ));
        }
        match *option {
            "error_type" => self.outcome.error_type = Some(text(word, cursor)?.0),
            "level" => {
                let (text, span) = text(word, cursor)?;
                let level = words::level(&text, Span::mixed_site().located_at(span));
                self.outcome.level = Some(level.map_err(|message| (span, message))?);
            }
            "with" => {
                let path = path(word, cursor)?;
                return self.source(word, Source::With(path));
            }
            _ => self.outcome.krate = Some(path(word, cursor)?),
        }
        Ok(())
    }

    /// A bare word is the outcome itself.
    fn word(&mut self, word: &Ident) -> Result<(), (Span, String)> {
        let name = plain_name(word);
        match words::refuse_outcome(&name) {
            Some(refusal) => Err((word.span(), refusal)),
            None => self.source(word, Source::Word(name)),
        }
    }

    fn source(&mut self, word: &Ident, source: Source) -> Result<(), (Span, String)> {
        let message = match (&self.outcome.source, &source) {
            _ if self.place == Place::Enum => "an enum's outcomes stand on its variants".to_owned(),
            (None, _) => {
                self.outcome.source = Some(source);
                return Ok(());
            }
            (Some(Source::Transparent), _) => {
                format!("`transparent` asks the field: remove `{word}`")
            }
            (Some(_), Source::Transparent) => {
                "`transparent` asks the field: remove the other outcome".to_owned()
            }
            (Some(Source::With(_)), _) => {
                format!("`with` already says the outcome: remove `{word}`")
            }
            (Some(Source::Word(first)), _) => format!("the outcome is already `{first}`"),
        };
        Err((word.span(), message))
    }
}

fn unknown(word: &Ident, name: &str) -> (Span, String) {
    let message = match nearest(name, OPTIONS, 2) {
        Some(meant) => format!("no option `{name}`; did you mean `{meant}`?"),
        None => format!("no option `{name}` (options: {})", OPTIONS.join(", ")),
    };
    (word.span(), message)
}

/// The string after `=`.
fn text(option: &Ident, cursor: &mut Cursor) -> Result<(String, Span), (Span, String)> {
    let span = cursor.span_or(option.span());
    let text = cursor
        .peek()
        .and_then(Token::as_literal)
        .map(literal::string);
    match text {
        Some(Ok(text)) if !text.trim().is_empty() && !text.contains(char::is_control) => {
            cursor.next();
            Ok((text, span))
        }
        _ => Err((
            span,
            format!("`{option}` takes a string: `{option} = \"..\"`"),
        )),
    }
}

/// The path after `=`.
fn path(option: &Ident, cursor: &mut Cursor) -> Result<TokenStream, (Span, String)> {
    let span = cursor.span_or(option.span());
    let path = cursor.take_while(|rest| {
        rest.peek().is_some_and(|token| {
            token.as_ident().is_some() || [':', '$', '<', '>'].iter().any(|&c| token.is_punct(c))
        })
    });
    if path.is_empty() {
        Err((span, format!("`{option}` takes a path")))
    } else {
        Ok(joined(&path))
    }
}
