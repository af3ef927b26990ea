use logging_runtime::{Classify, stage};

#[derive(Classify)]
#[outcome(timeout, speed = 1)]
enum E {
    #[outcome(tiemout, level = "loud")]
    A(#[outcome(blocked)] u8),
    #[outcome(transparent)]
    B,
}

#[stage("still classified")]
fn f() -> Result<u8, E> {
    Err(E::B)
}

fn main() {}
