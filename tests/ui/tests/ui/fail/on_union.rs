use logging_runtime::stage;

#[stage("x")]
union A {
    a: u8,
}

fn main() {}
