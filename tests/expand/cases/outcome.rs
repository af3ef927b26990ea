use logging_runtime::{Outcome, stage};

fn judge(value: &u8) -> Outcome {
    if *value > 3 {
        Outcome::Error
    } else {
        Outcome::Success
    }
}

#[stage("path", outcome = judge)]
fn by_path() -> u8 {
    5
}

#[stage("closure", outcome = |all: &Vec<u8>| if all.is_empty() { Outcome::Blocked } else { Outcome::Success })]
async fn by_closure() -> Vec<u8> {
    Vec::new()
}
