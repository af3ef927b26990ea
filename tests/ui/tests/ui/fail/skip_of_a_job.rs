use logging_runtime::job;

#[job(skip)]
fn f() {}

fn main() {}
