#![deny(warnings)]
//! `async fn` with everything that its rewriting must not disturb.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use logging_runtime::{job, stage};

#[stage("plain")]
async fn plain(number: &str, mut add: u8, (a, _b): (u8, u8)) -> Result<u8, std::num::ParseIntError> {
    add += a;
    let number: u8 = number.parse()?;
    if add == 0 {
        return Ok(0);
    }
    yield_now().await;
    Ok(number + add)
}

#[stage("assigned")]
async fn assigned(mut text: &str) -> usize {
    let local = String::from("abc");
    if text.is_empty() {
        text = &local;
    }
    yield_now().await;
    text.len()
}

#[stage("boxed value")]
async fn boxed(empty: bool) -> Box<dyn Iterator<Item = u8>> {
    if empty {
        return Box::new(std::iter::empty());
    }
    Box::new(0..3)
}

#[stage("opaque")]
async fn opaque(end: u8) -> impl Iterator<Item = u8> {
    0..end
}

#[stage("nested opaque")]
async fn nested() -> Result<impl ToString, ()> {
    Ok(5)
}

#[stage("recursive")]
async fn recursive(n: u8) -> u8 {
    if n == 0 { 0 } else { 1 + Box::pin(recursive(n - 1)).await }
}

#[stage("kept", keep_async)]
async fn kept(text: &str) -> usize {
    yield_now().await;
    text.len()
}

#[must_use]
#[stage("must use")]
async fn must_use() -> u8 {
    1
}

/// Documented.
#[inline]
#[job]
pub async fn unit() {}

#[stage("unsafe")]
async unsafe fn unchecked(value: *const u8) -> u8 {
    unsafe { *value }
}

#[stage("generic", fields(n = list.len()))]
async fn generic<T: Clone + Send, const N: usize>(list: [T; N]) -> Vec<T>
where
    T: 'static,
{
    yield_now().await;
    list.to_vec()
}

struct Client {
    name: String,
}

impl Client {
    #[stage("method", fields(name = %self.name))]
    async fn fetch<'a>(&'a self, path: &str) -> &'a str {
        yield_now().await;
        if path.is_empty() { "" } else { &self.name }
    }

    #[stage("by value")]
    async fn close(mut self) -> String {
        self.name.push('!');
        self.name
    }

    #[stage("exclusive")]
    async fn rename(&mut self, name: String) -> &mut String {
        self.name = name;
        &mut self.name
    }
}

async fn yield_now() {
    let mut yielded = false;
    std::future::poll_fn(|_| if std::mem::replace(&mut yielded, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

fn is_send<T: Send>(value: T) -> T {
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
    assert_eq!(block_on(is_send(plain("1", 2, (3, 4)))), Ok(6));
    assert_eq!(block_on(is_send(assigned(""))), 3);
    assert_eq!((block_on(boxed(true)).count(), block_on(boxed(false)).count()), (0, 3));
    assert_eq!(block_on(opaque(2)).count(), 2);
    assert_eq!(block_on(nested()).map(|n| n.to_string()), Ok("5".to_owned()));
    assert_eq!(block_on(recursive(3)), 3);
    assert_eq!(block_on(is_send(kept("ab"))), 2);
    assert_eq!(block_on(must_use()), 1);
    block_on(unit());
    assert_eq!(block_on(unsafe { unchecked(&7) }), 7);
    assert_eq!(block_on(is_send(generic([1, 2]))), [1, 2]);
    let mut client = Client { name: "a".to_owned() };
    assert_eq!(block_on(is_send(client.fetch("/"))), "a");
    block_on(client.rename("b".to_owned())).push('c');
    assert_eq!(block_on(client.close()), "bc!");
}
