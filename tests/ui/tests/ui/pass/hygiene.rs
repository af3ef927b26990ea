#![deny(warnings)]
//! Names of the user's that generated code could trip over.

#![allow(dead_code, non_camel_case_types, non_snake_case)]

use logging_runtime::stage;

mod std {}
mod core {}
mod alloc {}

struct Result;
struct String;
struct Box;
struct Site;
struct Verdict;
enum Option {
    Some,
    None,
}

fn Ok() {}
fn Some(_: u8) {}
fn call() {}
fn begin() {}

#[stage("names", fields(__s, result))]
fn names(__s: u8, __v: u8, __guard: u8, __r: u8, result: u8, site: u8, __value: u8) -> u8 {
    __s + __v + __guard + __r + result + site + __value
}

#[stage("names")]
async fn names_async(__s: u8, __v: u8, __r: u8, __arg0: u8, (a, _): (u8, u8)) -> u8 {
    __s + __v + __r + __arg0 + a
}

#[stage("types")]
fn types(_: Box, _: String) -> Result {
    Result
}

#[stage("types")]
#[track_caller]
fn option() -> Option {
    Option::None
}

trait Probing {
    fn __verdict(&self) -> u8 {
        1
    }

    fn outcome(&self) -> u8 {
        2
    }
}

impl<T> Probing for T {}

#[stage("methods")]
fn methods(value: u8) -> u8 {
    value.__verdict() + value.outcome()
}

fn main() {
    assert_eq!(names(1, 1, 1, 1, 1, 1, 1), 7);
    let _ = names_async(1, 1, 1, 1, (1, 1));
    types(Box, String);
    option();
    assert_eq!(methods(1), 3);
}
