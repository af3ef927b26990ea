use logging_runtime::stage;

#[stage("a", level = "debug", level = "info")]
fn f() {}

fn main() {}
