use logging_runtime::job;

#[job]
mod a {}

fn main() {}
