use logging_runtime::job;

#[job(fields(event = 1))]
fn f() {}

fn main() {}
