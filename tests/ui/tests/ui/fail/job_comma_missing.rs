use logging_runtime::job;

#[job("x" level = "info")]
fn f() {}

fn main() {}
