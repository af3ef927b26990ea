//! Filter patterns: which lines a metric is made of.

use checker::Line;

use crate::query::{Dialect, Expr, Name};
use crate::run::{Row, Unknown, event};
use crate::{Refusal, evaluate, parse, vocabulary};

/// A filter pattern for lines of JSON, `{ $.event = "job_failed" && $.dur_ms >= 0 }`.
///
/// ```
/// let pattern = cloudwatch::Pattern::read("{ $.event = \"job_failed\" }")?;
/// assert_eq!(pattern.fields().collect::<Vec<_>>(), ["event"]);
/// assert!(cloudwatch::Pattern::read("{ $.event = \"job_fialed\" }").is_err());
/// # Ok::<(), cloudwatch::Refusal>(())
/// ```
#[derive(Clone, Debug)]
pub struct Pattern {
    condition: Expr,
    fields: Vec<String>,
}

/// The service takes no more.
const LONGEST: usize = 1_024;

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// The first place that is not in the language, or that names what no line has.
    pub fn read(text: &str) -> Result<Pattern, Refusal> {
        if text.len() > LONGEST {
            return Err(Refusal::new(
                LONGEST,
                "a pattern has at most 1,024 characters",
            ));
        }
        let braces = text
            .strip_prefix('{')
            .and_then(|text| text.strip_suffix('}'));
        let inside = braces.ok_or_else(|| Refusal::new(0, "a pattern stands in braces"))?;
        let mut fields = Vec::new();
        let condition = parse::expression(inside, Dialect::Pattern)
            .and_then(|expr| condition(expr, &mut fields))
            // The brace stands before it.
            .map_err(|refusal| Refusal::new(refusal.at + 1, refusal.message))?;
        Ok(Pattern { condition, fields })
    }

    /// The fields that it names: what a metric's value or dimension may be.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(String::as_str)
    }

    /// Those of these lines that it is for.
    ///
    /// # Errors
    ///
    /// If it does something to these lines of which is not known what the service makes of it.
    pub fn matching<'a>(&self, lines: &'a [Line]) -> Result<Vec<&'a Line>, Refusal> {
        let is_for = |line: &&Line| evaluate::holds(&self.condition, &event(line));
        let kept = lines
            .iter()
            .filter_map(|line| is_for(&line).map(|holds| holds.then_some(line)).transpose());
        kept.collect::<Result<_, _>>().map_err(Unknown::into)
    }
}

/// Whether it is made of comparisons of a field with a word or number, which is what the grammar of patterns has.
fn condition(expr: Expr, fields: &mut Vec<String>) -> Result<Expr, Refusal> {
    let at = expr.at();
    let Expr::Two(left, operator, right) = expr else {
        return Err(Refusal::new(at, "a comparison is expected here"));
    };
    if operator.joins() {
        let left = condition(*left, fields)?;
        let right = condition(*right, fields)?;
        return Ok(Expr::Two(Box::new(left), operator, Box::new(right)));
    }
    let (Expr::Field(field), true) = (&*left, operator.compares()) else {
        return Err(Refusal::new(at, "a comparison is expected here"));
    };
    let field = selected(field)?;
    fields.push(field.text.clone());
    match *right {
        Expr::Text(word) if word.text == "*" => {
            let present = Name {
                text: "ispresent".to_owned(),
                at: field.at,
            };
            Ok(Expr::Call(present, vec![Expr::Field(field)]))
        }
        Expr::Text(word) => {
            vocabulary::judge(&field, &word)?;
            Ok(Expr::Two(
                Box::new(Expr::Field(field)),
                operator,
                Box::new(Expr::Text(word)),
            ))
        }
        Expr::Number(number) => Ok(Expr::Two(
            Box::new(Expr::Field(field)),
            operator,
            Box::new(Expr::Number(number)),
        )),
        _ => Err(Refusal::new(
            field.at,
            "it is compared with a text or a number",
        )),
    }
}

/// The field of a selector `$.field`.
fn selected(selector: &Name) -> Result<Name, Refusal> {
    let name = selector.text.strip_prefix("$.").unwrap_or_default();
    if vocabulary::is_field(name) && !name.starts_with('@') {
        Ok(Name {
            text: name.to_owned(),
            at: selector.at,
        })
    } else {
        Err(Refusal::new(
            selector.at,
            format!("no line has `{}`", selector.text),
        ))
    }
}

/// What a metric gets of one line: a number that stands there, `$.dur_ms`, or one that is always the same.
#[must_use]
pub fn value_of(text: &str, line: &Line) -> Option<f64> {
    let row: Row = event(line);
    match text.strip_prefix("$.") {
        Some(field) => row.get(field)?.number(),
        None => text.parse().ok(),
    }
}
