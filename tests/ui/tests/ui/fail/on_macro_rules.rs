use logging_runtime::stage;

#[stage("x")]
macro_rules! a {
    () => {};
}

fn main() {}
