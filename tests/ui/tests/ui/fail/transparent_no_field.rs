use logging_runtime::Classify;

#[derive(Classify)]
#[outcome(transparent)]
struct S;

fn main() {}
