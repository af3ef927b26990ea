use logging_runtime::stage;

#[stage("a")]
trait T {}

fn main() {}
