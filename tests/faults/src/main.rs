//! A program with many lives: `faults lines 1000` lives one of them.
//!
//! Each is what a user would write, and meets one fault. The catalogue runs them as children: it
//! kills, starves and fills them, and judges what they have written. What they know themselves
//! (how much they sent, how long it took) they leave as [`facts`].

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "what is counted here is small"
)]

mod facts;
mod interpose;
mod programs;

use std::process::ExitCode;

fn main() -> ExitCode {
    // A program that waits for ever is ended by a signal, which no case expects.
    let patience = std::env::var("FAULTS_PATIENCE").ok();
    interpose::end_in(
        patience
            .and_then(|seconds| seconds.parse().ok())
            .unwrap_or(240),
    );
    let name = std::env::args().nth(1).unwrap_or_default();
    let Some(program) = programs::find(&name) else {
        eprintln!("there is no program `{name}`");
        return ExitCode::from(64);
    };
    program();
    ExitCode::SUCCESS
}
