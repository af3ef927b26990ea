use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(tiemout)]
    A,
}

fn main() {}
