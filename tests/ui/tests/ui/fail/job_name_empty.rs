use logging_runtime::job;

#[job("")]
fn f() {}

fn main() {}
