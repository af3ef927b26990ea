//! The README shows a program and what it prints: both have to be true.

use std::process::Command;

const README: &str = include_str!("../../README.md");
const QUICKSTART: &str = include_str!("../src/bin/quickstart.rs");

/// The code block between two marks.
fn block(mark: &str) -> &'static str {
    let inside = README
        .split_once(&format!("<!-- {mark} -->\n```"))
        .and_then(|(_, rest)| rest.split_once(&format!("```\n<!-- /{mark} -->")))
        .map_or("", |(inside, _)| inside);
    inside.split_once('\n').map_or("", |(_, code)| code)
}

/// A line with the two things that differ from run to run taken out.
fn timeless(line: &str) -> String {
    let after_ts = line.split_once("\",\"lvl\"").map_or("", |(_, rest)| rest);
    match after_ts.split_once("\"dur_ms\":") {
        Some((before, rest)) => {
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            format!("{before}\"dur_ms\":{rest}")
        }
        None => after_ts.to_owned(),
    }
}

#[test]
fn the_readme_shows_the_quickstart_as_it_is() {
    let code = QUICKSTART.split_once("\n\n").map_or("", |(_, code)| code);
    assert_eq!(block("quickstart"), code);
}

#[test]
fn the_readme_shows_what_the_quickstart_prints() {
    let output = Command::new(env!("CARGO_BIN_EXE_quickstart"))
        .env_clear()
        .output()
        .expect("the quickstart runs");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let printed: Vec<String> = printed.lines().map(timeless).collect();
    let shown: Vec<String> = block("output").lines().map(timeless).collect();
    assert_eq!(shown, printed);
    assert_eq!(printed.len(), 6);
}
