use logging_runtime::job;

#[job(id = 1, id = 2)]
fn f() {}

fn main() {}
