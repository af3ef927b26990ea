use logging_runtime::stage;

#[stage("a")]
pub enum E {}

fn main() {}
