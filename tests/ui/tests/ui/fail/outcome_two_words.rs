use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(timeout, blocked)]
    A,
}

fn main() {}
