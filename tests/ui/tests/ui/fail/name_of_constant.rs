use logging_runtime::stage;

#[stage(crate::NAME)]
fn f() {}

fn main() {}
