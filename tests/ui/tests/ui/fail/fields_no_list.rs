use logging_runtime::stage;

#[stage("a", fields = 5)]
fn f() {}

fn main() {}
