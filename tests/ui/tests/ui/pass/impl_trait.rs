#![deny(warnings)]
//! `impl Trait` at the top, inside another type, and as an argument.

use std::fmt::Display;

use logging_runtime::stage;

#[stage("iterator")]
fn upto(end: u8) -> impl Iterator<Item = u8> {
    0..end
}

#[stage("higher ranked")]
fn identity() -> impl Fn(&str) -> &str {
    |text| text
}

#[stage("early")]
fn early(short: bool) -> impl Iterator<Item = u8> {
    if short {
        return vec![1].into_iter();
    }
    vec![1, 2].into_iter()
}

#[stage("nested")]
fn nested(number: &str) -> Result<impl Display, std::num::ParseIntError> {
    let number: u8 = number.parse()?;
    Ok(number)
}

#[stage("pair")]
fn pair() -> (impl Display, impl Iterator<Item = u8>) {
    (1, 0..3)
}

#[stage("pair of closures")]
fn closures() -> (impl Fn(&str) -> &str, u8) {
    (|text| text, 1)
}

#[stage("in parentheses")]
#[allow(unused_parens)]
fn parenthesised() -> (impl Fn(&str) -> &str) {
    |text| text
}

#[stage("borrowing")]
fn words<'a>(text: &'a str) -> impl Iterator<Item = &'a str> + 'a {
    text.split(' ')
}

fn main() {
    assert_eq!(upto(3).count(), 3);
    assert_eq!(identity()("x"), "x");
    assert_eq!((early(true).count(), early(false).count()), (1, 2));
    assert_eq!(nested("5").map(|n| n.to_string()), Ok("5".to_owned()));
    assert_eq!(pair().1.count(), 3);
    assert_eq!((closures().0("x"), parenthesised()("y")), ("x", "y"));
    assert_eq!(words("a b").count(), 2);
}
