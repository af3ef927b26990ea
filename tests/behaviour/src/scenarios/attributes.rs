//! The options of the attributes.

use std::fmt;

use futures::executor::block_on;
use logging_runtime::{Logging, evt, init, job, stage};

use super::{caught, silence_panics};

scenarios!(
    ids,
    field_forms,
    methods,
    configured_keys,
    asynchronous,
    moved_arguments,
    evaluated_outside,
    stages_in_expressions,
    panicking_expressions,
    values_of_context,
);

fn ids() {
    let _guard = init();
    literal();
    expression(7);
    overrides("parameter");
    displayed(Id(3));
    numeric();
    assert_eq!(empty(), ());
}

#[job(id = "j-literal")]
fn literal() {}

#[job(id = format!("j-{n}"))]
fn expression(n: u8) {
    assert!(n > 0);
}

#[job(id = "explicit")]
fn overrides(job_id: &str) {
    assert!(!job_id.is_empty());
}

#[job(id = %id)]
fn displayed(id: Id) {
    assert!(id.0 > 0);
}

#[job(id = 42)]
fn numeric() {}

/// An empty id could not be told apart from none.
#[job("empty", id = "")]
fn empty() {}

#[derive(Clone)]
pub(super) struct Id(pub(super) u32);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "id-{}", self.0)
    }
}

fn field_forms() {
    let _guard = init();
    forms(3, &Id(4), Some("x"), None);
}

#[stage("forms", fields(n, ?option, %shown, none, twice = n * 2, list = ?[n, 1], text = %shown, r#type = "t"))]
fn forms(n: u8, shown: &Id, option: Option<&str>, none: Option<u8>) {
    assert!(n > 0 && shown.0 > 0 && option.is_some() && none.is_none());
}

struct Worker {
    name: String,
    video: Id,
}

impl Worker {
    #[job("method", id = %self.video, ctx(worker = &self.name), fields(letters = self.name.len()))]
    fn work(&mut self, video_id: &str) {
        assert!(!video_id.is_empty());
        self.name.push('!');
    }

    #[stage("async_method", fields(name = self.name, n))]
    async fn later(&self, mut n: u8) -> u8 {
        tokio::task::yield_now().await;
        n += 1;
        n
    }
}

fn methods() {
    let _guard = init();
    let mut worker = Worker {
        name: "w-1".to_owned(),
        video: Id(9),
    };
    worker.work("v-1");
    assert_eq!(worker.name, "w-1!");
    assert_eq!(block_on(worker.later(1)), 2);
}

fn configured_keys() {
    let _guard = Logging::builder()
        .context_keys(["tenant", "video_id", "region"])
        .init();
    keyed("eu", "v-1", "acme", "free");
}

#[job(id = "j-1", ctx(plan))]
fn keyed(region: &str, video_id: &str, tenant: &str, plan: &str) {
    assert!(![region, video_id, tenant, plan].contains(&""));
    evt!("inside", plan = "own");
}

fn asynchronous() {
    let _guard = init();
    block_on(later("j-1".to_owned(), "v-1", 3));
}

#[job("later", ctx(n), fields(double = n * 2))]
async fn later(job_id: String, video_id: &str, n: u8) {
    tokio::task::yield_now().await;
    evt!("inside");
    assert!(!job_id.is_empty() && !video_id.is_empty() && n > 0);
}

fn moved_arguments() {
    let _guard = init();
    assert_eq!(consumes(vec![1, 2], "v".to_owned()), 3);
    assert_eq!(block_on(consumes_later(vec![1, 2], "v".to_owned())), 3);
}

#[stage("consumes", fields(n = list.len()))]
fn consumes(list: Vec<u8>, video_id: String) -> usize {
    drop(list);
    video_id.len() + 2
}

#[stage("consumes_later", fields(n = list.len()))]
async fn consumes_later(list: Vec<u8>, video_id: String) -> usize {
    drop(list);
    tokio::task::yield_now().await;
    video_id.len() + 2
}

fn evaluated_outside() {
    let _guard = init();
    outer();
}

#[stage("outer")]
fn outer() {
    evaluates();
}

fn logged(n: u8) -> u8 {
    evt!("evaluated", n);
    n
}

#[stage("evaluates", ctx(shard = logged(1)), fields(n = logged(2)))]
fn evaluates() {
    evt!("inside");
}

fn stages_in_expressions() {
    let _guard = init();
    assert_eq!(counts_down(2), 2);
}

#[stage("counts_down", fields(n, inside = if n > 0 { counts_down(n - 1) } else { 0 }))]
fn counts_down(n: u8) -> u8 {
    n
}

fn panicking_expressions() {
    silence_panics();
    let _guard = init();
    assert_eq!(caught(|| never_starts(&[])), "no first");
    assert_eq!(caught(|| block_on(never_starts_later(&[]))), "no first");
    evt!("went_on");
}

fn first(list: &[u8]) -> u8 {
    *list.first().expect("no first")
}

#[stage("never_starts", fields(n = first(list)))]
fn never_starts(list: &[u8]) {
    assert!(!list.is_empty());
}

#[job("never_starts", fields(n = first(list)))]
async fn never_starts_later(list: &[u8]) {
    assert!(!list.is_empty());
}

fn values_of_context() {
    let _guard = init();
    contextual();
}

#[job(id = "j-1", ctx(text = "t", number = 7, ratio = 0.5, yes = true, none = None::<u8>, list = ?[1]))]
fn contextual() {
    evt!("inside");
}
