#![deny(dead_code)]

use logging_runtime::stage;

#[stage("a")]
fn f() {}

struct S;

impl S {
    #[stage("b")]
    async fn g(&self) {}
}

fn main() {}
