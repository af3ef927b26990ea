//! A second copy of the framework, in a library that a program loads while it runs.

#![allow(unsafe_code)]

use logging_runtime::{evt, stage};

#[stage("second_step")]
fn step() {}

/// Sets up its own copy, and logs.
// SAFETY: no other function of a program that loads this has the name.
#[unsafe(no_mangle)]
pub extern "C" fn log_from_second_copy() {
    let guard = logging_runtime::init();
    evt!("second");
    step();
    tracing::info!("from the second copy");
    drop(guard);
}
