use logging_runtime::job;

#[job(transcript)]
fn f() {}

fn main() {}
