use logging_runtime::stage;

#[stage("a", outcome = )]
fn f() {}

fn main() {}
