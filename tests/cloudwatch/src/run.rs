//! A query, run on lines.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use checker::Line;

use crate::query::{Column, Command, Direction, Expr, Query};
use crate::table::Table;
use crate::value::Value;
use crate::{Refusal, aggregate, evaluate, time};

/// The fields of one event or of one group; what has no value is not there.
pub(crate) type Row = BTreeMap<String, Value>;

/// Something of which nobody has written down what the service does.
#[derive(Debug)]
pub(crate) struct Unknown(String);

impl Unknown {
    pub(crate) fn new(what: &str) -> Unknown {
        Unknown(what.to_owned())
    }
}

impl From<Unknown> for Refusal {
    fn from(Unknown(what): Unknown) -> Refusal {
        Refusal::new(
            0,
            format!("nobody has written down what the service makes of {what}"),
        )
    }
}

/// The rows that the service gives where nobody sets a limit.
const USUAL_LIMIT: usize = 10_000;

impl Query {
    /// Runs the query on lines, each with its own time as that of its event.
    ///
    /// # Errors
    ///
    /// If it does something to these lines of which is not known what the service makes of it.
    pub fn run(&self, lines: &[Line]) -> Result<Table, Refusal> {
        Ok(self.rows(lines)?)
    }

    fn rows(&self, lines: &[Line]) -> Result<Table, Unknown> {
        let mut rows: Vec<Row> = lines.iter().map(event).collect();
        let mut columns = vec!["@timestamp".to_owned(), "@message".to_owned()];
        for command in &self.commands {
            match command {
                Command::Fields(shown) => {
                    columns = names(shown);
                    rows = each(rows, shown)?;
                }
                Command::Filter(condition) => rows = kept(rows, condition)?,
                Command::Stats {
                    columns: counted,
                    by,
                } => {
                    columns = names(by.iter().chain(counted));
                    rows = aggregate::groups(&rows, counted, by)?;
                }
                Command::Sort(key, direction) => sort(&mut rows, &key.text, *direction)?,
                #[allow(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "it was judged"
                )]
                Command::Limit(most) => rows.truncate(*most as usize),
            }
        }
        rows.truncate(USUAL_LIMIT);
        Ok(Table::new(columns, &rows))
    }
}

/// An event as the service finds its fields: those of the object, and its own.
pub(crate) fn event(line: &Line) -> Row {
    let fields = line.members().iter();
    let mut row: Row = fields
        .filter_map(|member| Some((member.key.clone(), Value::of_json(&member.value)?)))
        .collect();
    let text = |text: &str| Value::Text(text.to_owned());
    row.insert("@message".to_owned(), text(line.text()));
    if let Some(ts) = line.get_str("ts") {
        row.insert("@timestamp".to_owned(), text(&time::shown(ts)));
    }
    row
}

fn names<'a>(columns: impl IntoIterator<Item = &'a Column>) -> Vec<String> {
    let names = columns.into_iter().filter_map(Column::name);
    names.map(|name| name.text.clone()).collect()
}

/// Adds what is reckoned for each row.
fn each(rows: Vec<Row>, columns: &[Column]) -> Result<Vec<Row>, Unknown> {
    let add = |mut row: Row| {
        for column in columns {
            if let (Some(name), Some(value)) = (&column.alias, evaluate::value(&column.expr, &row)?)
            {
                row.insert(name.text.clone(), value);
            }
        }
        Ok(row)
    };
    rows.into_iter().map(add).collect()
}

fn kept(rows: Vec<Row>, condition: &Expr) -> Result<Vec<Row>, Unknown> {
    let keep = |row: Row| evaluate::holds(condition, &row).map(|holds| holds.then_some(row));
    rows.into_iter()
        .filter_map(|row| keep(row).transpose())
        .collect()
}

fn sort(rows: &mut [Row], key: &str, direction: Direction) -> Result<(), Unknown> {
    if rows.len() > 1 && rows.iter().any(|row| !row.contains_key(key)) {
        return Err(Unknown::new("sorting by a field that a row does not have"));
    }
    rows.sort_by(|left, right| {
        let order = left[key].compare(&right[key]).unwrap_or(Ordering::Equal);
        match direction {
            Direction::Ascending => order,
            Direction::Descending => order.reverse(),
        }
    });
    Ok(())
}
