use logging_runtime::Classify;

#[derive(Classify)]
#[outcome(default = "timeout")]
enum E {
    A,
}

fn main() {}
