//! `async fn` everywhere, and functions that return futures in other ways.

use std::error::Error;
use std::fmt::Debug;
use std::future::Future;
use std::num::ParseIntError;
use std::pin::Pin;

use parity::{block_on, yield_now};

use super::{job, stage};

/// What every future here is good for.
pub(crate) fn all() -> Vec<(&'static str, String)> {
    let mut client = Client(String::from("a"));
    let local = String::from("text");
    values![
        "mutably borrowed" (block_on(ref_mut(vec![], [1, 2])), block_on(ref_mut_kept((vec![], 1)))),
        "a closure over any lifetime" block_on(measures())("ab"),
        "a function with a name over any lifetime" block_on(hands_on())("ab"),
        "nothing" block_on(nothing()),
        "mixed arguments" (block_on(mixed("1", 2, (3, 4))), block_on(mixed("x", 2, (3, 4)))),
        "assigned from a local" (block_on(assigned("")), block_on(assigned("x"))),
        "boxed iterators" (block_on(boxed(true)).count(), block_on(boxed(false)).count()),
        "hidden" block_on(hidden(3)).count(),
        "hidden in a result" block_on(hidden_in_result()).map(|n| n.to_string()),
        "recursion" block_on(recursive(4)),
        "boxed errors" (block_on(boxed_error("0")).is_err(), block_on(boxed_error("1")).ok()),
        "kept" block_on(kept("ab")),
        "to be used" block_on(must_use()),
        "unsafe" block_on(unchecked_later()),
        "generic" block_on(generic([1, 2])),
        "method" block_on(client.fetch("/")),
        "exclusive" block_on(client.rename("b".to_owned())),
        "mut self" block_on(client.clone().shouted()),
        "by value" block_on(client.close()),
        "several awaits" block_on(several(&[1, 2, 3])),
        "two lifetimes" block_on(two_lifetimes("ab", &local)),
        "a closure" block_on(with_closure(|n| n + 1)),
        "an async block inside" block_on(block_inside(2)),
        "early returns" (block_on(early(0)), block_on(early(1)), block_on(early(2))),
        "a static of it" block_on(is_static(detached(&String::from("3")))),
        "pinned" block_on(pinned("abc")),
        "pinned, by patterns" block_on(pinned_by_patterns((1, 2), "a".to_owned(), "bc")),
        "boxed, early" (block_on(boxed_early("")), block_on(boxed_early("ab"))),
        "named as a future" block_on(alias("ab")),
        "a value" block_on(value("ab")),
        "a future beside another value" (block_on(beside().0), beside().1),
        "of a trait" block_on(client_of_trait().later(2)),
        "a job" block_on(transcript("j-1", None)),
    ]
}

fn same(text: &str) -> &str {
    text
}

#[stage("measures")]
async fn measures() -> impl Fn(&str) -> usize {
    yield_now().await;
    |text: &str| text.len()
}

#[stage("hands_on")]
async fn hands_on() -> impl Fn(&str) -> &str {
    yield_now().await;
    same
}

#[stage("ref_mut")]
#[allow(clippy::toplevel_ref_arg)]
async fn ref_mut(ref mut c: Vec<u8>, [ref mut a, _]: [u8; 2]) -> usize {
    c.push(0);
    yield_now().await;
    *a += 1;
    c.len() + usize::from(*a)
}

#[stage("ref_mut_kept", keep_async)]
async fn ref_mut_kept((ref mut c, d): (Vec<u8>, u8)) -> usize {
    c.push(d);
    yield_now().await;
    c.len()
}

#[stage("nothing")]
#[allow(clippy::unused_async)]
async fn nothing() {}

