use logging_runtime::stage;

#[stage("x")]
gen fn f() -> u8 {
    yield 1;
}

fn main() {}
