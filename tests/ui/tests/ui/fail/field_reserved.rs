use logging_runtime::stage;

#[stage("a", fields(outcome = 5))]
fn f() {}

fn main() {}
