#![deny(unused)]
#![allow(dead_code)]

use logging_runtime::stage;

#[stage("a")]
fn f(unused: u8, video_id: &str, (a, b): (u8, u8)) -> u8 {
    a
}

#[stage("b")]
async fn g(unused: u8, video_id: &str, mut m: u8) -> u8 {
    m
}

fn main() {}
