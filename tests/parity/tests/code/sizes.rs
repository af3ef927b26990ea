//! Futures whose sizes are compared. Read twice: with our attributes, and with those that do
//! nothing.

// It is written for what it shows.
#![allow(clippy::all, clippy::pedantic)]

use std::error::Error;
use std::future::Future;
use std::num::ParseIntError;
use std::ops::Add;
use std::pin::pin;

use parity::{block_on, yield_now};

use super::{job, stage};

type Kib = [u8; 1024];

/// A future of each function here, with its size.
pub(crate) fn all() -> Vec<(&'static str, usize)> {
    macro_rules! sizes {
        ($($name:literal $future:expr),* $(,)?) => {
            vec![$(($name, size($future))),*]
        };
    }
    let (client, text, kib) = (Client { name: [1; 64] }, String::from("5"), [7; 1024]);
    sizes![
        "no arguments" nothing(),
        "arguments over an await" over(1, "x"),
        "arguments before an await" before(1, "x"),
        "1 KiB over an await" kib_over(kib),
        "1 KiB by value over an await" kib_moved(kib),
        "1 KiB before an await" kib_before(kib),
        "1 KiB, not used" kib_unused(kib),
        "1 KiB, not used, its name without an underscore" kib_forgotten(kib),
        "1 KiB in a pattern" kib_pattern((kib, 1)),
        "1 KiB, mut" kib_mut(kib),
        "five deep with 256 bytes" first([1; 256]),
        "five deep, each a stage" staged_first([1; 256]),
        "question mark" question(&text),
        "early returns" early(3),
        "loops" loops(vec![1, 2]),
        "generic" generic(1_u64, 2_u64),
        "method" client.fetch("x"),
        "method, exclusive" Client { name: [1; 64] }.rename(&kib),
        "method, by value" Client { name: [1; 64] }.close(),
        "borrowed" borrowed(&kib, &text),
        "patterns" patterns((1, 2), [3, 4]),
        "mut" mutable(vec![1], 2),
        "large local" large_local(1),
        "aligned to 64" aligned(Aligned(1), 2),
        "two futures at a time" both(2),
        "boxed recursion" recursive(3),
        "boxed error" boxed_error(&text),
        "fields and context" with_fields("v-1", vec![1]),
        "job" transcript("j-1", text.clone()),
        "future of a function" returned(kib),
        "kept async" kept(1, "x"),
        "must use" must_use(1, "x"),
        "1 KiB, kept async" kib_kept(kib),
        "1 KiB, must use" kib_must_use(kib),
    ]
}

fn size<T>(_: T) -> usize {
    size_of::<T>()
}

#[stage("nothing")]
async fn nothing() {}

#[stage("over")]
async fn over(number: u32, text: &str) -> usize {
    yield_now().await;
    number as usize + text.len()
}

#[stage("before")]
async fn before(number: u32, text: &str) -> usize {
    let sum = number as usize + text.len();
    yield_now().await;
    sum
}

#[stage("kib_over")]
async fn kib_over(kib: Kib) -> u8 {
    yield_now().await;
    kib[0]
}

#[stage("kib_moved")]
async fn kib_moved(kib: Kib) -> Kib {
    yield_now().await;
    kib
}

#[stage("kib_before")]
async fn kib_before(kib: Kib) -> u8 {
    let first = kib[0];
    yield_now().await;
    first
}

#[stage("kib_unused")]
async fn kib_unused(_kib: Kib) {
    yield_now().await;
}

#[stage("kib_forgotten")]
#[allow(unused_variables)]
async fn kib_forgotten(kib: Kib) {
    yield_now().await;
}

#[stage("kib_pattern")]
async fn kib_pattern((kib, add): (Kib, u8)) -> u8 {
    yield_now().await;
    kib[0] + add
}

#[stage("kib_mut")]
async fn kib_mut(mut kib: Kib) -> u8 {
    kib[0] += 1;
    yield_now().await;
    kib[0]
}

#[stage("first")]
async fn first(bytes: [u8; 256]) -> u8 {
    second(bytes).await + bytes[0]
}

async fn second(bytes: [u8; 256]) -> u8 {
    third(bytes).await + bytes[1]
}

async fn third(bytes: [u8; 256]) -> u8 {
    fourth(bytes).await + bytes[2]
}

async fn fourth(bytes: [u8; 256]) -> u8 {
    fifth(bytes).await + bytes[3]
}

async fn fifth(bytes: [u8; 256]) -> u8 {
    yield_now().await;
    bytes[4]
}

#[stage("staged_first")]
async fn staged_first(bytes: [u8; 256]) -> u8 {
    staged_second(bytes).await + bytes[0]
}

#[stage("staged_second")]
async fn staged_second(bytes: [u8; 256]) -> u8 {
    staged_third(bytes).await + bytes[1]
}

#[stage("staged_third")]
async fn staged_third(bytes: [u8; 256]) -> u8 {
    staged_fourth(bytes).await + bytes[2]
}

