use logging_runtime::stages;

#[stages(start = false, start = false)]
impl A {
    fn f() {}
}

struct A;

fn main() {}
