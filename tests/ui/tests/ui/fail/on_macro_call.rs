use logging_runtime::stage;

#[stage("a")]
macro_rules! m {
    () => {};
}

fn main() {}
