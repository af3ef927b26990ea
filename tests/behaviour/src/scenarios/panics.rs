//! Jobs and stages that panic.

use std::panic::{Location, catch_unwind, panic_any, resume_unwind, set_hook};

use logging_runtime::{Context, evt, init, job, set_detail, set_outcome, stage};

use super::{caught, silence_panics};

scenarios!(
    unchanged,
    replaced_hook,
    payloads,
    caught_inside,
    thrown_again,
    thrown_with_the_text_of_another,
    unseen_after_another,
    thrown_inside_after_another,
    thrown_again_inside_one_that_is_off,
    in_a_thread,
    in_a_future,
    while_unwinding,
    never,
    track_caller,
    overruled,
    in_a_destructor_of_a_future,
    context_is_restored,
);

fn unchanged() {
    let _guard = init();
    work();
}

#[job("transcript", id = "j-1")]
fn work() {
    disk();
}

#[stage("disk")]
fn disk() {
    panic!("the disk is full");
}

fn replaced_hook() {
    let _guard = init();
    set_hook(Box::new(|info| {
        eprintln!("my own hook: {}", info.payload_as_str().unwrap_or("?"));
    }));
    assert_eq!(caught(disk), "the disk is full");
}

fn payloads() {
    silence_panics();
    let _guard = init();
    let n = 7;
    assert_eq!(caught(|| formatted(n)), "formatted 7");
    let payload = catch_unwind(not_a_text).expect_err("it panics");
    assert_eq!(payload.downcast_ref::<u32>(), Some(&7));
    assert_eq!(
        caught(|| index(&[1, 2, 3], n)),
        "index out of bounds: the len is 3 but the index is 7"
    );
    assert_eq!(caught(hostile_text), "a\n\"b\"");
}

#[stage("formatted")]
fn formatted(n: usize) {
    panic!("formatted {n}");
}

#[stage("not_a_text")]
fn not_a_text() {
    panic_any(7_u32);
}

#[stage("index")]
fn index(list: &[u8], n: usize) -> u8 {
    list[n]
}

#[stage("hostile_text")]
fn hostile_text() {
    panic!("a\n\"b\"");
}

fn caught_inside() {
    silence_panics();
    let _guard = init();
    catches();
}

#[stage("catches")]
fn catches() {
    assert_eq!(caught(disk), "the disk is full");
    evt!("went_on");
}

fn thrown_again() {
    silence_panics();
    let _guard = init();
    let thrown = || resume_unwind(Box::new("thrown by hand"));
    assert_eq!(caught(|| throws(thrown)), "thrown by hand");
}

fn thrown_with_the_text_of_another() {
    silence_panics();
    let _guard = init();
    assert_eq!(caught(disk), "the disk is full");
    let thrown = || resume_unwind(Box::new("the disk is full"));
    assert_eq!(caught(|| throws(thrown)), "the disk is full");
}

/// The second panic is seen by no hook of ours, and its payload by nobody.
fn unseen_after_another() {
    silence_panics();
    let _guard = init();
    assert_eq!(caught(|| in_place(9)), "in place 9");
    silence_panics();
    assert_eq!(caught(|| in_place(10)), "in place 10");
}

fn thrown_inside_after_another() {
    silence_panics();
    let _guard = init();
    assert_eq!(caught(throws_after_another), "thrown by hand");
}

#[stage("throws_after_another")]
#[track_caller]
fn throws_after_another() {
    assert_eq!(caught(disk), "the disk is full");
    throws(|| resume_unwind(Box::new("thrown by hand")));
}

/// A panic that is caught and goes on, in a future of which nothing is told.
fn thrown_again_inside_one_that_is_off() {
    silence_panics();
    let _guard = init();
    let caught = caught(|| futures::executor::block_on(awaits_one_that_is_off()));
    assert_eq!(caught, "the first");
}

#[stage("awaits")]
async fn awaits_one_that_is_off() {
    let payload = catch_unwind(|| panic!("the first")).expect_err("it panics");
    goes_on_with(payload).await;
}

