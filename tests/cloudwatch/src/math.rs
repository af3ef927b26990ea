//! Metric math: what an alarm reckons from the metrics of one period.

use crate::query::{Dialect, Expr, Name};
use crate::run::{Row, Unknown};
use crate::value::Value;
use crate::{Refusal, evaluate, parse};

/// An expression over metrics, `IF(ended >= 20, 100 * failed / ended, 0)`.
///
/// ```
/// let share = cloudwatch::Math::read("IF(ended >= 20, 100 * failed / ended, 0)")?;
/// assert_eq!(share.of(&[("ended", 40.0), ("failed", 3.0)])?, 7.5);
/// assert_eq!(share.of(&[("ended", 2.0), ("failed", 1.0)])?, 0.0);
/// # Ok::<(), cloudwatch::Refusal>(())
/// ```
#[derive(Clone, Debug)]
pub struct Math(Expr);

impl Math {
    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// The first place that is not in the language.
    pub fn read(text: &str) -> Result<Math, Refusal> {
        let expr = parse::expression(text, Dialect::Query)?;
        judge(&expr)?;
        Ok(Math(expr))
    }

    /// What it is where the metrics are these.
    ///
    /// # Errors
    ///
    /// If it names a metric that is not there, or divides by nothing.
    pub fn of(&self, metrics: &[(&str, f64)]) -> Result<f64, Refusal> {
        let metric = |(id, number): &(&str, f64)| ((*id).to_owned(), Value::Number(*number));
        let row: Row = metrics.iter().map(metric).collect();
        let number = reckon(&self.0, &row)?.and_then(|value| value.number());
        number.ok_or_else(|| Refusal::new(0, "it has no value"))
    }
}

fn judge(expr: &Expr) -> Result<(), Refusal> {
    match expr {
        Expr::Number(_) | Expr::Field(_) => Ok(()),
        Expr::Two(left, _, right) => {
            judge(left)?;
            judge(right)
        }
        Expr::Call(name, arguments) if is_choice(name) && arguments.len() == 3 => {
            arguments.iter().try_for_each(judge)
        }
        _ => Err(Refusal::new(
            0,
            "an alarm is made of numbers, metrics and `IF` alone",
        )),
    }
}

fn is_choice(name: &Name) -> bool {
    name.text == "IF"
}

fn reckon(expr: &Expr, row: &Row) -> Result<Option<Value>, Unknown> {
    match expr {
        Expr::Call(_, arguments) => match arguments.as_slice() {
            [condition, then, otherwise] => {
                if evaluate::holds(condition, row)? {
                    reckon(then, row)
                } else {
                    reckon(otherwise, row)
                }
            }
            _ => Ok(None),
        },
        _ => evaluate::value(expr, row),
    }
}
