use logging_runtime::Classify;

#[derive(Classify)]
union U {
    a: u8,
}

fn main() {}
