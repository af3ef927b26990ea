//! Whether a query that can be read means anything.

mod expression;
mod functions;

use crate::query::{Column, Command, Name, Query};
use crate::vocabulary;
use crate::{Refusal, parse};

impl Query {
    /// Reads a query, and judges it.
    ///
    /// # Errors
    ///
    /// The first place that is not in the language, that names what no line has, or that the service refuses.
    ///
    /// # Example
    ///
    /// ```
    /// let refusal = cloudwatch::Query::read("stats countif(outcome = \"error\") as n").unwrap_err();
    /// assert_eq!(
    ///     refusal.to_string(),
    ///     "byte 6: there is no function `countif`: count by `sum(strcontains(outcome, \"error\"))`",
    /// );
    /// ```
    pub fn read(text: &str) -> Result<Query, Refusal> {
        let query = parse::query(text)?;
        let mut scope = Scope::default();
        for command in &query.commands {
            scope.judge(command)?;
        }
        Ok(query)
    }
}

/// What is known where a command stands.
#[derive(Default)]
struct Scope {
    /// What the query has named, beside the fields of a line.
    named: Vec<String>,
    /// What `stats` has named, which is all that it leaves.
    counted: Vec<String>,
    is_counted: bool,
    is_sorted: bool,
}

/// Where an expression stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On its own line of events.
    Row,
    /// What `stats` says, outside of any function of many lines.
    Stats,
    /// What `stats` counts by.
    By,
}

impl Scope {
    fn judge(&mut self, command: &Command) -> Result<(), Refusal> {
        match command {
            Command::Filter(condition) => self.condition(condition),
            Command::Fields(columns) => self.fields(columns),
            Command::Stats { columns, by } => self.stats(columns, by),
            Command::Sort(name, _) => {
                self.is_sorted = true;
                self.field(name)
            }
            Command::Limit(_) => {
                self.is_sorted = true;
                Ok(())
            }
        }
    }

    fn fields(&mut self, columns: &[Column]) -> Result<(), Refusal> {
        let mut shown: Vec<&str> = Vec::new();
        for column in columns {
            self.value(&column.expr, Place::Row)?;
            let name = named(column)?;
            if shown.contains(&name.text.as_str()) {
                return Err(twice(name));
            }
            shown.push(&name.text);
            if column.alias.is_some() {
                let name = new_name(column, &self.named)?;
                self.named.push(name);
            }
        }
        Ok(())
    }

    fn stats(&mut self, columns: &[Column], by: &[Column]) -> Result<(), Refusal> {
        let first = columns.first().map_or(0, |column| column.expr.at());
        if self.is_counted {
            return Err(Refusal::new(first, "the portable language has one `stats`"));
        }
        if self.is_sorted {
            return Err(Refusal::new(
                first,
                "no `sort` and no `limit` may stand before `stats`",
            ));
        }
        for column in by {
            self.value(&column.expr, Place::By)?;
        }
        for column in columns {
            self.value(&column.expr, Place::Stats)?;
            let name = new_name(column, &self.counted)?;
            self.counted.push(name);
        }
        for column in by {
            let name = new_name(column, &self.counted)?;
            self.counted.push(name);
        }
        self.is_counted = true;
        Ok(())
    }

    fn counted_field(&self, name: &Name) -> Result<(), Refusal> {
        if self.counted.contains(&name.text) {
            return Ok(());
        }
        let which = format!(
            "there are many lines, so which `{0}`? `max({0})` is one",
            name.text
        );
        Err(Refusal::new(name.at, which))
    }

    fn field(&self, name: &Name) -> Result<(), Refusal> {
        let is_known = if self.is_counted {
            self.counted.contains(&name.text)
        } else {
            self.named.contains(&name.text) || vocabulary::is_field(&name.text)
        };
        let who = if self.is_counted {
            "`stats` has left no"
        } else {
            "no line has"
        };
        if is_known {
            Ok(())
        } else {
            Err(Refusal::new(name.at, format!("{who} `{}`", name.text)))
        }
    }
}

/// The name that a column is given. An alias must be a new one.
fn new_name(column: &Column, before: &[String]) -> Result<String, Refusal> {
    let name = named(column)?;
    if column.alias.is_some() && vocabulary::is_field(&name.text) {
        return Err(Refusal::new(
            name.at,
            format!(
                "lines have a field `{}`, and of a column of that name the service leaves out the values",
                name.text
            ),
        ));
    }
    if before.contains(&name.text) {
        Err(twice(name))
    } else {
        Ok(name.text.clone())
    }
}

fn named(column: &Column) -> Result<&Name, Refusal> {
    let unnamed = || Refusal::new(column.expr.at(), "this needs a name: `.. as name`");
    column.name().ok_or_else(unnamed)
}

fn twice(name: &Name) -> Refusal {
    Refusal::new(name.at, format!("`{}` is defined already", name.text))
}
