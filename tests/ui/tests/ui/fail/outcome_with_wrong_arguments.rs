use logging_runtime::{Classify, Outcome};

#[derive(Classify)]
enum E {
    #[outcome(with = judge)]
    A(u16),
}

fn judge(_: &str) -> Outcome {
    Outcome::Error
}

fn main() {}
