use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(transparent)]
    A(u8, u8),
}

fn main() {}
