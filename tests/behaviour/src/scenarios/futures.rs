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
    left_before_its_fields,
    dropped_after_set_outcome,
    out_of_order,
    forms,
    locals_are_dropped_inside,
    eager_part,
    by_type,
    by_type_dropped,
    by_type_at_construction,
    boxed_again,
    boxed_unit,
    tracking_the_caller,
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
    drop(Leaf.send(1));
    drop(Boxing(Box::new(Leaf)).send(1));
    drop(async { waiting("x").await });
    evt!("only_this");
}

fn left_before_its_fields() {
    let _guard = init();
    poll_and_drop(waiting_for_its_fields());
    assert_eq!(left(0), 7);
    assert_eq!(left(1), 1);
    drop(waiting_for_its_fields());
}

#[stage("early", fields(a = 1, b = pending::<u8>().await))]
async fn waiting_for_its_fields() {}

/// A `return` that the attribute does not see, and could not refuse.
macro_rules! unless_none {
    ($n:ident) => {
        match $n {
            0 => return 7,
            n => n,
        }
    };
}

#[stage("left", fields(n = unless_none!(n)))]
fn left(n: u8) -> u8 {
    n
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

type Reply<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

fn by_type() {
    let _guard = init();
    assert_eq!(block_on(reply("7")), Ok(7));
    assert!(block_on(reply("x")).is_err());
    assert_eq!(block_on(reply_value("7")), Ok(7));
    assert!(block_on(Leaf.send(0)).is_err());
    assert_eq!(View::of("text").0, "text");
}

/// The type of the error is known by `?` alone, and that of the future by the alias.
#[stage("reply", fields(len = text.len()))]
fn reply(text: &str) -> Reply<'_, Result<u8, std::num::ParseIntError>> {
    evt!("made");
    Box::pin(async move {
        tokio::task::yield_now().await;
        let number: u8 = text.parse()?;
        Ok(number)
    })
}

#[stage("reply_value", value)]
fn reply_value(text: &str) -> Reply<'_, Result<u8, std::num::ParseIntError>> {
    Box::pin(async move { text.parse() })
}

struct View<'a>(&'a str);

impl<'a> View<'a> {
    #[stage("view")]
    fn of(text: &'a str) -> View<'a> {
        View(text)
    }
}

trait Sender {
    type Future;
    fn send(&mut self, n: u8) -> Self::Future;
}

struct Leaf;

impl Sender for Leaf {
    type Future = Reply<'static, std::io::Result<u8>>;

    #[stage("leaf")]
    fn send(&mut self, n: u8) -> Self::Future {
        if n == 0 {
            let slow = std::io::ErrorKind::TimedOut;
            return ready(Err(slow.into())).boxed();
        }
        async move { Ok(n) }.boxed()
    }
}

fn by_type_dropped() {
    super::silence_panics();
    let _guard = init();
    poll_and_drop(held_forever(LogsWhenDropped("argument")));
    super::caught(|| {
        block_on(reply_of_panic());
    });
}

#[stage("held_forever")]
fn held_forever(argument: LogsWhenDropped) -> Reply<'static, ()> {
    Box::pin(async move {
        pending::<()>().await;
        drop(argument);
    })
}

#[stage("reply_of_panic")]
fn reply_of_panic() -> Reply<'static, u8> {
    ready(()).map(|()| panic!("while it is polled")).boxed()
}

/// A named future keeps its type, so that only its making can be seen.
fn by_type_at_construction() {
    let _guard = init();
    assert_eq!(block_on(named(1)), 1);
}

#[stage("named")]
fn named(n: u8) -> futures::future::Ready<u8> {
    ready(n)
}

fn boxed_again() {
    let _guard = init();
    assert_eq!(block_on(Boxing(Box::new(Leaf)).send(2)).ok(), Some(2));
}

/// As a boxed service has it: nothing is known of `T` and `E`.
struct Boxing<T, E>(Box<dyn Sender<Future = Reply<'static, Result<T, E>>>>);

impl<T, E> Boxing<T, E> {
    #[stage("boxing")]
    fn send(&mut self, n: u8) -> Pin<Box<dyn Future<Output = Result<T, E>> + Send>> {
        self.0.send(n)
    }
}

fn boxed_unit() {
    let _guard = init();
    block_on(unit());
    block_on(overruled_unit());
}

#[stage("unit")]
fn unit() -> Pin<Box<dyn Future<Output = ()> + Send>> {
    ready(()).boxed()
}

#[stage("overruled_unit", outcome = |(): &()| logging_runtime::Outcome::NoCaptions)]
fn overruled_unit() -> BoxFuture<'static, ()> {
    ready(()).boxed()
}

fn tracking_the_caller() {
    let _guard = init();
    drop(line_of_caller(1));
    assert_eq!(block_on(line_of_caller(1)), Ok(line!()));
    assert!(block_on(line_of_caller(0)).is_err());
    assert_eq!(block_on(line_in_a_box()), line!());
    assert_eq!(block_on(returned_early(true)), 1);
}

#[stage("line_of_caller", fields(n))]
#[track_caller]
fn line_of_caller(n: u32) -> impl Future<Output = Result<u32, String>> {
    let line = std::panic::Location::caller().line();
    async move {
        evt!("inside");
        if n == 0 {
            return Err("nothing".to_owned());
        }
        Ok(line)
    }
}

#[stage("line_in_a_box")]
#[track_caller]
fn line_in_a_box() -> Pin<Box<dyn Future<Output = u32>>> {
    ready(std::panic::Location::caller().line()).boxed_local()
}

#[stage("returned_early")]
#[track_caller]
fn returned_early(now: bool) -> Pin<Box<dyn Future<Output = u32>>> {
    if now {
        return ready(1).boxed_local();
    }
    ready(2).boxed_local()
}
