use logging_runtime::{job, stage};

#[stage(levl = "debug")]
fn first() {}

#[job("x", start = false, fields(a, a))]
const fn second() {}

struct A;

impl A {
    #[stage("")]
    #[stage("y")]
    async fn third(&self) {}
}

fn main() {
    first();
    second();
    drop(A.third());
}
