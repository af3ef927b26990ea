use logging_runtime::{Outcome, job};

fn judge(_: &Result<u16, String>) -> Outcome {
    Outcome::Success
}

#[job(outcome = judge)]
fn f() -> Result<u8, String> {
    Ok(1)
}

fn main() {}
