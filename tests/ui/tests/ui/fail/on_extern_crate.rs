use logging_runtime::stage;

#[stage("x")]
extern crate core;

fn main() {}
