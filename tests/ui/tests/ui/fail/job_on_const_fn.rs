use logging_runtime::job;

#[job]
const fn f() {}

fn main() {}
