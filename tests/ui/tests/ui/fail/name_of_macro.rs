use logging_runtime::stage;

#[stage(concat!("a", "b"))]
fn f() {}

fn main() {}
