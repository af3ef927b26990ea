use logging_runtime::job;

#[job("", levl = "debug", fields(outcome = 1, a, a), level = "loud", start = f(a, b), none = "Bad")]
const fn f() {}

fn main() {}
