#![deny(warnings)]
//! Functions that return futures without being `async`.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use logging_runtime::stage;

type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
type BoxFuture<'a, T> = Boxed<'a, T>;

#[stage("opaque")]
fn opaque(number: &str) -> impl Future<Output = Result<u8, std::num::ParseIntError>> + Send + use<> {
    let number = number.parse();
    async move { number }
}

#[stage("pinned", fields(n = text.len()))]
fn pinned(text: &str) -> Pin<Box<dyn Future<Output = usize> + Send + '_>> {
    Box::pin(async move { text.len() })
}

#[stage("not captured")]
#[expect(unused_variables, reason = "only its name matters")]
fn detached(name: &str) -> BoxFuture<'static, u8> {
    Box::pin(async move {
        let name = 5;
        name
    })
}

#[stage("early")]
fn early(text: &str) -> Pin<Box<dyn Future<Output = usize> + '_>> {
    if text.is_empty() {
        return Box::pin(std::future::ready(0));
    }
    let length = text.len();
    Box::pin(async move { length })
}

#[stage("alias", future)]
fn alias(text: &str) -> Boxed<'_, usize> {
    let future = async move { text.len() };
    Box::pin(future)
}

#[stage("value", value)]
fn value(text: &str) -> impl Future<Output = usize> + '_ {
    async move { text.len() }
}

#[stage("several")]
fn several() -> (impl Future<Output = u8>, u8) {
    (async { 1 }, 2)
}

fn is_static<T: Send + 'static>(value: T) -> T {
    value
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
    assert_eq!(block_on(is_static(opaque(&String::from("3")))), Ok(3));
    assert_eq!(block_on(pinned("abc")), 3);
    assert_eq!(block_on(is_static(detached(&String::new()))), 5);
    assert_eq!((block_on(early("")), block_on(early("ab"))), (0, 2));
    assert_eq!(block_on(alias("ab")), 2);
    assert_eq!(block_on(value("ab")), 2);
    assert_eq!(block_on(several().0), 1);
}
