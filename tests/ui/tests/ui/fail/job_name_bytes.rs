use logging_runtime::job;

#[job(b"x")]
fn f() {}

fn main() {}
