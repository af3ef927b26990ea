use logging_runtime::stage;

#[stage(skip)]
fn f() {}

fn main() {}
