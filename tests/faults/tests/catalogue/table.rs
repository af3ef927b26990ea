//! `docs/guarantees.md`: the catalogue as a table, made from the cases.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use libtest_mimic::Failed;

use crate::case::Case;
use crate::cases;

const BEGIN: &str = "<!-- faults -->\n";
const END: &str = "<!-- /faults -->";

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guarantees.md")
}

fn committed() -> String {
    std::fs::read_to_string(path()).expect("docs/guarantees.md is there")
}

/// The tables in the document, and what stands before and behind them.
fn parts(document: &str) -> (&str, &str, &str) {
    let (before, rest) = document
        .split_once(BEGIN)
        .expect("the document has a place for them");
    let (tables, behind) = rest.split_once(END).expect("the place has an end");
    (before, tables, behind)
}

/// Writes the tables with these figures; rows that were not run keep theirs.
pub(crate) fn write(figures: &BTreeMap<&'static str, String>) {
    let document = committed();
    let (before, committed, behind) = parts(&document);
    let mut tables = String::new();
    for (title, parts) in cases::GROUPS {
        let group = parts.concat();
        let _ = write!(tables, "\n## {title}\n\n");
        let has_incumbent = group.iter().any(|case| !case.incumbent.is_empty());
        tables.push_str(if has_incumbent {
            "| # | fault | promise | figure | the incumbent |\n|---|---|---|---|---|\n"
        } else {
            "| # | fault | promise | figure |\n|---|---|---|---|\n"
        });
        for case in &group {
            let figure = figures.get(case.id).map(String::as_str);
            let figure = figure
                .or_else(|| figure_in(committed, case))
                .unwrap_or_default();
            let _ = write!(tables, "{}{figure} |", head(case));
            if has_incumbent {
                let _ = write!(tables, " {} |", case.incumbent);
            }
            tables.push('\n');
        }
    }
    let document = format!("{before}{BEGIN}{tables}\n{END}{behind}");
    std::fs::write(path(), document).expect("it can be written");
}

/// The figure that stands in a case's row.
fn figure_in<'a>(tables: &'a str, case: &Case) -> Option<&'a str> {
    let head = head(case);
    let rest = tables.lines().find_map(|row| row.strip_prefix(&*head))?;
    Some(rest.split_once(" |")?.0)
}

/// The part of a row that says what is promised.
fn head(case: &Case) -> String {
    format!(
        "| {} `{}` | {} | {} | ",
        case.id, case.name, case.fault, case.promise
    )
}

/// Whether the committed tables have the rows of the code, in their order, each with a figure.
pub(crate) fn is_current() -> Result<(), Failed> {
    let document = committed();
    let (_, tables, _) = parts(&document);
    let rows = tables
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| # "));
    let mut rows = rows.collect::<Vec<_>>().into_iter();
    for case in cases::all() {
        let row = rows.next().unwrap_or_default();
        let figure = row.strip_prefix(&head(&case));
        if figure.is_none_or(|figure| figure.starts_with(" |")) {
            return Err(format!(
                "`{row}` is not the row of {}; `BLESS=1 cargo test -p faults` writes it",
                case.id
            )
            .into());
        }
        if !case.incumbent.is_empty() && !row.ends_with(&format!("| {} |", case.incumbent)) {
            return Err(format!("`{row}` says something else of the incumbent").into());
        }
    }
    rows.next().map_or(Ok(()), |row| {
        Err(format!("`{row}` is the row of no case").into())
    })
}
