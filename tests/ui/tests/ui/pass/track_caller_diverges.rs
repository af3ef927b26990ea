#![deny(warnings)]
//! A body that runs in place and never gets to its end makes nothing after it unreachable.

use std::convert::Infallible;
use std::panic::{Location, catch_unwind};

use logging_runtime::{Outcome, job, stage};

#[track_caller]
#[stage("nothing")]
fn nothing() {
    panic!()
}

#[track_caller]
#[stage("number", fields(text))]
fn number(text: &str) -> u32 {
    panic!("{text} at {}", Location::caller().line())
}

#[job]
#[track_caller]
fn generic<T>(found: Option<T>) -> Result<T, String> {
    loop {
        match found {
            Some(found) => return Ok(found),
            None => panic!("nothing"),
        }
    }
}

#[track_caller]
#[stage("borrowed")]
fn borrowed<'a>(text: &'a str, list: &mut Vec<&'a str>) -> Option<&'a str> {
    list.push(text);
    return list.pop();
}

#[track_caller]
#[stage("boxed")]
fn boxed(first: bool) -> Box<dyn Fn(u8) -> u8> {
    if first {
        return Box::new(|n| n);
    }
    todo!()
}

#[track_caller]
#[stage("impossible")]
fn impossible() -> Infallible {
    unimplemented!()
}

#[track_caller]
#[stage("impossible in a result")]
fn always_fails() -> Result<Infallible, String> {
    return Err(Location::caller().line().to_string());
}

#[track_caller]
#[stage("both", outcome = |_: &u8| Outcome::Timeout)]
fn judged() -> u8 {
    std::panic::resume_unwind(Box::new(1_u8))
}

struct Owner;

impl Owner {
    #[track_caller]
    #[stage("method")]
    fn method(self, (_a, _b): (String, String)) -> Self {
        panic!("method")
    }
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    assert!(catch_unwind(nothing).is_err());
    assert!(catch_unwind(|| number("x")).is_err());
    assert!(catch_unwind(|| generic::<u8>(None)).is_err());
    assert_eq!(generic(Some(1)), Ok(1));
    assert_eq!(borrowed("x", &mut Vec::new()), Some("x"));
    assert_eq!(boxed(true)(1), 1);
    assert!(catch_unwind(|| boxed(false)).is_err());
    assert!(catch_unwind(|| impossible()).is_err());
    assert_eq!(always_fails(), Err(line!().to_string()));
    assert!(catch_unwind(judged).is_err());
    assert!(catch_unwind(|| Owner.method((String::new(), String::new()))).is_err());
}
