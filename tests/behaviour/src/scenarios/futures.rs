//! Jobs and stages that are futures.

use std::pin::Pin;

use futures::FutureExt;
use futures::executor::block_on;
use futures::future::{BoxFuture, pending, ready};
use logging_runtime::{evt, init, job, record, set_detail, set_outcome, stage};

scenarios!(
    success,
    dropped,
    never_polled,
    dropped_after_set_outcome,
    out_of_order,
    forms,
    locals_are_dropped_inside,
    eager_part,
);

fn success() {
    let _guard = init();
    assert_eq!(block_on(fetch(2)), Ok(4));
    assert_eq!(block_on(fetch(0)), Err("nothing".to_owned()));
}

#[job("fetch", id = "j-1")]
async fn fetch(n: u8) -> Result<u8, String> {
    tokio::task::yield_now().await;
    double(n).await.map_err(str::to_owned)
}

#[stage("double", fields(n))]
pub(super) async fn double(n: u8) -> Result<u8, &'static str> {
    evt!("before_await");
    tokio::task::yield_now().await;
    evt!("after_await");
    if n == 0 {
        return Err("nothing");
    }
    record!(double = n * 2);
    Ok(n * 2)
}

/// Polls once and drops.
fn poll_and_drop(future: impl Future) {
    assert!(Box::pin(future).now_or_never().is_none());
}

fn dropped() {
    let _guard = init();
    poll_and_drop(waiting_job());
    evt!("outside");
}

#[job("waiting", id = "j-1")]
async fn waiting_job() {
    waiting("only").await;
}

#[stage("waiting", fields(which))]
pub(super) async fn waiting(which: &str) {
    assert!(!which.is_empty());
    pending::<()>().await;
}

fn never_polled() {
    let _guard = init();
    drop(waiting_job());
    drop(fetch(1));
    drop(returns_impl(1));
    drop(returns_box(1));
    drop(returns_alias(1));
    drop(Service.call(1));
    drop(async { waiting("x").await });
    evt!("only_this");
}

fn dropped_after_set_outcome() {
    let _guard = init();
    poll_and_drop(half_done());
}

#[stage("half_done")]
async fn half_done() {
    set_outcome(logging_runtime::Outcome::Success);
    set_detail("half of it");
    pending::<()>().await;
}

fn out_of_order() {
    let _guard = init();
    let mut first = Box::pin(waiting("first"));
    let mut second = Box::pin(waiting("second"));
    assert!((&mut first).now_or_never().is_none());
    assert!((&mut second).now_or_never().is_none());
    evt!("both_wait");
    drop(first);
    assert!((&mut second).now_or_never().is_none());
    evt!("one_waits");
    drop(second);
}

fn forms() {
    let _guard = init();
    assert_eq!(block_on(returns_impl(1)), Some(1));
    assert_eq!(block_on(returns_box(2)), Err("boxed"));
    assert_eq!(block_on(returns_alias(3)), 3);
    assert_eq!(block_on(Service.call(4)), Err("from the trait".to_owned()));
    assert_eq!(block_on(Service.in_trait(5)), 5);
    assert_eq!(block_on(generic::<u8, 3>([6; 3])), 6);
    assert_eq!(block_on(borrows(&[7, 8])), Ok(&7));
    assert_eq!(block_on(kept_async(9)), 9);
}

#[stage("returns_impl")]
fn returns_impl(n: u8) -> impl Future<Output = Option<u8>> {
    async move { (n > 0).then_some(n) }
}

#[stage("returns_box")]
fn returns_box(n: u8) -> Pin<Box<dyn Future<Output = Result<u8, &'static str>> + Send>> {
    Box::pin(async move { if n == 2 { Err("boxed") } else { Ok(n) } })
}

#[stage("returns_alias")]
fn returns_alias(n: u8) -> BoxFuture<'static, u8> {
    if n == 0 {
        return ready(0).boxed();
    }
    async move { n }.boxed()
}

#[async_trait::async_trait]
trait Call {
    async fn call(&self, n: u8) -> Result<u8, String>;
}

struct Service;

#[async_trait::async_trait]
impl Call for Service {
    #[stage("async_trait", fields(n))]
    async fn call(&self, n: u8) -> Result<u8, String> {
        tokio::task::yield_now().await;
        if n == 4 {
            return Err("from the trait".to_owned());
        }
        Ok(n)
    }
}

trait InTrait {
    async fn in_trait(&self, n: u8) -> u8;
}

impl InTrait for Service {
    #[stage("in_trait")]
    async fn in_trait(&self, n: u8) -> u8 {
        n
    }
}

#[stage("generic")]
async fn generic<T: Copy, const N: usize>(list: [T; N]) -> T {
    list[N - 1]
}

#[stage("borrows")]
async fn borrows(list: &[u8]) -> Result<&u8, String> {
    list.first().ok_or_else(|| "empty".to_owned())
}

#[stage("kept_async", keep_async)]
async fn kept_async(n: u8) -> u8 {
    n
}

struct LogsWhenDropped(&'static str);

impl Drop for LogsWhenDropped {
    fn drop(&mut self) {
        evt!("dropped", name = self.0);
    }
}

fn locals_are_dropped_inside() {
    let _guard = init();
    block_on(holding(LogsWhenDropped("argument"), false));
    poll_and_drop(holding(LogsWhenDropped("argument of a dropped one"), true));
}

#[stage("holding")]
async fn holding(argument: LogsWhenDropped, forever: bool) {
    let _local = LogsWhenDropped("local");
    if forever {
        pending::<()>().await;
    }
    drop(argument);
}

fn eager_part() {
    let _guard = init();
    let future = eager();
    evt!("between");
    block_on(future);
}

#[stage("eager")]
fn eager() -> impl Future<Output = ()> {
    evt!("eager");
    async { evt!("lazy") }
}
