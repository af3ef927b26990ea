use logging_runtime::Classify;

#[derive(Classify)]
enum E {
    #[outcome(with = missing)]
    A(u16),
}

fn main() {}
