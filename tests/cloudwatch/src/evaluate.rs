//! What an expression is for one row.

use std::cmp::Ordering;

use crate::query::{Expr, Name, Operator};
use crate::run::{Row, Unknown};
use crate::time;
use crate::value::Value;

/// Whether a condition holds.
pub(crate) fn holds(condition: &Expr, row: &Row) -> Result<bool, Unknown> {
    match condition {
        Expr::Not(inner) => Ok(!holds(inner, row)?),
        Expr::Two(left, Operator::Or, right) => Ok(holds(left, row)? || holds(right, row)?),
        Expr::Two(left, Operator::And, right) => Ok(holds(left, row)? && holds(right, row)?),
        Expr::Two(left, operator, right) => {
            let sides = value(left, row)?.zip(value(right, row)?);
            compares(sides, *operator)
        }
        Expr::In(one, list) => {
            let one = value(one, row)?;
            let list: Result<Vec<_>, _> = list.iter().map(|other| value(other, row)).collect();
            Ok(one.is_some() && list?.contains(&one))
        }
        Expr::Call(_, arguments) => {
            let present = arguments
                .first()
                .map(|field| value(field, row))
                .transpose()?;
            Ok(present.flatten().is_some())
        }
        _ => Ok(false),
    }
}

/// What is compared with a field that is not there, holds for nothing but a difference, of which nobody says what the
/// service makes of it.
fn compares(sides: Option<(Value, Value)>, operator: Operator) -> Result<bool, Unknown> {
    let Some((left, right)) = sides else {
        return match operator {
            Operator::IsNot => Err(Unknown::new("`!=` of a field that a line does not have")),
            _ => Ok(false),
        };
    };
    let Some(order) = left.compare(&right) else {
        return Err(Unknown::new("a comparison of a number with a text"));
    };
    Ok(match operator {
        Operator::Is => order == Ordering::Equal,
        Operator::IsNot => order != Ordering::Equal,
        Operator::Less => order == Ordering::Less,
        Operator::AtMost => order != Ordering::Greater,
        Operator::More => order == Ordering::Greater,
        Operator::AtLeast => order != Ordering::Less,
        _ => false,
    })
}

/// The value of an expression, if there is one.
pub(crate) fn value(expr: &Expr, row: &Row) -> Result<Option<Value>, Unknown> {
    match expr {
        Expr::Number(number) => Ok(Some(Value::Number(*number))),
        Expr::Text(text) => Ok(Some(Value::Text(text.text.clone()))),
        Expr::Field(name) => Ok(row.get(&name.text).cloned()),
        Expr::Two(left, operator, right) => {
            let sides = value(left, row)?.zip(value(right, row)?);
            Ok(sides.and_then(|(left, right)| reckon(&left, *operator, &right)))
        }
        Expr::Call(name, arguments) => call(name, arguments, row),
        _ => Ok(None),
    }
}

pub(crate) fn reckon(left: &Value, operator: Operator, right: &Value) -> Option<Value> {
    let (left, right) = (left.number()?, right.number()?);
    let number = match operator {
        Operator::Plus => left + right,
        Operator::Minus => left - right,
        Operator::Times => left * right,
        Operator::By => left / right,
        _ => return None,
    };
    number.is_finite().then_some(Value::Number(number))
}

fn call(name: &Name, arguments: &[Expr], row: &Row) -> Result<Option<Value>, Unknown> {
    match (name.text.as_str(), arguments) {
        ("bin", [Expr::Period(number, unit)]) => Ok(row
            .get("@timestamp")
            .and_then(|time| time::bin(time, *number, &unit.text))),
        ("strlen", [text]) => Ok(match value(text, row)? {
            #[allow(clippy::cast_precision_loss, reason = "no line is that long")]
            Some(Value::Text(text)) => Some(Value::Number(text.chars().count() as f64)),
            _ => None,
        }),
        ("strcontains", [text, part]) => match (value(text, row)?, value(part, row)?) {
            (Some(Value::Text(text)), Some(Value::Text(part))) => Ok(Some(Value::Number(
                f64::from(u8::from(text.contains(&part))),
            ))),
            _ => Err(Unknown::new("`strcontains` of what is no text")),
        },
        _ => Ok(None),
    }
}
