use logging_runtime::{stage, stages};

#[stages]
impl A {
    #[stage]
    fn f() {}

    #[stage("g", skip)]
    fn g() {}
}

struct A;

fn main() {}
