use logging_runtime::{Classify, stage};

#[derive(Debug, Classify)]
enum E {
    #[outcome(tiemout)]
    A,
}

#[stage("a")]
fn f() -> Result<u8, E> {
    Err(E::A)
}

fn main() {}
