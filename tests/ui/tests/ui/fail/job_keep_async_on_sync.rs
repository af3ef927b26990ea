use logging_runtime::job;

#[job(keep_async)]
fn f() {}

fn main() {}
