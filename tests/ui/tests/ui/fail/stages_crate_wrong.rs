use logging_runtime::stages;

#[stages(crate = ::obs)]
impl A {
    fn f() {}
}

struct A;

fn main() {}
