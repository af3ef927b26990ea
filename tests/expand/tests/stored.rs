//! Each case expands to what is stored beside it, byte for byte. `BLESS=1 cargo test -p expand`
//! writes the expansions anew; what changed is then to be read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use similar::TextDiff;

const HINT: &str = "if this is what is meant: BLESS=1 cargo test -p expand";

/// The files of the folder that end so, without that end.
fn files(end: &str) -> BTreeSet<String> {
    let folder = fs::read_dir(cases()).expect("the cases are there");
    let names = folder.map(|entry| entry.expect("readable").file_name());
    let names = names.map(|name| name.into_string().expect("a name in UTF-8"));
    names
        .filter_map(|name| Some(name.strip_suffix(end)?.to_owned()))
        .collect()
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

fn names() -> Vec<String> {
    let all = files(".rs").into_iter();
    all.filter(|name| !name.ends_with(".expanded")).collect()
}

/// What is now made of a case.
fn expanded(name: &str) -> String {
    let source = fs::read_to_string(cases().join(format!("{name}.rs"))).expect("readable");
    let text = expand::expanded(&source).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(!text.contains("compile_error"), "{name}: {text}");
    assert_ne!(text, source, "{name}: nothing in it is annotated");
    text
}

#[test]
fn every_case_expands_to_what_is_stored() {
    let mut differences = Vec::new();
    for name in names() {
        let path = cases().join(format!("{name}.expanded.rs"));
        let now = expanded(&name);
        if env::var_os("BLESS").is_some() {
            fs::write(&path, now).expect("writable");
            continue;
        }
        let stored = fs::read_to_string(&path).unwrap_or_default();
        if stored != now {
            let diff = TextDiff::from_lines(&stored, &now);
            let diff = diff.unified_diff().header("stored", "now").to_string();
            differences.push(format!("{name}:\n{diff}"));
        }
    }
    assert!(
        differences.is_empty(),
        "\n{}\n{HINT}",
        differences.join("\n")
    );
}

#[test]
fn no_expansion_is_stored_without_its_case() {
    let names: BTreeSet<String> = names().into_iter().collect();
    let stored = files(".expanded.rs");
    let left_over: Vec<&String> = stored.difference(&names).collect();
    assert!(left_over.is_empty(), "without a case: {left_over:?}");
}
