use logging_runtime::stage;

struct A {
    #[stage("x")]
    a: u8,
}

fn main() {}
