use logging_runtime::job;

#[job(1)]
fn f() {}

fn main() {}
