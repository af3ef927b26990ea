use logging_runtime::job;

#[job("a\nb")]
fn f() {}

fn main() {}
