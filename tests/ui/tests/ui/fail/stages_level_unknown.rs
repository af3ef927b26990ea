use logging_runtime::stages;

#[stages(level = "loud")]
impl A {
    #[stage(skip)]
    fn f() {}
}

struct A;

fn main() {}
