use logging_runtime::stage;

#[stage("a", future = true)]
fn f() {}

fn main() {}
