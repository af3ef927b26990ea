use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(timeout error_type = "x")]
    A,
}

fn main() {}
