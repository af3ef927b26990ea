use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    A(#[outcome(timeout)] u8),
}

fn main() {}
