use logging_runtime::stage;

#[stage("x")]
pub type A = u8;

fn main() {}
