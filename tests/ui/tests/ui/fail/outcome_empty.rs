use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome]
    A,
}

fn main() {}
