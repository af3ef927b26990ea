use logging_runtime::stage;

#[stage("x", ctx(stage = 1))]
fn f() {}

fn main() {}
