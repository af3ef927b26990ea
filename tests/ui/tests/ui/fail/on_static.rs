use logging_runtime::stage;

#[stage("a")]
static S: u8 = 1;

fn main() {}
