#![deny(warnings)]
//! Patterns as parameters, attributes on them, and raw identifiers.

use logging_runtime::stage;

struct Point {
    x: u8,
    y: u8,
}

#[stage("tuple", fields(a, total = a + b))]
fn tuple((a, mut b): (u8, u8), [c, _]: [u8; 2], _: String) -> u8 {
    b += c;
    a + b
}

#[stage("struct")]
fn fields(Point { x, y: other }: Point, &one: &u8, ref two: u8, whole @ (_, _): (u8, u8)) -> u8 {
    x + other + one + *two + whole.0
}

#[stage("attributes")]
fn attributes(
    #[cfg(any())] absent: Missing,
    #[cfg(all())] present: u8,
    #[allow(unused_variables)] unused: u8,
    #[allow(unused_mut)] mut quiet: String,
) -> u8 {
    let _ = &mut quiet;
    present
}

#[stage("raw", fields(r#type, r#ref = r#ref + 1))]
fn r#match(r#type: u8, r#ref: u8) -> u8 {
    r#type + r#ref
}

#[stage("underscores")]
fn underscores(_unused: u8, _: u8, __r: u8, result: u8, _video_id: &str) -> u8 {
    __r + result
}

fn main() {
    assert_eq!(tuple((1, 2), [3, 4], String::new()), 6);
    assert_eq!(fields(Point { x: 1, y: 2 }, &3, 4, (5, 6)), 15);
    assert_eq!(attributes(1, 2, String::new()), 1);
    assert_eq!(r#match(1, 2), 3);
    assert_eq!(underscores(1, 2, 3, 4, ""), 7);
}
