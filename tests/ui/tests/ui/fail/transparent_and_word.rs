use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(transparent, timeout)]
    A(std::io::Error),
}

fn main() {}
