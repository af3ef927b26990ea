use logging_runtime::job;

#[job]
impl A {
    fn f() {}
}

struct A;

fn main() {}
