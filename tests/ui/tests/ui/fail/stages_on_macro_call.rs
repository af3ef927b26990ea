use logging_runtime::stages;

#[stages]
thread_local! {}

fn main() {}
