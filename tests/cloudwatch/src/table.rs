//! What a query gives, to be read.

use std::fmt;

use crate::run::Row;

/// Columns with their names, and what stands in them. Where a row has no value, nothing stands.
///
/// ```
/// let query = cloudwatch::Query::read("stats count(*) as lines by event")?;
/// assert_eq!(query.run(&[])?.to_string(), "event | lines\n");
/// # Ok::<(), cloudwatch::Refusal>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(columns: Vec<String>, rows: &[Row]) -> Table {
        let cell = |row: &Row, name: &String| row.get(name).map(ToString::to_string);
        let cells = |row| {
            columns
                .iter()
                .map(|name| cell(row, name).unwrap_or_default())
                .collect()
        };
        let rows = rows.iter().map(cells).collect();
        Table { columns, rows }
    }

    /// What stands in a column, from the first row to the last; nothing where there is no such column.
    #[must_use]
    pub fn column(&self, name: &str) -> Vec<&str> {
        let Some(at) = self.columns.iter().position(|column| column == name) else {
            return Vec::new();
        };
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.columns.join(" | "))?;
        self.rows
            .iter()
            .try_for_each(|row| writeln!(f, "{}", row.join(" | ")))
    }
}
