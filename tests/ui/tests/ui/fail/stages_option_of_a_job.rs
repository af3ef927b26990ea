use logging_runtime::stages;

#[stages(id = 7)]
impl A {
    fn f() {}
}

struct A;

fn main() {}
