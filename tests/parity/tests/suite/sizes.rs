//! The size of a future, which every future that awaits it pays as well.

use std::fmt::Write;

use crate::{annotated, bare};

/// What an annotated future may have more than the plain one, in bytes.
const MOST: usize = 64;

/// Those whose arguments a plain `async fn` stores twice, and ours once.
const SMALLER: &[&str] = &[
    "1 KiB over an await",
    "1 KiB by value over an await",
    "five deep with 256 bytes",
    "five deep, each a stage",
];

#[test]
fn a_future_is_at_most_64_bytes_larger_than_the_plain_one_and_smaller_with_large_arguments() {
    let mut table = format!("{:<32}{:>8}{:>11}{:>7}\n", "", "plain", "annotated", "more");
    let mut wrong = Vec::new();
    for ((name, plain), (_, annotated)) in
        bare::sizes::all().into_iter().zip(annotated::sizes::all())
    {
        let more = annotated.cast_signed() - plain.cast_signed();
        writeln!(table, "{name:<32}{plain:>8}{annotated:>11}{more:>+7}").expect("a string");
        let is_small = annotated <= plain + MOST;
        let is_smaller = annotated < plain || !SMALLER.contains(&name);
        if !(is_small && is_smaller) {
            wrong.push(name);
        }
    }
    println!("{table}");
    assert_eq!(wrong, Vec::<&str>::new(), "are too large");
}

/// A type that names the function's own type parameters more than once would grow by that much at each level,
/// and with it all that the compiler makes of it.
#[test]
fn the_type_of_nested_futures_grows_as_that_of_the_plain_ones_does() {
    let (annotated, plain) = (annotated::sizes::nested_name(), bare::sizes::nested_name());
    assert!(annotated.len() <= 5 * plain.len());
}

#[test]
fn the_futures_do_what_the_plain_ones_do() {
    assert_eq!(annotated::sizes::values(), bare::sizes::values());
}
