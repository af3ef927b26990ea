use logging_runtime::stages;

#[stages("asr")]
impl A {
    fn f() {}
}

struct A;

fn main() {}
