//! Whether an expression means anything where it stands.

use std::slice;

use super::{Place, Scope, functions};
use crate::query::{Expr, Name, Operator};
use crate::{Refusal, vocabulary};

impl Scope {
    /// Something that holds or does not.
    pub(super) fn condition(&self, expr: &Expr) -> Result<(), Refusal> {
        match expr {
            Expr::Not(inner) => self.condition(inner),
            Expr::Two(left, Operator::Or | Operator::And, right) => {
                self.condition(left)?;
                self.condition(right)
            }
            Expr::Two(left, operator, right) if operator.compares() => {
                self.value(left, Place::Row)?;
                self.value(right, Place::Row)?;
                judge_words(left, slice::from_ref(&**right))?;
                judge_words(right, slice::from_ref(&**left))
            }
            Expr::In(value, list) => {
                self.value(value, Place::Row)?;
                list.iter()
                    .try_for_each(|one| self.value(one, Place::Row))?;
                judge_words(value, list)
            }
            Expr::Call(name, arguments) if name.text == "ispresent" => {
                self.call(name, arguments, Place::Row)
            }
            _ => Err(Refusal::new(expr.at(), "a condition is expected here")),
        }
    }

    pub(super) fn value(&self, expr: &Expr, place: Place) -> Result<(), Refusal> {
        match expr {
            Expr::Number(_) | Expr::Text(_) => Ok(()),
            Expr::Field(name) if place == Place::Stats => self.counted_field(name),
            Expr::Field(name) => self.field(name),
            Expr::Call(name, _) if name.text == "ispresent" => {
                Err(Refusal::new(name.at, "a condition is no value"))
            }
            Expr::Call(name, arguments) => self.call(name, arguments, place),
            Expr::Two(left, operator, right) if !operator.compares() && !operator.joins() => {
                self.value(left, place)?;
                self.value(right, place)
            }
            Expr::Period(..) | Expr::All => Err(Refusal::new(expr.at(), "no value")),
            _ => Err(Refusal::new(expr.at(), "a condition is no value")),
        }
    }

    fn call(&self, name: &Name, arguments: &[Expr], place: Place) -> Result<(), Refusal> {
        functions::judge(name, arguments, place)?;
        if let ("strcontains", [text, word]) = (name.text.as_str(), arguments) {
            judge_words(text, slice::from_ref(word))?;
        }
        let mut values = arguments
            .iter()
            .filter(|one| !matches!(one, Expr::All | Expr::Period(..)));
        values.try_for_each(|one| self.value(one, Place::Row))
    }
}

/// Whether the words that a field is compared with are among those that it may have.
fn judge_words(field: &Expr, words: &[Expr]) -> Result<(), Refusal> {
    let Expr::Field(field) = field else {
        return Ok(());
    };
    words.iter().try_for_each(|word| match word {
        Expr::Text(word) => vocabulary::judge(field, word),
        _ => Ok(()),
    })
}
