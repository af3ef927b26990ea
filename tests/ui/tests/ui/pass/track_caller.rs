#![deny(warnings)]
//! The place of the caller is kept.

use std::future::{Future, ready};
use std::panic::Location;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use logging_runtime::stage;

#[stage("value")]
#[track_caller]
fn line() -> u32 {
    Location::caller().line()
}

#[track_caller]
#[stage("result", fields(early))]
fn result(early: bool) -> Result<u32, String> {
    if early {
        return Err(Location::caller().line().to_string());
    }
    Ok(Location::caller().line())
}

#[stage("nothing")]
#[track_caller]
fn nothing((_a, _b): (String, String)) {}

#[stage("opaque")]
#[track_caller]
fn opaque() -> impl Iterator<Item = u32> {
    std::iter::once(Location::caller().line())
}

#[stage("a future", fields(plus))]
#[track_caller]
fn future(plus: u32) -> impl Future<Output = Result<u32, std::num::ParseIntError>> + Send {
    let line = Location::caller().line();
    async move {
        let read: u32 = "1".parse()?;
        Ok(line + plus * read)
    }
}

#[stage("a future in a box")]
#[track_caller]
fn boxed(text: &str) -> Pin<Box<dyn Future<Output = (u32, usize)> + '_>> {
    let line = Location::caller().line();
    let future = async move { (line, text.len()) };
    Box::pin(future)
}

#[stage("a future returned early")]
#[track_caller]
fn early(now: bool) -> Pin<Box<dyn Future<Output = u32>>> {
    if now {
        return Box::pin(ready(Location::caller().line()));
    }
    let line = Location::caller().line();
    Box::pin(async move { line })
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("nothing here waits"),
    }
}

fn main() {
    assert_eq!(block_on(future(2)), Ok(line!() + 2));
    assert_eq!(block_on(boxed("abc")), (line!(), 3));
    assert_eq!(block_on(early(true)), line!());
    assert_eq!(block_on(early(false)), line!());
    assert_eq!(line(), line!());
    assert_eq!(result(false), Ok(line!()));
    assert_eq!(result(true), Err(line!().to_string()));
    nothing((String::new(), String::new()));
    assert_eq!(opaque().next(), Some(line!()));
}
