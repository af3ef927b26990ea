#![deny(warnings)]
//! Values in values, whatever is borrowed or hidden in them.

use std::fmt::Display;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use logging_runtime::{Classify, job, stage};

#[derive(Debug, PartialEq, Classify)]
enum Failure {
    #[outcome(timeout)]
    Slow,
}

struct NotClassified;

#[stage("option of a reference")]
fn first<T>(list: &[T]) -> Option<&T> {
    list.first()
}

#[stage("option of a reference, async")]
async fn first_async<T>(list: &[T]) -> Option<&T> {
    list.first()
}

#[stage("reference to an option")]
fn kept(option: &Option<NotClassified>) -> &Option<NotClassified> {
    option
}

#[stage("reference to an option, async")]
async fn kept_async(option: &Option<NotClassified>) -> &Option<NotClassified> {
    option
}

#[stage("reference to an option of a reference")]
fn twice<'a, 'b>(option: &'a Option<&'b u8>) -> &'a Option<&'b u8> {
    option
}

#[stage("result of an option")]
fn found(list: &[u8]) -> Result<Option<&u8>, Failure> {
    Ok(list.first())
}

#[job]
async fn found_async(list: &[u8]) -> Result<Option<&u8>, Failure> {
    std::future::ready(()).await;
    Ok(list.first())
}

#[track_caller]
#[stage("result of an option, in place")]
fn found_in_place(list: &[u8]) -> Result<Option<&u8>, Failure> {
    if list.len() > 9 {
        return Err(Failure::Slow);
    }
    Ok(list.first())
}

#[stage("result in a result")]
fn nested(list: &[u8]) -> Result<Result<Option<&u8>, Failure>, std::io::Error> {
    Ok(Ok(list.first()))
}

#[stage("option of a result of nothing known")]
fn unknown() -> Option<Result<NotClassified, Box<dyn std::error::Error>>> {
    Some(Ok(NotClassified))
}

#[stage("hidden")]
fn hidden() -> Result<impl Display, Failure> {
    Ok(1)
}

#[stage("hidden, in a result in a result")]
fn hidden_deeper() -> Result<Result<impl Display, Failure>, std::io::Error> {
    Ok(Ok(1))
}

#[stage("hidden, in an option")]
fn hidden_in_option(list: &[u8]) -> Result<Option<impl Display + '_>, Failure> {
    Ok(list.first().map(|_| 1))
}

#[stage("hidden, async")]
async fn hidden_async() -> Result<Result<impl Display, Failure>, std::io::Error> {
    Ok(Ok(1))
}

#[track_caller]
#[stage("hidden, in place")]
fn hidden_in_place() -> Result<Result<impl Display, Failure>, std::io::Error> {
    Ok(Ok(1))
}

#[stage("hidden and generic")]
fn hidden_generic<T: Display, E>(value: Result<T, E>) -> Result<Result<impl Display, E>, E> {
    Ok(Ok(value?))
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

fn main() {
    assert_eq!(first(&[1, 2]), Some(&1));
    assert_eq!(block_on(first_async(&[1, 2])), Some(&1));
    assert!(kept(&None).is_none());
    assert!(block_on(kept_async(&None)).is_none());
    assert_eq!(twice(&Some(&1)), &Some(&1));
    assert_eq!(found(&[1]), Ok(Some(&1)));
    assert_eq!(block_on(found_async(&[1])), Ok(Some(&1)));
    assert_eq!(found_in_place(&[1]), Ok(Some(&1)));
    assert_eq!(found_in_place(&[1; 10]), Err(Failure::Slow));
    assert!(matches!(nested(&[]), Ok(Ok(None))));
    assert!(matches!(unknown(), Some(Ok(NotClassified))));
    assert!(hidden().is_ok_and(|value| value.to_string() == "1"));
    assert!(matches!(hidden_deeper(), Ok(Ok(value)) if value.to_string() == "1"));
    assert!(matches!(hidden_in_option(&[2]), Ok(Some(value)) if value.to_string() == "1"));
    assert!(matches!(block_on(hidden_async()), Ok(Ok(value)) if value.to_string() == "1"));
    assert!(matches!(hidden_in_place(), Ok(Ok(value)) if value.to_string() == "1"));
    assert!(matches!(hidden_generic(Ok::<_, u8>(1)), Ok(Ok(value)) if value.to_string() == "1"));
}
