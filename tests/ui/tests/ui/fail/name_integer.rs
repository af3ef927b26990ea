use logging_runtime::stage;

#[stage(1)]
fn f() {}

fn main() {}
