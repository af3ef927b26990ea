use logging_runtime::stage;

#[stage("x", skip)]
fn f() {}

fn main() {}
