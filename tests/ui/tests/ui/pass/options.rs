#![deny(warnings)]
//! Every option, and the expressions they take.

use std::collections::BTreeMap;

use logging_runtime::{Outcome, job, stage};

struct Request {
    id: String,
    video: Option<&'static str>,
    tags: BTreeMap<u8, u8>,
}

const LIMIT: u8 = 3;

fn judge(value: &u8) -> Outcome {
    if *value > LIMIT { Outcome::Error } else { Outcome::Success }
}

fn twice<A, B>(value: u8) -> u8 {
    value * 2
}

#[job("transcript", id = req.id, ctx(video_id = req.video, tenant = "a"), fields(tags = req.tags.len(), LIMIT))]
fn transcript(req: &Request) -> usize {
    req.tags.len()
}

#[job(id = %number)]
fn displayed(number: u8) -> u8 {
    number
}

#[job(id = ?Some::<u8>(number), level = "debug", none = "not_found")]
fn debugged(number: u8) -> Option<u8> {
    Some(number)
}

#[stage(
    "all",
    fields(attempt, ?list, %shown, last = list.last().copied().map(u64::from), both = attempt > 1 || LIMIT < 2),
    ctx(pair = twice::<u8, u16>(attempt), shape = ?(attempt, LIMIT)),
    start = false,
    level = "trace",
)]
fn all(attempt: u8, list: Vec<u8>, shown: &str) -> usize {
    list.len() + shown.len() + usize::from(attempt)
}

#[stage("path", outcome = judge)]
fn by_path() -> u8 {
    5
}

#[stage("closure", outcome = |value: &Result<u8, u16>| if value.is_ok() { Outcome::Success } else { Outcome::Timeout })]
fn by_closure() -> Result<u8, u16> {
    Err(5)
}

#[stage("own word", outcome = |value| Outcome::other(if *value { "partial" } else { "empty" }), start = true)]
async fn by_word() -> bool {
    true
}

#[stage("opaque", outcome = |_| Outcome::Success)]
fn opaque() -> impl Iterator<Item = u8> {
    0..3
}

fn main() {
    let req = Request { id: "j-1".to_owned(), video: None, tags: BTreeMap::new() };
    assert_eq!(transcript(&req), 0);
    assert_eq!((displayed(1), debugged(2)), (1, Some(2)));
    assert_eq!(all(1, vec![2], "x"), 3);
    assert_eq!((by_path(), by_closure(), opaque().count()), (5, Err(5), 3));
    drop(by_word());
}
