//! What the lines of a job share, and where it goes.

use futures::FutureExt;
use futures::executor::block_on;
use logging_runtime::{
    Context, InContext, clear_job_ctx, evt, get_job_ctx, init, job, set_job_ctx, spawn,
    spawn_blocking, stage, thread,
};

use super::{caught, current_thread, multi_thread, silence_panics};

scenarios!(
    narrowed,
    restored_after_panic,
    futures_in_their_contexts,
    migration,
    migration_under_a_job,
    threads,
    tasks,
    outlives_its_job,
    hostile_values,
    current_in_a_job,
    taken_by_stages,
);

fn narrowed() {
    let _guard = init();
    narrowing("j-1");
    evt!("outside");
}

#[job]
fn narrowing(job_id: &str) {
    let video = Context::current().with("video_id", "v-1").with("shard", 3);
    let other = Context::current().with("video_id", String::from("v-2"));
    video.scope(|| {
        evt!("first");
        other.scope(|| evt!("second"));
        evt!("first_again");
        inner();
    });
    assert_eq!(video.job_id().as_deref(), Some(job_id));
    evt!("neither");
    video.with("video_id", None::<&str>).scope(|| evt!("kept"));
}

#[stage("inner")]
fn inner() {
    evt!("inside");
}

fn restored_after_panic() {
    silence_panics();
    let _guard = init();
    let outer = Context::current().with("video_id", "outer");
    let inside = Context::current().with("video_id", "inside");
    outer.scope(|| {
        assert_eq!(
            caught(|| inside.scope(|| panic!("in a scope"))),
            "in a scope"
        );
        evt!("after");
        let future = async { panic!("in a future") }.in_context(inside.clone());
        assert_eq!(caught(|| block_on(future)), "in a future");
        evt!("after");
    });
    evt!("outside");
}

struct LogsWhenDropped;

impl Drop for LogsWhenDropped {
    fn drop(&mut self) {
        evt!("dropped");
    }
}

fn futures_in_their_contexts() {
    let _guard = init();
    let of = |id| Context::current().with("video_id", id);
    let work = || async {
        let _local = LogsWhenDropped;
        evt!("before");
        tokio::task::yield_now().await;
        evt!("after");
    };
    let mut first = Box::pin(work().in_context(of("v-1")));
    let mut second = Box::pin(of("v-2").scope(|| work().in_current_context()));
    assert!((&mut first).now_or_never().is_none());
    assert!((&mut second).now_or_never().is_none());
    assert!((&mut first).now_or_never().is_some());
    drop(second);
    evt!("outside");
}

fn migration() {
    let _guard = init();
    assert_eq!(get_job_ctx(), (None, None));
    set_job_ctx(Some("j-1"), None);
    evt!("job_only");
    set_job_ctx(None, Some("v-1"));
    evt!("both");
    set_job_ctx(Some("j-2"), None);
    assert_eq!(
        get_job_ctx(),
        (Some("j-2".to_owned()), Some("v-1".to_owned()))
    );
    evt!("replaced");
    std::thread::spawn(|| evt!("another_thread"))
        .join()
        .expect("the thread ends");
    inner();
    clear_job_ctx();
    assert_eq!(get_job_ctx(), (None, None));
    evt!("cleared");
}

fn migration_under_a_job() {
    let _guard = init();
    set_job_ctx(Some("slot"), Some("v-slot"));
    Context::default().with("video_id", "scope").scope(|| {
        evt!("in_a_scope");
        set_job_ctx(Some("later"), None);
        evt!("still_in_the_scope");
        assert_eq!(get_job_ctx(), (None, Some("scope".to_owned())));
    });
    evt!("outside");
    with_own_id();
    clear_job_ctx();
}

#[job(id = "own")]
fn with_own_id() {
    evt!("in_a_job");
    assert_eq!(get_job_ctx().0.as_deref(), Some("own"));
}

fn threads() {
    let _guard = init();
    on_threads();
}

#[job(id = "j-1", ctx(video_id = "v-1"))]
fn on_threads() {
    thread::spawn(inner).join().expect("the thread ends");
    std::thread::spawn(inner).join().expect("the thread ends");
    let context = Context::current();
    std::thread::spawn(move || context.scope(inner))
        .join()
        .expect("the thread ends");
}

fn tasks() {
    let _guard = init();
    current_thread().block_on(on_tasks());
}

#[job(id = "j-1", ctx(video_id = "v-1"))]
async fn on_tasks() {
    spawn(async { evt!("spawned") })
        .await
        .expect("the task ends");
    spawn_blocking(|| evt!("blocking"))
        .await
        .expect("the task ends");
    tokio::spawn(async { evt!("plain") })
        .await
        .expect("the task ends");
    tokio::spawn(async { evt!("taken_along") }.in_current_context())
        .await
        .expect("the task ends");
    spawn(job_of_a_task()).await.expect("the task ends");
}

#[job(id = "j-2")]
async fn job_of_a_task() {
    evt!("in_the_inner_job");
}

fn outlives_its_job() {
    let _guard = init();
    let context = keeps_its_context();
    context.scope(|| evt!("late"));
    std::thread::spawn(move || context.scope(inner))
        .join()
        .expect("the thread ends");
}

#[job(id = "j-1")]
fn keeps_its_context() -> Context {
    Context::current()
}

fn hostile_values() {
    let _guard = init();
    Context::current()
        .with("ts", "forged")
        .with("event", "job_failed")
        .with("dur_ms", "x")
        .with("truncated", 1)
        .with("a\"b\n", "c\"d\n")
        .with("password", "hunter2")
        .scope(|| evt!("kept_whole"));
}

fn current_in_a_job() {
    let _guard = init();
    multi_thread().block_on(async {
        let videos = (0..20).map(|n| {
            let context = Context::current().with("video_id", format!("v-{n}"));
            tokio::spawn(video(n).in_context(context))
        });
        for video in videos.collect::<Vec<_>>() {
            video.await.expect("the task ends");
        }
    });
}

#[stage("video", fields(n))]
async fn video(n: u32) {
    for turn in 0..10 {
        evt!("part", of = n, turn);
        tokio::task::yield_now().await;
    }
}

fn taken_by_stages() {
    let _guard = init();
    of_a_video("j-1", "v-1");
}

#[job]
fn of_a_video(job_id: &str, video_id: &str) {
    evt!("begun", job = job_id, video = video_id);
    first(1);
}

#[stage("first", fields(n))]
fn first(n: u8) {
    own_fields("v-own");
    other_video("v-2", n);
    failed().unwrap_err();
}

#[stage("own_fields", fields(n = 2, video_id = video, trace_id = "t", attempt = 1))]
fn own_fields(video: &str) {
    evt!("inside", n = 3);
    first_inside();
}

#[stage("first_inside")]
fn first_inside() {
    let kept = Context::current();
    thread::spawn(|| evt!("elsewhere")).join().unwrap();
    kept.with("n", 4).scope(|| evt!("narrowed"));
    evt!("headers", baggage = kept.to_headers().baggage);
}

#[stage("other_video", fields(profile = "p", n))]
fn other_video(video_id: &str, n: u8) {
    evt!("inside", n = n + 1, video = video_id);
    other_job(Some("j-2"));
}

#[job("other", id = id)]
fn other_job(id: Option<&str>) {
    evt!("inside", id);
}

#[stage("failed", fields(n = 1))]
fn failed() -> Result<(), String> {
    logging_runtime::record!(n = 2, bytes_out = 3);
    Err("no".into())
}
