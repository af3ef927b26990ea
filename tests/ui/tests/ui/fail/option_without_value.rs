use logging_runtime::stage;

#[stage("a", level)]
fn f() {}

fn main() {}
