use logging_runtime::job;

#[job("x", levl = "debug")]
fn f() {}

fn main() {}
