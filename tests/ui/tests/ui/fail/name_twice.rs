use logging_runtime::stage;

#[stage("a", "b")]
fn f() {}

fn main() {}
