use logging_runtime::job;

#[job]
struct A;

fn main() {}
