use logging_runtime::stage;

#[stage("a", outcome = 5)]
fn f() {}

fn main() {}
