use logging_runtime::stage;

#[stage(["x"])]
fn f() {}

fn main() {}
