use logging_runtime::stages;

#[stages]
pub struct A;

fn main() {}
