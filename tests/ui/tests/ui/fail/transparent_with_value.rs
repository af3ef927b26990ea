use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(transparent = true)]
    A(std::io::Error),
}

fn main() {}
