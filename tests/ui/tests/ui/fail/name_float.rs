use logging_runtime::stage;

#[stage(1.5)]
fn f() {}

fn main() {}
