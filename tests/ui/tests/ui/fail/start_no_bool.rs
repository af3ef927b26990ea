use logging_runtime::stage;

#[stage("a", start = "no")]
fn f() {}

fn main() {}
