//! The attribute that options stand in, and which of them it takes.

use proc_macro2::{Literal, TokenTree};

use super::table::{OF_STAGES, Rule};
use super::{Kind, MAX_NAME};
use crate::literal;
use crate::tokens::Token;

const OWN_NAMES: &str = "each function's own name is its stage's name";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Function(Kind),
    /// `#[stages]`, whose options are for all the functions inside.
    Stages,
}

impl Owner {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Function(kind) => kind.name(),
            Self::Stages => "stages",
        }
    }

    /// The name that a literal gives, or why it cannot.
    pub(super) fn named(self, literal: &Literal, is_set: bool) -> Result<String, String> {
        let owner = self.name();
        if self == Self::Stages {
            return Err(OWN_NAMES.into());
        }
        let name =
            literal::string(literal).map_err(|kind| format!("expected a string, found {kind}"))?;
        if is_set {
            Err(format!("the {owner}'s name is already set"))
        } else if name.trim().is_empty() {
            Err(format!("a {owner}'s name cannot be empty"))
        } else if name.len() > MAX_NAME {
            let length = name.len();
            Err(format!(
                "{owner} names have at most {MAX_NAME} bytes (this one: {length})"
            ))
        } else if name.contains(char::is_control) {
            Err(format!("a {owner}'s name has no control characters"))
        } else {
            Ok(name)
        }
    }

    /// Why this attribute does not take an option that exists.
    pub(super) fn refuses(self, rule: &Rule) -> Option<String> {
        let name = rule.name;
        match (self, rule.only) {
            (Self::Function(kind), Some(only)) if only != kind => {
                Some(format!("`{name}` is an option of `#[{}]`", only.name()))
            }
            (Self::Stages, Some(Kind::Job)) => Some(format!("`{name}` is an option of `#[job]`")),
            (Self::Stages, _) if !OF_STAGES.contains(&name) => Some(format!(
                "`{name}` is for one function: put `#[stage(\"name\", {name} ..)]` on that one"
            )),
            _ => None,
        }
    }

    /// What to say about a word where the name should stand.
    pub(super) fn on_bare_word(self, word: &str) -> String {
        match word {
            "true" | "false" => "expected a string, found a boolean".into(),
            _ => format!("the {}'s name is a string: write `\"{word}\"`", self.name()),
        }
    }

    /// What to say about `name = ..`.
    pub(super) fn on_named(self, value: Option<&TokenTree>) -> String {
        if self == Self::Stages {
            return OWN_NAMES.into();
        }
        let example = value.filter(|value| value.as_literal().is_some());
        let example = example.map_or_else(|| "\"..\"".into(), ToString::to_string);
        format!("the name stands alone: `#[{}({example})]`", self.name())
    }

    /// What to say about a path or a macro where the name should stand.
    pub(super) fn on_expression(self) -> String {
        let owner = self.name();
        format!("the {owner}'s name is a string literal: `#[{owner}(\"..\")]`")
    }

    /// What to say about `skip`. `#[stages]` reads it and takes it away, so whoever meets it
    /// stands somewhere else.
    pub(super) fn on_skip(self, is_alone: bool) -> String {
        let message = match self {
            Self::Stages => "`skip` goes on the function to leave out: `#[stage(skip)]`",
            Self::Function(Kind::Stage) if is_alone => "`skip` is for functions inside `#[stages]`",
            Self::Function(Kind::Stage) => {
                "`skip` stands alone: `#[stage(skip)]` on a function inside `#[stages]`"
            }
            Self::Function(Kind::Job) => {
                "`skip` is for functions inside `#[stages]`: `#[stage(skip)]`"
            }
        };
        message.into()
    }
}
