#![deny(warnings)]
//! What a function's return type makes of a value, it makes still.

use std::error::Error;
use std::fmt::Debug;

use logging_runtime::stage;

#[stage("boxed")]
fn boxed(empty: bool) -> Box<dyn Iterator<Item = u8>> {
    if empty {
        return Box::new(std::iter::empty());
    }
    Box::new(0..3)
}

#[stage("pointer")]
fn pointer(double: bool) -> fn(u8) -> u8 {
    if double {
        return |value| value * 2;
    }
    |value| value
}

#[stage("slice")]
fn slice(short: bool) -> &'static [u8] {
    if short {
        return &[1];
    }
    &[1, 2]
}

#[stage("error")]
fn error(number: &str) -> Result<u8, Box<dyn Error>> {
    let number: u8 = number.parse()?;
    if number == 0 {
        return Err("zero".into());
    }
    Ok(number)
}

#[stage("closure")]
fn closure(add: u8) -> Box<dyn Fn(u8) -> u8 + Send> {
    Box::new(move |value| value + add)
}

#[stage("object")]
fn object<'a>(text: &'a str, number: &'a u8) -> &'a dyn Debug {
    if text.is_empty() {
        return number;
    }
    number
}

#[stage("default")]
fn inferred() -> Vec<u64> {
    let mut all = Vec::new();
    all.extend([1_u32, 2]);
    all.into_iter().map(Into::into).collect()
}

fn main() {
    assert_eq!((boxed(true).count(), boxed(false).count()), (0, 3));
    assert_eq!((pointer(true)(3), pointer(false)(3)), (6, 3));
    assert_eq!((slice(true).len(), slice(false).len()), (1, 2));
    assert!(error("x").is_err() && error("0").is_err() && error("1").is_ok());
    assert_eq!(closure(1)(2), 3);
    assert_eq!(format!("{:?}", object("", &1)), "1");
    assert_eq!(inferred(), [1, 2]);
}
