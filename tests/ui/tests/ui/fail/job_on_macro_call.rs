use logging_runtime::job;

#[job]
thread_local! {}

fn main() {}
