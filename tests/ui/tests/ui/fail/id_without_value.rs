use logging_runtime::job;

#[job(id =)]
fn f() {}

fn main() {}
