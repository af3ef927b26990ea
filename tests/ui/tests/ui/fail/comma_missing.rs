use logging_runtime::stage;

#[stage("a" level = "debug")]
fn f() {}

fn main() {}
