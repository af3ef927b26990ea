use logging_runtime::stage;

#[stage("a", level = 3)]
fn f() {}

fn main() {}
