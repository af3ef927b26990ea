//! The options of `#[job]` and `#[stage]`. Each is read by its row of one table; an error costs
//! only the option it stands in.

use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};

use crate::errors::{Errors, Mistake};
use crate::fields::{self, Field};
use crate::literal;
use crate::suggest::nearest;
use crate::tokens::{Cursor, Token, peeled};
use crate::values::{Value, take_expression};
use owner::Owner;
use table::{Argument, Given, RULES, Rule};

mod owner;
mod table;

/// The longest name of a stage or a job, in bytes.
pub(crate) const MAX_NAME: usize = 64;

/// Which of the two attributes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Job,
    Stage,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Job => "job",
            Self::Stage => "stage",
        }
    }
}

/// The options as given. What was wrong is missing here and an error elsewhere.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) name: Option<String>,
    pub(crate) id: Option<Value>,
    pub(crate) ctx: Vec<Field>,
    pub(crate) fields: Vec<Field>,
    pub(crate) level: Option<Ident>,
    pub(crate) none: Option<Word>,
    pub(crate) outcome: Option<TokenStream>,
    pub(crate) without_start: bool,
    pub(crate) future: Option<Span>,
    pub(crate) value: Option<Span>,
    pub(crate) keep_async: Option<Span>,
    pub(crate) krate: Option<TokenStream>,
}

impl Options {
    /// The expressions that are evaluated when a call begins.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Value> {
        let fields = self.ctx.iter().chain(&self.fields);
        self.id.iter().chain(fields.map(|field| &field.value))
    }
}

/// A checked outcome word and the option it was given with.
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) option: Span,
}

/// Reads what stands between the parentheses of `#[job]` or `#[stage]`.
pub(crate) fn parse(kind: Kind, args: TokenStream, errors: &mut Errors) -> Options {
    read(Owner::Function(kind), args, errors)
}

/// Reads what stands between the parentheses of `#[stages]`.
pub(crate) fn parse_stages(args: TokenStream, errors: &mut Errors) -> Options {
    read(Owner::Stages, args, errors)
}

fn read(owner: Owner, args: TokenStream, errors: &mut Errors) -> Options {
    let mut parser = Parser {
        owner,
        cursor: Cursor::new(args.into_iter().map(peeled).collect()),
        options: Options::default(),
        seen: Vec::new(),
        errors,
    };
    parser.run();
    parser.options
}

struct Parser<'a> {
    owner: Owner,
    cursor: Cursor,
    options: Options,
    seen: Vec<&'static str>,
    errors: &'a mut Errors,
}

