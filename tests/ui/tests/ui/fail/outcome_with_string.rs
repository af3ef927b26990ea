use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(with = "judge")]
    A,
}

fn main() {}
