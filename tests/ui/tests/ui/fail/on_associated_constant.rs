use logging_runtime::stage;

struct A;

impl A {
    #[stage("x")]
    const N: u8 = 1;
}

fn main() {}