#[stage("staged_fourth")]
async fn staged_fourth(bytes: [u8; 256]) -> u8 {
    staged_fifth(bytes).await + bytes[3]
}

#[stage("staged_fifth")]
async fn staged_fifth(bytes: [u8; 256]) -> u8 {
    yield_now().await;
    bytes[4]
}

#[stage("question")]
async fn question(text: &str) -> Result<u8, ParseIntError> {
    let first: u8 = text.parse()?;
    yield_now().await;
    let second: u8 = text.parse()?;
    Ok(first + second)
}

#[stage("early")]
async fn early(limit: u8) -> Option<u8> {
    if limit == 0 {
        return None;
    }
    yield_now().await;
    if limit == 1 {
        return Some(1);
    }
    yield_now().await;
    Some(limit)
}

#[stage("loops")]
async fn loops(list: Vec<u8>) -> u32 {
    let mut sum = 0;
    for byte in &list {
        if *byte == 0 {
            continue;
        }
        yield_now().await;
        sum += u32::from(*byte);
    }
    sum
}

#[stage("generic")]
async fn generic<T: Add<Output = T> + Copy>(left: T, right: T) -> T {
    yield_now().await;
    left + right
}

struct Client {
    name: [u8; 64],
}

impl Client {
    #[stage("fetch")]
    async fn fetch(&self, path: &str) -> usize {
        yield_now().await;
        path.len() + usize::from(self.name[0])
    }

    #[stage("rename")]
    async fn rename(&mut self, name: &[u8]) {
        yield_now().await;
        self.name[0] = name[0];
    }

    #[stage("close")]
    async fn close(self) -> u8 {
        yield_now().await;
        self.name[0]
    }
}

#[stage("borrowed")]
async fn borrowed<'a>(kib: &'a Kib, text: &str) -> &'a [u8] {
    yield_now().await;
    &kib[text.len()..]
}

#[stage("patterns")]
async fn patterns((a, mut b): (u8, u8), [c, _]: [u8; 2]) -> u8 {
    b += c;
    yield_now().await;
    a + b
}

#[stage("mutable")]
async fn mutable(mut list: Vec<u8>, mut count: u8) -> Vec<u8> {
    count += 1;
    yield_now().await;
    list.push(count);
    list
}

#[stage("large_local")]
async fn large_local(first: u8) -> u8 {
    let mut kib = [0; 1024];
    kib[0] = first;
    yield_now().await;
    kib[0]
}

#[derive(Clone, Copy)]
#[repr(align(64))]
struct Aligned(u8);

#[stage("aligned")]
async fn aligned(one: Aligned, other: u8) -> u8 {
    let sum = one.0 + other;
    yield_now().await;
    sum
}

/// The name of the type of futures that are nested in each other by a generic function.
pub(crate) fn nested_name() -> &'static str {
    fn name<T>(_: &T) -> &'static str {
        std::any::type_name::<T>()
    }
    name(&around(around(around(around(around(around(nothing())))))))
}

#[stage("around")]
async fn around<F: Future<Output = ()>>(inner: F) {
    inner.await
}

#[stage("both")]
async fn both(number: u32) -> usize {
    let (left, right) = (pin!(over(number, "left")), pin!(over(number, "right")));
    left.await + right.await
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
async fn boxed_error(text: &str) -> Result<u8, Box<dyn Error + Send + Sync>> {
    let number: u8 = text.parse()?;
    yield_now().await;
    if number == 0 {
        return Err("zero".into());
    }
    Ok(number)
}

#[stage("with_fields", ctx(video_id), fields(n = list.len(), first = list.first().copied()))]
async fn with_fields(video_id: &str, list: Vec<u8>) -> usize {
    yield_now().await;
    video_id.len() + list.len()
}

#[job]
async fn transcript(job_id: &str, text: String) -> usize {
    yield_now().await;
    job_id.len() + text.len()
}

#[stage("returned")]
fn returned(kib: Kib) -> impl Future<Output = u8> {
    async move {
        yield_now().await;
        kib[0]
    }
}

#[stage("kept", keep_async)]
async fn kept(number: u32, text: &str) -> usize {
    yield_now().await;
    number as usize + text.len()
}

#[stage("must_use")]
#[must_use]
async fn must_use(number: u32, text: &str) -> usize {
    yield_now().await;
    number as usize + text.len()
}

#[stage("kib_kept", keep_async)]
async fn kib_kept(kib: Kib) -> u8 {
    yield_now().await;
    kib[0]
}

#[stage("kib_must_use")]
#[must_use]
async fn kib_must_use(kib: Kib) -> u8 {
    yield_now().await;
    kib[0]
}

/// What the futures are good for, so that nothing in them can be left out.
pub(crate) fn values() -> Vec<usize> {
    let first = block_on(first([1; 256])) + block_on(staged_first([1; 256]));
    vec![
        block_on(over(1, "x")),
        block_on(kib_over([7; 1024])).into(),
        first.into(),
        block_on(both(2)),
    ]
}
