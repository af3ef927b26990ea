use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(timeout = "30s")]
    A,
}

fn main() {}
