use logging_runtime::job;

#[job("a", start = false)]
fn f() {}

fn main() {}
