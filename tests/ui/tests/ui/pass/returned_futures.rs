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

#[stage("alias by its type", fields(n = text.len()))]
fn by_type(text: &str) -> Boxed<'_, Result<usize, std::num::ParseIntError>> {
    let text = text.trim();
    Box::pin(async move {
        let number: usize = text.parse()?;
        Ok(number)
    })
}

trait Call<R> {
    type Future;
    fn call(&mut self, request: R) -> Self::Future;
}

type Reply<T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send>>;

/// Neither `T` nor `E` is bounded: what follows the box cannot be `'static` to the compiler.
struct Boxing<R, T, E>(Box<dyn Call<R, Future = Reply<T, E>> + Send>);

impl<R, T, E> Call<R> for Boxing<R, T, E> {
    type Future = Reply<T, E>;

    #[stage("boxed again")]
    fn call(&mut self, request: R) -> Pin<Box<dyn Future<Output = Result<T, E>> + Send>> {
        self.0.call(request)
    }
}

struct Outer<S>(S);

impl<R, S: Call<R, Future = Reply<u8, String>>> Call<R> for Outer<S> {
    type Future = Reply<u8, String>;

    #[stage("projected", outcome = |result: &Result<u8, String>| match result {
        Ok(_) => logging_runtime::Outcome::Success,
        Err(_) => logging_runtime::Outcome::Blocked,
    })]
    fn call(&mut self, request: R) -> Self::Future {
        let future = self.0.call(request);
        Box::pin(async move {
            let number = future.await?;
            if number == 0 {
                return Err("none".into());
            }
            Ok(number)
        })
    }
}

struct Leaf;

impl Call<u8> for Leaf {
    type Future = Reply<u8, String>;

    #[stage("leaf")]
    fn call(&mut self, request: u8) -> Self::Future {
        Box::pin(async move { Ok(request) })
    }
}

#[stage("by the bound")]
fn forwarded<S: Call<u8, Future = Reply<u8, String>>>(service: &mut S) -> S::Future {
    service.call(3)
}

#[stage("not known here")]
fn unknown<S: Call<u8>>(service: &mut S) -> S::Future {
    service.call(4)
}

#[stage("unbounded output")]
fn defaulted<T: Default>() -> Pin<Box<dyn Future<Output = T>>> {
    Box::pin(async move { T::default() })
}

#[stage("hidden output")]
fn hidden(number: u8) -> Pin<Box<dyn Future<Output = impl Into<u64>>>> {
    let number = number + 1;
    Box::pin(async move { number })
}

#[stage("unpin")]
fn unpin(number: u8) -> Pin<Box<dyn Future<Output = u8> + Send + Sync + Unpin>> {
    if number == 0 {
        return Box::pin(std::future::ready(7));
    }
    Box::pin(std::future::ready(number))
}

/// More than a future that is followed may promise: only its making is seen.
#[stage("unwinding")]
fn unwinding() -> Pin<Box<dyn Future<Output = u8> + std::panic::UnwindSafe>> {
    let made = std::future::ready(8);
    Box::pin(made)
}

struct View<'a>(&'a str);

#[stage("a value that borrows")]
fn view(text: &str) -> View<'_> {
    View(text)
}

#[stage("a value of a bound")]
fn first<I: IntoIterator>(items: I) -> Option<<I as IntoIterator>::Item> {
    items.into_iter().next()
}

#[stage("a value by projection")]
fn last<I: IntoIterator>(items: I) -> <I as IntoIterator>::Item {
    items.into_iter().last().expect("an item")
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
    assert_eq!(block_on(by_type(" 12")), Ok(12));
    assert!(block_on(by_type("x")).is_err());
    let mut service = Outer(Boxing(Box::new(Leaf)));
    assert_eq!(block_on(is_static(service.call(2))), Ok(2));
    assert_eq!(block_on(service.call(0)), Err("none".to_owned()));
    assert_eq!(block_on(forwarded(&mut service)), Ok(3));
    assert_eq!(block_on(unknown(&mut Leaf)), Ok(4));
    assert_eq!(block_on(defaulted::<u8>()), 0);
    assert_eq!(block_on(hidden(1)).into(), 2);
    assert_eq!((block_on(unpin(0)), block_on(unpin(6))), (7, 6));
    assert_eq!(block_on(unwinding()), 8);
    assert_eq!((view("v").0, first([1]), last([1, 2])), ("v", Some(1), 2));
}
