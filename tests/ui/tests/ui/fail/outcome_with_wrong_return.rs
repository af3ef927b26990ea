use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(with = judge)]
    A(u16),
}

fn judge(_: &u16) -> bool {
    true
}

fn main() {}
