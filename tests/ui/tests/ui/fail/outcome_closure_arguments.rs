use logging_runtime::{Outcome, stage};

#[stage("x", outcome = |_, _| Outcome::Success)]
fn two() -> u8 {
    1
}

#[stage("x", outcome = |_: u8| Outcome::Success)]
fn by_value() -> u8 {
    1
}

fn main() {}
