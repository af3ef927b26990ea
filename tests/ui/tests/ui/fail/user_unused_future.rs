#![deny(unused_must_use)]
#![allow(dead_code)]

use logging_runtime::stage;

#[stage("a")]
async fn f() {}

fn g() {
    f();
}

fn main() {}
