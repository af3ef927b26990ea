use logging_runtime::stage;

#[stage("a", level = "loud")]
fn f() {}

fn main() {}
