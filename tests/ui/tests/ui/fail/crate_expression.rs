use logging_runtime::stage;

#[stage("x", crate = f())]
fn f() {}

fn main() {}
