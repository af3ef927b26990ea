//! What the compiler says about a user's own mistakes is the same with an attribute and without.
//!
//! Each file of `user` is compiled twice: as it is, and with every attribute of ours replaced by
//! spaces, so that nothing moves. Level, code, message and places of all diagnostics are compared.

mod allowed;
mod outside;

use std::collections::BTreeSet;

use outside::{Crate, Diagnostic};

/// A difference that there may be: why, its code, and the functions that show it.
type Allowed = (&'static str, &'static str, &'static [&'static str]);

/// One file, and what may be said otherwise about it.
struct File {
    name: &'static str,
    source: &'static str,
    allowed: &'static [Allowed],
}

#[test]
fn errors_and_warnings_are_told_as_without_the_attribute() {
    let types = File {
        name: "types",
        source: include_str!("user/types.rs"),
        allowed: allowed::TYPES,
    };
    let borrows = File {
        name: "borrows",
        source: include_str!("user/borrows.rs"),
        allowed: allowed::BORROWS,
    };
    let warnings = File {
        name: "warnings",
        source: include_str!("user/warnings.rs"),
        allowed: allowed::WARNINGS,
    };
    compare("check", &[types, borrows, warnings]);
}

#[test]
fn clippy_tells_nothing_new_about_an_annotated_function() {
    let lints = File {
        name: "lints",
        source: include_str!("user/lints.rs"),
        allowed: allowed::LINTS,
    };
    let expected = File {
        name: "expected",
        source: include_str!("user/expected.rs"),
        allowed: allowed::EXPECTED,
    };
    compare("clippy", &[lints, expected]);
}

fn compare(command: &'static str, files: &[File]) {
    let sources: Vec<_> = files.iter().map(|file| (file.name, file.source)).collect();
    let said = Crate::new(command, &sources).diagnostics(command);
    let wrong: Vec<_> = files.iter().flat_map(|file| file.wrong(&said)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

impl File {
    /// The differences that are not in the table, and what is in the table and not there.
    fn wrong(&self, said: &[(String, Diagnostic)]) -> Vec<String> {
        let name = self.name;
        let plain = of(said, &format!("{name}_plain"));
        let annotated = of(said, &format!("{name}_annotated"));
        let n_functions = ["#[stage(", "#[job("]
            .map(|attribute| self.source.matches(attribute).count())
            .iter()
            .sum::<usize>();
        assert!(plain.len() > n_functions / 2, "{name} says too little");
        let allowed = keys(self.allowed);
        let mut found = BTreeSet::new();
        let mut wrong = Vec::new();
        for (side, one, other) in [("lost", &plain, &annotated), ("new", &annotated, &plain)] {
            for diagnostic in without(one, other) {
                let key = (function(self.source, diagnostic), diagnostic.code.clone());
                // What is wrong with a lifetime is so in the body.
                let is_misplaced = name == "borrows" && is_at_attribute(self.source, diagnostic);
                if side == "new" && is_misplaced {
                    wrong.push(format!("{name}, at the attribute: {key:?} {diagnostic:?}"));
                }
                if !allowed.contains(&key) {
                    wrong.push(format!("{name}, {side}: {key:?} {diagnostic:?}"));
                }
                found.insert(key);
            }
        }
        let stale = allowed.difference(&found);
        wrong.extend(stale.map(|key| format!("{name}, to be taken from the table: {key:?}")));
        wrong
    }
}

/// Each function with a code of which there may be a difference.
fn keys(allowed: &[Allowed]) -> BTreeSet<(&'static str, String)> {
    let functions = allowed.iter().flat_map(|(_, code, functions)| {
        functions
            .iter()
            .map(|function| (*function, (*code).to_owned()))
    });
    functions.collect()
}

/// All diagnostics of a target in order. One that is told twice is there twice.
fn of<'a>(said: &'a [(String, Diagnostic)], target: &str) -> Vec<&'a Diagnostic> {
    let said = said.iter().filter(|(of, _)| of == target);
    let mut said: Vec<_> = said.map(|(_, diagnostic)| diagnostic).collect();
    said.sort();
    said
}

/// What is in one list and not, or not as often, in the other.
fn without<'a>(one: &[&'a Diagnostic], other: &[&Diagnostic]) -> Vec<&'a Diagnostic> {
    let mut other = other.to_vec();
    let mut left = Vec::new();
    for diagnostic in one {
        match other.binary_search(diagnostic) {
            Ok(at) => {
                other.remove(at);
            }
            Err(_) => left.push(*diagnostic),
        }
    }
    left
}

/// Whether a diagnostic stands where the user wrote an attribute, which is not what is wrong.
fn is_at_attribute(source: &str, diagnostic: &Diagnostic) -> bool {
    let [line, column, ..] = diagnostic.places[0];
    let [line, column] = [line, column].map(|n| usize::try_from(n).expect("small") - 1);
    let text = source.lines().nth(line).and_then(|text| text.get(column..));
    text.is_some_and(|text| text.starts_with("#[stage(") || text.starts_with("#[job("))
}

/// The name of the function at whose lines a diagnostic is.
fn function<'a>(source: &'a str, diagnostic: &Diagnostic) -> &'a str {
    let line = diagnostic.places[0][0];
    let before = source.lines().zip(1..).take_while(|(_, n)| *n <= line);
    let headers = before.filter_map(|(text, _)| text.split_once("fn "));
    let last = headers.last().map_or("", |(_, rest)| rest);
    last.split(['(', '<']).next().unwrap_or_default()
}
