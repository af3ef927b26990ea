use logging_runtime::job;

#[job(outcome = 5)]
fn f() {}

fn main() {}