impl Parser<'_> {
    fn run(&mut self) {
        while let Some(token) = self.cursor.next() {
            match &token {
                TokenTree::Literal(literal) => self.name(literal),
                TokenTree::Ident(word) => self.option(word),
                _ => self.unexpected(&token),
            }
            if !self.cursor.eat(',') && !self.cursor.is_done() {
                self.errors
                    .push(self.cursor.span_or(token.span()), "expected `,`");
            }
        }
        if self.owner == Owner::Function(Kind::Stage) && !self.seen.contains(&NAME) {
            self.errors.push(
                Span::call_site(),
                "`#[stage]` needs the stage's name: `#[stage(\"youtubei\")]`",
            );
        }
    }

    fn name(&mut self, literal: &Literal) {
        let is_set = self.seen.contains(&NAME);
        self.seen.push(NAME);
        match self.owner.named(literal, is_set) {
            Ok(name) => self.options.name = Some(name),
            Err(refusal) => self.errors.push(literal.span(), refusal),
        }
    }

    fn option(&mut self, word: &Ident) {
        let name = word.to_string();
        if let Some(message) = self.misread_name(&name) {
            self.seen.push(NAME);
            self.errors.push(word.span(), message);
            take_expression(&mut self.cursor);
            return;
        }
        let Some(rule) = RULES.iter().find(|rule| rule.name == name) else {
            return self.unknown(word, &name);
        };
        let is_set = self.seen.contains(&rule.name);
        let refusal = self
            .owner
            .refuses(rule)
            .or_else(|| is_set.then(|| format!("`{name}` is already set")));
        if let Some(message) = refusal {
            self.errors.push(word.span(), message);
            take_expression(&mut self.cursor);
            return;
        }
        self.seen.push(rule.name);
        if let Err((span, message)) = self.argument(rule, word.span()) {
            self.errors.push(span, message);
            take_expression(&mut self.cursor);
        }
    }

    fn argument(&mut self, rule: &Rule, option: Span) -> Result<(), Mistake> {
        match rule.argument {
            Argument::Flag(set) => self.flag(rule.name, option, set),
            Argument::List(set) => self.list(rule.name, option, set),
            Argument::Text(_) | Argument::Tokens(_) => self.value(rule, option),
        }
    }

    fn flag(
        &mut self,
        name: &str,
        option: Span,
        set: fn(&mut Options, Span),
    ) -> Result<(), Mistake> {
        let begins_value = |next: &TokenTree| {
            next.is_punct('=') || next.as_group(Delimiter::Parenthesis).is_some()
        };
        if self.cursor.peek().is_some_and(begins_value) {
            let message = format!("`{name}` stands alone, without a value");
            return Err((self.cursor.span_or(option), message));
        }
        set(&mut self.options, option);
        Ok(())
    }

    fn list(
        &mut self,
        name: &str,
        option: Span,
        set: fn(&mut Options, Vec<Field>),
    ) -> Result<(), Mistake> {
        let next = self.cursor.peek();
        let Some(list) = next
            .and_then(|next| next.as_group(Delimiter::Parenthesis))
            .cloned()
        else {
            return Err((
                option,
                format!("`{name}` takes a list: `{name}(key = value)`"),
            ));
        };
        self.cursor.next();
        set(&mut self.options, fields::read(name, &list, self.errors));
        Ok(())
    }

    fn value(&mut self, rule: &Rule, option: Span) -> Result<(), Mistake> {
        let name = rule.name;
        let equals = self.cursor.span_or(option);
        if !self.cursor.eat('=') {
            return Err((option, format!("`{name}` takes a value: `{name} = ..`")));
        }
        let argument = self.cursor.span_or(equals);
        if self.cursor.peek().is_none_or(|next| next.is_punct(',')) {
            return Err((equals, format!("expected a value after `{name} =`")));
        }
        let assigned = self.assigned(rule, Given { option, argument });
        assigned.map_err(|message| (argument, message))
    }

    fn assigned(&mut self, rule: &Rule, given: Given) -> Result<(), String> {
        match rule.argument {
            Argument::Text(set) => {
                let text = self
                    .cursor
                    .peek()
                    .and_then(Token::as_literal)
                    .map(literal::string);
                match text {
                    Some(Ok(text)) => {
                        self.cursor.next();
                        set(&mut self.options, &text, given)
                    }
                    _ => Err(format!("`{0}` takes a string: `{0} = \"..\"`", rule.name)),
                }
            }
            Argument::Tokens(set) => set(&mut self.options, &mut self.cursor),
            Argument::Flag(_) | Argument::List(_) => Ok(()),
        }
    }

    fn unknown(&mut self, word: &Ident, name: &str) {
        let allowed = RULES
            .iter()
            .filter(|rule| self.owner.refuses(rule).is_none());
        let names: Vec<_> = allowed.map(|rule| rule.name).collect();
        let message = match nearest(name, &names, 2) {
            _ if name == "skip" => {
                let is_alone = self.seen.is_empty() && self.cursor.is_done();
                self.seen.push(NAME);
                self.owner.on_skip(is_alone)
            }
            Some(meant) => format!(
                "no option `{name}`; did you mean `{meant}`? (options: {})",
                names.join(", ")
            ),
            None => format!("no option `{name}` (options: {})", names.join(", ")),
        };
        self.errors.push(word.span(), message);
        take_expression(&mut self.cursor);
    }

    /// What to say where a word is meant as the name, or begins what is meant as it.
    fn misread_name(&self, word: &str) -> Option<String> {
        let [next, behind] = [0, 1].map(|ahead| self.cursor.peek_at(ahead));
        let is_known = RULES.iter().any(|rule| rule.name == word);
        let names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
        let is_typo = || word != "name" && nearest(word, &names, 2).is_some();
        match next {
            _ if self.seen.contains(&NAME) || word == "skip" => None,
            Some(next) if next.is_punct('=') && word == "name" => Some(self.owner.on_named(behind)),
            _ if self.owner == Owner::Stages => None,
            Some(next) if next.is_punct('!') || next.is_joint(':') => {
                Some(self.owner.on_expression())
            }
            Some(next) if !next.is_punct(',') => None,
            _ => (!is_known && !is_typo()).then(|| self.owner.on_bare_word(word)),
        }
    }

    fn unexpected(&mut self, token: &TokenTree) {
        // It may have been meant as the name: that this is missing too is not said.
        self.seen.push(NAME);
        self.errors
            .push(token.span(), "expected the name as a string, or an option");
        take_expression(&mut self.cursor);
    }
}

/// The name's entry in the list of what was seen: no option is called so.
const NAME: &str = "\"name\"";

#[cfg(test)]
mod tests;
