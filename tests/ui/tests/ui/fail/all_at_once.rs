use logging_runtime::stage;

#[stage(levl = "debug", fields(outcome = 1, a, a), level = "loud", id = f(a, b), none = "Bad")]
const fn f() {}

fn main() {}
