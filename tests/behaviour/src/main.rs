//! A program with many scenarios: `behaviour lifecycle::success` runs one of them.
//!
//! Each is what a user would write. The tests run them as children, so that every one has a
//! process of its own: its set-up, its environment, its panic hook and its end.

mod scenarios;

use std::process::ExitCode;

fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    let Some(scenario) = scenarios::find(&name) else {
        eprintln!("there is no scenario `{name}`");
        return ExitCode::from(64);
    };
    scenario();
    ExitCode::SUCCESS
}
