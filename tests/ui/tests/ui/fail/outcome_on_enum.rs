use logging_runtime::Classify;

#[derive(Classify)]
#[outcome(timeout)]
enum E {
    A,
}

fn main() {}
