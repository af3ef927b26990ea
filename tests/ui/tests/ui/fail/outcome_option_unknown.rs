use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(timeout, errortype = "x")]
    A,
}

fn main() {}
