use logging_runtime::stage;

#[stage(name = "x")]
fn f() {}

fn main() {}
