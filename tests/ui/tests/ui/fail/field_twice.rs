use logging_runtime::stage;

#[stage("a", fields(n = 5, n = 6))]
fn f() {}

fn main() {}
