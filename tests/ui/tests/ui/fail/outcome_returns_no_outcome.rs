use logging_runtime::{job, stage};

mod judges {
    pub fn is_small(value: &u8) -> bool {
        *value < 10
    }
}

#[stage("x", outcome = judges::is_small)]
fn f() -> u8 {
    1
}

#[job("y", outcome = judges::is_small)]
async fn g() -> u8 {
    1
}

fn main() {}