#[stage("off", level = "debug")]
async fn goes_on_with(payload: Box<dyn std::any::Any + Send>) {
    resume_unwind(payload)
}

#[stage("throws")]
fn throws(how: impl FnOnce()) {
    how();
}

fn in_a_thread() {
    silence_panics();
    let _guard = init();
    let payload = std::thread::spawn(disk).join().expect_err("it panics");
    assert_eq!(payload.downcast_ref::<&str>(), Some(&"the disk is full"));
    sound();
}

#[stage("sound")]
fn sound() {}

fn in_a_future() {
    silence_panics();
    let _guard = init();
    assert_eq!(
        caught(|| futures::executor::block_on(later())),
        "later than that"
    );
    assert_eq!(caught(|| drop(made_by_a_function())), "while it was made");
}

#[job("later", id = "j-1")]
async fn later() {
    tokio::task::yield_now().await;
    panics_after_an_await().await;
}

#[stage("after_an_await")]
async fn panics_after_an_await() {
    std::future::ready(()).await;
    panic!("later than that");
}

#[stage("made_by_a_function")]
fn made_by_a_function() -> impl Future<Output = ()> {
    let made = std::hint::black_box(false);
    assert!(made, "while it was made");
    async {}
}

struct LogsWhenDropped;

impl Drop for LogsWhenDropped {
    fn drop(&mut self) {
        sound();
        assert!(leaves_early(true).is_none());
        evt!("dropped");
    }
}

#[stage("leaves_early")]
#[track_caller]
fn leaves_early(early: bool) -> Option<u32> {
    if early {
        return None;
    }
    Some(Location::caller().line())
}

fn while_unwinding() {
    silence_panics();
    let _guard = init();
    assert_eq!(caught(unwinds), "through a destructor");
}

#[stage("unwinds")]
fn unwinds() {
    let _logs = LogsWhenDropped;
    panic!("through a destructor");
}

fn never() {
    silence_panics();
    let _guard = init();
    assert_eq!(caught(|| never_returns("never")), "never");
}

#[stage("never")]
fn never_returns(text: &str) -> ! {
    panic!("{text}")
}

fn track_caller() {
    silence_panics();
    let _guard = init();
    assert_eq!(place(false), Ok(line!()));
    assert_eq!(place(true), Err(line!().to_string()));
    assert_eq!(caught(|| in_place(8)), "in place 8");
}

#[stage("place")]
#[track_caller]
fn place(early: bool) -> Result<u32, String> {
    if early {
        return Err(Location::caller().line().to_string());
    }
    Ok(Location::caller().line())
}

#[stage("in_place")]
#[track_caller]
fn in_place(n: u8) {
    assert!(n < 7, "in place {n}");
}

fn overruled() {
    silence_panics();
    let _guard = init();
    assert_eq!(caught(overrules), "on purpose");
}

#[stage("overrules")]
fn overrules() {
    set_outcome(logging_runtime::Outcome::Blocked);
    set_detail("told before");
    panic!("on purpose");
}

struct PanicsWhenDropped;

impl Drop for PanicsWhenDropped {
    fn drop(&mut self) {
        panic!("while it was dropped");
    }
}

fn in_a_destructor_of_a_future() {
    silence_panics();
    let _guard = init();
    let mut future = Box::pin(holds(PanicsWhenDropped));
    assert!(futures::FutureExt::now_or_never(&mut future).is_none());
    assert_eq!(caught(|| drop(future)), "while it was dropped");
    sound();
}

#[stage("holds")]
async fn holds(value: PanicsWhenDropped) {
    std::future::pending::<()>().await;
    drop(value);
}

fn context_is_restored() {
    silence_panics();
    let _guard = init();
    let context = Context::current().with("video_id", "v-1");
    context.scope(|| {
        assert_eq!(caught(disk), "the disk is full");
        evt!("after_a_panic");
    });
    evt!("outside");
}
