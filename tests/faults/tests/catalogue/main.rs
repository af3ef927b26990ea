//! The fault catalogue: what can happen, what is promised all the same, and what was measured.
//!
//! Every case is a test of its own, made from one table. `BLESS=1 cargo test -p faults` runs them
//! all, or those that are asked for, and writes `docs/guarantees.md`; with `FAULTS=full` each has the number that its promise was
//! made for.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "what is counted here is small"
)]

mod case;
mod cases;
mod child;
mod lines;
mod starve;
mod table;

use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use libtest_mimic::{Arguments, Trial};

use case::Figures;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // The children have threads of their own, and some of them measure.
    arguments.test_threads.get_or_insert(2);
    let figures = Figures::default();
    let mut trials: Vec<Trial> = cases::all().map(|case| case.trial(&figures)).collect();
    let blesses = std::env::var_os("BLESS").is_some();
    if !blesses {
        trials.push(Trial::test(
            "the_table_has_the_promises_of_the_code",
            table::is_current,
        ));
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    let figures = Arc::into_inner(figures).map(Mutex::into_inner);
    if let Some(Ok(figures)) = figures
        && blesses
    {
        table::write(&figures);
    }
    conclusion.exit_code()
}
