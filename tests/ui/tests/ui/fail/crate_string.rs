use logging_runtime::stage;

#[stage("a", crate = "obs")]
fn f() {}

fn main() {}
