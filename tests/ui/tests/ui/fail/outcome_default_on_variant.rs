use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(default = timeout)]
    A,
}

fn main() {}
