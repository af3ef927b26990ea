use logging_runtime::stages;

#[stages(none = "success")]
impl A {
    fn f() {}
}

struct A;

fn main() {}
