//! Programs on the way back to the set-up that they had before.

use logging_runtime::{Logging, evt, init};

use super::Scenarios;
use crate::work;

pub(super) const ALL: Scenarios = &[
    ("everything", everything),
    ("handle", handle),
    ("twice", twice),
    ("strict_twice", strict_twice),
    ("panics", panics),
    ("panics_strict", panics_strict),
    ("has_a_subscriber", has_a_subscriber),
];

fn everything() {
    let _guard = init();
    evt!("coarse");
    evt!(debug, "fine");
    work::two_jobs();
}

/// An old set-up that no subscriber tells of.
fn old() -> Logging {
    Logging::builder().legacy(|| eprintln!("the old set-up"))
}

fn handle() {
    let guard = old().init();
    let refused = guard.handle().set_filter("debug");
    eprintln!("{}", refused.expect_err("the filter is not ours"));
    guard.reopen().expect("no file of ours");
    assert!(guard.flush(std::time::Duration::ZERO));
}

fn twice() {
    let first = old().try_init();
    eprintln!("{}", if first.is_ok() { "done" } else { "refused" });
    let _second = old().init();
}

fn strict_twice() {
    for _ in 0..2 {
        match old().try_init() {
            Ok(_guard) => eprintln!("done"),
            Err(error) => eprintln!("{error}: {}", error.is_already_installed()),
        }
    }
}

fn panicking() -> Logging {
    std::panic::set_hook(Box::new(|_| ()));
    Logging::builder().legacy(|| panic!("no luck"))
}

fn panics() {
    let _guard = panicking().init();
    tracing::info!("hello");
}

fn panics_strict() {
    let refused = panicking().try_init().map(drop);
    eprintln!("{}", refused.expect_err("it panics"));
    // Nothing has been set up, so that the program can do something else.
    let _guard = old().init();
}

fn has_a_subscriber() {
    std::panic::set_hook(Box::new(|_| ()));
    tracing_subscriber::fmt().init();
    let _guard = Logging::builder()
        .legacy(|| tracing_subscriber::fmt().init())
        .init();
    tracing::info!("hello");
}
