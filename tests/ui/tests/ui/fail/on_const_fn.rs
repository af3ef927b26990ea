use logging_runtime::stage;

#[stage("a")]
const fn f() {}

fn main() {}
