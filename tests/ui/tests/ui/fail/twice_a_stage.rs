use logging_runtime::stage;

#[stage("a")]
#[stage("b")]
fn f() {}

fn main() {}
