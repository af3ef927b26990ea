use logging_runtime::job;

#[job(fields(retries))]
fn f() {}

fn main() {}
