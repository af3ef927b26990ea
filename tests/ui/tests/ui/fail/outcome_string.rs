use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome("timeout")]
    A,
}

fn main() {}
