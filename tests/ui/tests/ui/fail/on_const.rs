use logging_runtime::stage;

#[stage("a")]
const C: u8 = 1;

fn main() {}
