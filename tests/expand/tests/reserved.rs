//! The keys that a run may not set are refused where they are written, all that the runtime has.

use expand::Attribute;
use quote::quote;

const SCHEMA: &str = include_str!("../../../logging-runtime/src/line/schema.rs");

#[test]
fn every_key_that_says_what_a_run_is_is_refused() {
    let keys: Vec<&str> = own_keys().chain(marks()).chain(fixed()).collect();
    assert!(keys.contains(&"stderr_tail") && keys.contains(&"_aws") && keys.contains(&"outcome"));
    for key in keys {
        assert!(is_refused(key), "{key}");
    }
    assert!(!is_refused("exit_code") && !is_refused("attempt"));
}

fn is_refused(key: &str) -> bool {
    let function = quote!(
        fn f() {}
    );
    let expanded = Attribute::Stage.apply(quote!("x", fields(#key = 1)), function);
    expanded.to_string().contains("compile_error")
}

/// Those in the table of the framework's that do not only count or measure.
fn own_keys() -> impl Iterator<Item = &'static str> {
    let rows = SCHEMA.lines().filter(|line| line.ends_with(", false),"));
    rows.filter_map(|row| row.split('"').nth(1))
}

fn marks() -> impl Iterator<Item = &'static str> {
    let marks = SCHEMA
        .lines()
        .filter(|line| line.starts_with("const MARKS:"));
    marks.flat_map(|line| line.split('"').skip(1).step_by(2))
}

/// Those that stand first.
fn fixed() -> impl Iterator<Item = &'static str> {
    let ranks = SCHEMA.split("fn fixed_rank").nth(1).unwrap_or_default();
    let arms = ranks.split("_ => ranked").next().unwrap_or_default();
    arms.split('"').skip(1).step_by(2)
}
