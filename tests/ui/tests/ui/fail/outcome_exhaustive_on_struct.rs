use logging_runtime::Classify;

#[derive(Classify)]
#[outcome(exhaustive)]
struct S;

fn main() {}
