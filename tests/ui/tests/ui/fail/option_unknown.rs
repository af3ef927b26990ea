use logging_runtime::stage;

#[stage("a", levl = "debug")]
fn f() {}

fn main() {}
