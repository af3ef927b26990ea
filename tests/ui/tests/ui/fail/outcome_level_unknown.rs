use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(timeout, level = "loud")]
    A,
}

fn main() {}
