use logging_runtime::Classify;

#[derive(Classify)]
#[outcome(default = timeout, exhaustive)]
enum E {
    #[outcome(blocked)]
    A,
}

fn main() {}
