use logging_runtime::job;

#[job(crate = "obs")]
fn f() {}

fn main() {}
