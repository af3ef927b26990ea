//! A program with many scenarios: `setup settings::jobs` runs one of them.
//!
//! Each is what a user would write. The tests run them as children, since what is set up is set up
//! for a whole process, from its own environment.

mod probe;
mod scenarios;
mod work;

use std::process::ExitCode;

fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    if let Some(scenario) = scenarios::find(&name) {
        scenario();
        ExitCode::SUCCESS
    } else {
        eprintln!("there is no scenario `{name}`");
        ExitCode::from(64)
    }
}
