use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(tranparent)]
    A(std::io::Error),
}

fn main() {}
