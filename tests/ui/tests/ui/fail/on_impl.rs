use logging_runtime::stage;

struct S;

#[stage("a")]
impl S {}

fn main() {}
