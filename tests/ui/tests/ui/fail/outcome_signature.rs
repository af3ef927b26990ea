use logging_runtime::{Outcome, stage};

fn judge(_: &Result<u16, String>) -> Outcome {
    Outcome::Success
}

#[stage("x", outcome = judge)]
fn f() -> Result<u8, String> {
    Ok(1)
}

fn main() {}
