use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(timeout, crate = obs)]
    A,
}

fn main() {}
