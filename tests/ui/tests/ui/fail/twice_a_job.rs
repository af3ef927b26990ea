use logging_runtime::job;

#[job]
#[inline]
#[logging_runtime::job("b")]
fn f() {}

fn main() {}
