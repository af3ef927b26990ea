use logging_runtime::stage;

#[stage("x", crate = ::obs)]
fn f() {}

fn main() {}
