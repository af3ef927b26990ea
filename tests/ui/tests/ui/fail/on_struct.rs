use logging_runtime::stage;

#[stage("a")]
struct S;

fn main() {}
