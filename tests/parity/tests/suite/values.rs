//! What a function does and returns.

use parity::recorded;

use crate::{annotated, bare};

type All = fn() -> Vec<(&'static str, String)>;

const TOPICS: [(All, All); 4] = [
    (annotated::bodies::all, bare::bodies::all),
    (annotated::methods::all, bare::methods::all),
    (annotated::later::all, bare::later::all),
    (annotated::made::all, bare::made::all),
];

#[test]
fn annotated_functions_return_what_the_plain_ones_do() {
    for (annotated, plain) in TOPICS {
        assert_eq!(annotated(), plain());
    }
}

#[test]
fn they_do_when_lines_are_written_as_well() {
    for (annotated, plain) in TOPICS {
        let (all, lines) = recorded(annotated);
        assert_eq!(all, plain());
        assert!(lines >= all.len());
    }
}
