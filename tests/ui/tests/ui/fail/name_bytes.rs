use logging_runtime::stage;

#[stage(b"fetch")]
fn f() {}

fn main() {}
