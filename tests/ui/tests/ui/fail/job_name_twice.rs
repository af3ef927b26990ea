use logging_runtime::job;

#[job("x", "y")]
fn f() {}

fn main() {}
