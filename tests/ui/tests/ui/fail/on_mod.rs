use logging_runtime::stage;

#[stage("a")]
mod m {}

fn main() {}
