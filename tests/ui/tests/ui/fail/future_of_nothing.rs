use logging_runtime::stage;

#[stage("a", future)]
fn f() {}

fn main() {}
