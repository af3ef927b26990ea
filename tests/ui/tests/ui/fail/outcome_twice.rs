use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(timeout)]
    #[outcome(blocked)]
    A,
}

fn main() {}
