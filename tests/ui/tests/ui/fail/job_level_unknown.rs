use logging_runtime::job;

#[job("x", level = "loud")]
fn f() {}

fn main() {}
