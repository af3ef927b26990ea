use logging_runtime::job;

#[job(fields(n = 1, n = 2))]
fn f() {}

fn main() {}
