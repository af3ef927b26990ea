//! What `stats` says of many rows.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::evaluate;
use crate::query::{Column, Expr};
use crate::run::{Row, Unknown};
use crate::value::Value;

/// A row for each group, in the order of the groups.
pub(crate) fn groups(rows: &[Row], columns: &[Column], by: &[Column]) -> Result<Vec<Row>, Unknown> {
    let mut groups: BTreeMap<Vec<String>, (Row, Vec<&Row>)> = BTreeMap::new();
    for row in rows {
        let group = group_of(row, by)?;
        let key = group
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        groups
            .entry(key)
            .or_insert_with(|| (group, Vec::new()))
            .1
            .push(row);
    }
    groups
        .into_values()
        .map(|(group, rows)| counted(group, &rows, columns))
        .collect()
}

fn group_of(row: &Row, by: &[Column]) -> Result<Row, Unknown> {
    let mut group = Row::new();
    for column in by {
        if let (Some(name), Some(value)) = (column.name(), evaluate::value(&column.expr, row)?) {
            group.insert(name.text.clone(), value);
        }
    }
    Ok(group)
}

fn counted(mut group: Row, rows: &[&Row], columns: &[Column]) -> Result<Row, Unknown> {
    for column in columns {
        if let (Some(name), Some(value)) = (column.name(), of_many(&column.expr, &group, rows)?) {
            group.insert(name.text.clone(), value);
        }
    }
    Ok(group)
}

fn of_many(expr: &Expr, group: &Row, rows: &[&Row]) -> Result<Option<Value>, Unknown> {
    match expr {
        Expr::Call(name, arguments) => function(&name.text, arguments, rows),
        Expr::Two(left, operator, right) => {
            let sides = of_many(left, group, rows)?.zip(of_many(right, group, rows)?);
            Ok(sides.and_then(|(left, right)| evaluate::reckon(&left, *operator, &right)))
        }
        _ => evaluate::value(expr, group),
    }
}

fn function(name: &str, arguments: &[Expr], rows: &[&Row]) -> Result<Option<Value>, Unknown> {
    let [of, percent @ ..] = arguments else {
        return Ok(None);
    };
    match name {
        "count" if *of == Expr::All => return Ok(Some(size(rows.len()))),
        "earliest" => return outermost(of, rows, Ordering::is_lt),
        "latest" => return outermost(of, rows, Ordering::is_gt),
        _ => {}
    }
    let values: Result<Vec<_>, _> = rows.iter().map(|row| evaluate::value(of, row)).collect();
    let mut values: Vec<Value> = values?.into_iter().flatten().collect();
    let number = |number: Option<f64>| Ok(number.map(Value::Number));
    match (name, percent) {
        ("count", _) => Ok(Some(size(values.len()))),
        ("count_distinct", _) => {
            values.sort_by_key(ToString::to_string);
            values.dedup();
            Ok(Some(size(values.len())))
        }
        ("min", _) => Ok(winner(values, |value| value, Ordering::is_lt)),
        ("max", _) => Ok(winner(values, |value| value, Ordering::is_gt)),
        ("sum", _) => number(Some(numbers(&values).iter().sum())),
        ("avg", _) => number(average(&numbers(&values))),
        ("pct", [Expr::Number(percent)]) => number(rank(numbers(&values), *percent)),
        _ => Ok(None),
    }
}

/// The value in the row whose time wins over all others.
fn outermost(
    of: &Expr,
    rows: &[&Row],
    wins: impl Fn(Ordering) -> bool,
) -> Result<Option<Value>, Unknown> {
    let having = |row: &&Row| {
        let time = row.get("@timestamp")?.clone();
        Some((time, evaluate::value(of, row).transpose()?))
    };
    let winner = winner(rows.iter().filter_map(having), |(time, _)| time, wins);
    winner.map(|(_, value)| value).transpose()
}

/// The first of those whose key wins over all others.
fn winner<T>(
    all: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> &Value,
    wins: impl Fn(Ordering) -> bool,
) -> Option<T> {
    all.into_iter()
        .reduce(|best, next| match key(&next).compare(key(&best)) {
            Some(order) if wins(order) => next,
            _ => best,
        })
}

fn numbers(values: &[Value]) -> Vec<f64> {
    values.iter().filter_map(Value::number).collect()
}

fn average(numbers: &[f64]) -> Option<f64> {
    let mean = numbers.iter().sum::<f64>() / count(numbers.len());
    mean.is_finite().then_some(mean)
}

/// The value that so many percent do not exceed, by its rank. The service's own is an approximation of it.
fn rank(mut numbers: Vec<f64>, percent: f64) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most the length"
    )]
    let rank = (percent * count(numbers.len()) / 100.0).ceil() as usize;
    numbers.get(rank.saturating_sub(1)).copied()
}

fn size(rows: usize) -> Value {
    Value::Number(count(rows))
}

#[allow(clippy::cast_precision_loss, reason = "there are not that many lines")]
fn count(rows: usize) -> f64 {
    rows as f64
}
