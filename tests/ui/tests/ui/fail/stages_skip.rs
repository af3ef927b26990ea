use logging_runtime::stages;

#[stages(skip)]
impl A {
    fn f() {}
}

struct A;

fn main() {}
