use logging_runtime::stage;

#[stage("a\nb")]
fn f() {}

fn main() {}
