use logging_runtime::Classify;

#[derive(Classify)]
#[outcome(default = tiemout)]
enum E {
    A,
}

fn main() {}