#[stage("mixed")]
async fn mixed(number: &str, mut add: u8, (a, _b): (u8, u8)) -> Result<u8, ParseIntError> {
    add += a;
    let number: u8 = number.parse()?;
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

#[stage("boxed")]
async fn boxed(empty: bool) -> Box<dyn Iterator<Item = u8>> {
    yield_now().await;
    if empty {
        return Box::new(std::iter::empty());
    }
    Box::new(0..3)
}

#[stage("hidden")]
async fn hidden(end: u8) -> impl Iterator<Item = u8> {
    yield_now().await;
    0..end
}

#[stage("hidden_in_result")]
async fn hidden_in_result() -> Result<impl ToString, ()> {
    yield_now().await;
    Ok(5)
}

#[stage("recursive")]
async fn recursive(n: u8) -> u8 {
    if n == 0 {
        0
    } else {
        1 + Box::pin(recursive(n - 1)).await
    }
}

#[stage("boxed_error")]
async fn boxed_error(number: &str) -> Result<u8, Box<dyn Error + Send + Sync>> {
    yield_now().await;
    let number: u8 = number.parse()?;
    if number == 0 {
        return Err("zero".into());
    }
    Ok(number)
}

#[stage("kept", keep_async)]
async fn kept(text: &str) -> usize {
    yield_now().await;
    text.len()
}

#[must_use]
#[stage("must_use")]
async fn must_use() -> u8 {
    yield_now().await;
    1
}

#[stage("unchecked")]
async unsafe fn unchecked(value: u8) -> u8 {
    yield_now().await;
    value
}

#[stage("unchecked_later")]
async fn unchecked_later() -> u8 {
    // SAFETY: there is nothing to keep to.
    unsafe { unchecked(7) }.await
}

#[stage("generic", fields(n = list.len()))]
async fn generic<T, const N: usize>(list: [T; N]) -> Vec<T>
where
    T: Clone + Send + 'static,
{
    yield_now().await;
    list.to_vec()
}

#[derive(Clone, Debug)]
struct Client(String);

impl Client {
    #[stage("fetch", fields(name = %self.0))]
    async fn fetch<'a>(&'a self, path: &str) -> &'a str {
        yield_now().await;
        if path.is_empty() { "" } else { &self.0 }
    }

    #[stage("rename")]
    async fn rename(&mut self, name: String) -> &mut String {
        yield_now().await;
        self.0 = name;
        &mut self.0
    }

    #[stage("shouted")]
    async fn shouted(mut self) -> String {
        self.0.push('!');
        yield_now().await;
        self.0
    }

    #[stage("close")]
    async fn close(self) -> String {
        yield_now().await;
        self.0
    }
}

#[stage("several")]
async fn several(list: &[u8]) -> u32 {
    let mut sum = 0;
    for byte in list {
        if *byte == 2 {
            continue;
        }
        yield_now().await;
        sum += u32::from(*byte);
    }
    sum
}

#[stage("two_lifetimes")]
async fn two_lifetimes<'a>(first: &'a str, second: &str) -> &'a str {
    yield_now().await;
    if second.is_empty() {
        return first;
    }
    &first[1..]
}

#[stage("with_closure")]
async fn with_closure(code: impl Fn(u8) -> u8) -> u8 {
    yield_now().await;
    code(1)
}

#[stage("block_inside")]
async fn block_inside(n: u8) -> Result<u8, String> {
    let inner = async {
        if n == 1 {
            return Err("one");
        }
        Ok(n)
    };
    let n = inner.await.map_err(str::to_owned)?;
    Ok(n + 1)
}

#[stage("early")]
async fn early(n: u8) -> Option<u8> {
    if n == 0 {
        return None;
    }
    yield_now().await;
    if n == 1 {
        return Some(1);
    }
    Some(n)
}

fn is_static<T: Send + 'static>(value: T) -> T {
    value
}

#[stage("detached")]
fn detached(number: &str) -> impl Future<Output = Result<u8, ParseIntError>> + Send + use<> {
    let number = number.parse();
    async move { number }
}

#[stage("pinned", fields(n = text.len()))]
fn pinned(text: &str) -> Pin<Box<dyn Future<Output = usize> + Send + '_>> {
    Box::pin(async move { text.len() })
}

#[stage("pinned_by_patterns")]
fn pinned_by_patterns(
    (mut a, b): (u8, u8),
    mut text: String,
    mut rest: &str,
) -> Pin<Box<dyn Future<Output = (u8, String)> + '_>> {
    Box::pin(async move {
        while let Some(letter) = rest.chars().next() {
            yield_now().await;
            text.push(letter);
            a += b;
            rest = &rest[1..];
        }
        (a, text)
    })
}

#[stage("boxed_early")]
fn boxed_early(text: &str) -> Pin<Box<dyn Future<Output = usize> + '_>> {
    if text.is_empty() {
        return Box::pin(std::future::ready(0));
    }
    let length = text.len();
    Box::pin(async move { length })
}

type Reply<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

#[stage("alias", future)]
fn alias(text: &str) -> Reply<'_, usize> {
    let future = async move { text.len() };
    Box::pin(future)
}

#[stage("value", value)]
#[allow(clippy::manual_async_fn)]
fn value(text: &str) -> impl Future<Output = usize> + '_ {
    async move { text.len() }
}

#[stage("beside")]
fn beside() -> (impl Future<Output = u8>, u8) {
    (async { 1 }, 2)
}

trait Later {
    fn later(&self, add: u8) -> impl Future<Output = Result<u8, ParseIntError>> + Send;
}

impl Later for Client {
    #[stage("later")]
    async fn later(&self, add: u8) -> Result<u8, ParseIntError> {
        yield_now().await;
        Ok(self.0.parse::<u8>()? + add)
    }
}

#[stage("client_of_trait")]
fn client_of_trait() -> Client {
    Client(String::from("3"))
}

#[job]
async fn transcript(job_id: &str, video_id: Option<String>) -> Option<String> {
    yield_now().await;
    Some(format!("{job_id} {}", video_id?))
}
