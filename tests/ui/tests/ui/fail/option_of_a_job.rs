use logging_runtime::stage;

#[stage("a", id = 5)]
fn f() {}

fn main() {}
