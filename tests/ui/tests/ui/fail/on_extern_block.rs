use logging_runtime::stage;

#[stage("a")]
unsafe extern "C" {}

fn main() {}
