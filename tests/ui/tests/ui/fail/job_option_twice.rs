use logging_runtime::job;

#[job("x", level = "info", level = "warn")]
fn f() {}

fn main() {}
