use logging_runtime::stage;

#[stage(c"x")]
fn f() {}

fn main() {}
