use logging_runtime::stage;

#[stage("")]
fn f() {}

fn main() {}
