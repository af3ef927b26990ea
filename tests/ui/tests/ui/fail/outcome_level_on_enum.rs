use logging_runtime::Classify;

#[derive(Classify)]
#[outcome(level = "warn")]
enum E {
    A,
}

fn main() {}
