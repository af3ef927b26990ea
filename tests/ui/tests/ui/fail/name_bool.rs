use logging_runtime::stage;

#[stage(true)]
fn f() {}

fn main() {}
