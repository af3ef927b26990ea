//! `#[outcome(..)]`: what stands on a variant, and on the type itself.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

use super::{option, value};
use crate::attrs::Attribute;
use crate::errors::{Errors, Mistake};
use crate::tokens::{Cursor, Token, flat};

/// Where the outcome comes from.
pub(crate) enum Source {
    Word(String),
    /// The single field is asked.
    Transparent,
    /// A function of a variant's fields, or of a whole struct.
    With(TokenStream),
}

/// The options of one `#[outcome(..)]`.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) source: Option<Source>,
    /// With the place of the option.
    pub(crate) error_type: Option<(String, Span)>,
    pub(crate) level: Option<Ident>,
    pub(crate) krate: Option<TokenStream>,
    /// What the variants are that say nothing.
    pub(crate) default: Option<String>,
    /// Whether every variant has to say something.
    pub(crate) is_exhaustive: bool,
}

/// What the attribute stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Variant,
    Struct,
    Enum,
}

impl Outcome {
    /// Reads the one `#[outcome(..)]` among `attributes`.
    pub(crate) fn read(attributes: &[Attribute], place: Place, errors: &mut Errors) -> Self {
        let mut outcome = Self::default();
        let mut ours = attributes
            .iter()
            .filter(|attribute| attribute.is("outcome"));
        let Some(first) = ours.next() else {
            return outcome;
        };
        match first.list().filter(|list| !list.is_empty()) {
            Some(list) => Reader {
                outcome: &mut outcome,
                place,
                cursor: Cursor::new(flat(list)),
                seen: Vec::new(),
                errors,
            }
            .run(),
            None => errors.push(
                first.path_span(),
                "expected an outcome: `#[outcome(timeout)]`",
            ),
        }
        for second in ours {
            errors.push(second.path_span(), "duplicate `#[outcome]`");
        }
        outcome
    }
}

struct Reader<'a> {
    outcome: &'a mut Outcome,
    place: Place,
    cursor: Cursor,
    seen: Vec<&'static str>,
    errors: &'a mut Errors,
}

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(token) = self.cursor.next() {
            let read = match &token {
                TokenTree::Ident(word) => self.item(word),
                _ => Err((
                    token.span(),
                    "an outcome is a bare word, as in `#[outcome(timeout)]`".to_owned(),
                )),
            };
            if let Err((span, message)) = read {
                self.errors.push(span, message);
                self.cursor.take_while(|token| !token.is_punct(','));
            }
            if !self.cursor.eat(',') && !self.cursor.is_done() {
                self.errors
                    .push(self.cursor.span_or(token.span()), "expected `,`");
            }
        }
    }

    /// An option, or the outcome's own word.
    fn item(&mut self, word: &Ident) -> Result<(), Mistake> {
        let is_assigned = self.cursor.peek().is_some_and(|next| next.is_punct('='));
        let Some(rule) = option::find(word, is_assigned)? else {
            let name = value::outcome(word)?;
            return self.source(word, Source::Word(name));
        };
        if self.seen.contains(&rule.name) {
            return Err((word.span(), format!("`{word}` is already set")));
        }
        self.seen.push(rule.name);
        rule.check(word, self.place, is_assigned)?;
        self.cursor.eat('=');
        let input = &mut self.cursor;
        match rule.name {
            "transparent" => self.source(word, Source::Transparent)?,
            "with" => {
                let path = value::path(word, input)?;
                self.source(word, Source::With(path))?;
            }
            "error_type" => {
                let text = value::text(word, input)?;
                self.outcome.error_type = Some((text, word.span()));
            }
            "level" => self.outcome.level = Some(value::level(word, input)?),
            "default" => self.outcome.default = Some(value::word(word, input)?),
            "exhaustive" => self.outcome.is_exhaustive = true,
            _ => self.outcome.krate = Some(value::path(word, input)?),
        }
        let is_either = matches!(rule.name, "default" | "exhaustive");
        if is_either && self.outcome.is_exhaustive && self.outcome.default.is_some() {
            let message = "`default` and `exhaustive` exclude each other";
            return Err((word.span(), message.to_owned()));
        }
        Ok(())
    }

    fn source(&mut self, word: &Ident, source: Source) -> Result<(), Mistake> {
        let message = match (&self.outcome.source, &source) {
            _ if self.place == Place::Enum => {
                format!(
                    "an enum's outcomes stand on its variants: write `default = {word}` for those without one"
                )
            }
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
