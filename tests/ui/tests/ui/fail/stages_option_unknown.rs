use logging_runtime::stages;

#[stages(levl = "debug")]
impl A {
    fn f() {}
}

struct A;

fn main() {}
