use logging_runtime::stage;

#[stage("x", fields(target = "y"))]
fn f() {}

fn main() {}
