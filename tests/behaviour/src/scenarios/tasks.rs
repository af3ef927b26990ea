//! Futures among others: raced, joined, spawned, aborted.

use std::time::Duration;

use futures::FutureExt;
use futures::future::{pending, ready};
use logging_runtime::{evt, init, job, stage};

use super::futures::{double, waiting};
use super::{current_thread, multi_thread, silence_panics};

scenarios!(
    lost_select,
    sibling_of_a_panic,
    timed_out,
    aborted,
    runtime_shut_down,
    many_tasks,
    many_threads,
    moved_between_threads,
    dropped_on_another_thread,
    joined_in_one_task,
);

fn lost_select() {
    let _guard = init();
    current_thread().block_on(race());
}

#[stage("race")]
async fn race() {
    tokio::select! {
        biased;
        () = waiting("loser") => unreachable!("it never ends"),
        n = double(1) => assert_eq!(n, Ok(2)),
    }
    evt!("race_is_over");
}

fn sibling_of_a_panic() {
    silence_panics();
    let _guard = init();
    let both = async { tokio::join!(waiting("sibling"), panicking()) };
    let joined = current_thread().block_on(async { tokio::spawn(both).await });
    assert!(joined.expect_err("it panics").is_panic());
}

#[stage("panicking")]
async fn panicking() {
    ready(()).await;
    panic!("in a branch");
}

fn timed_out() {
    let _guard = init();
    let answer = current_thread().block_on(with_deadline());
    assert!(answer.is_err());
}

#[stage("with_deadline")]
async fn with_deadline() -> Result<(), tokio::time::error::Elapsed> {
    tokio::time::timeout(Duration::from_millis(1), waiting("too long")).await?;
    unreachable!("it never ends");
}

fn aborted() {
    let _guard = init();
    current_thread().block_on(async {
        let (started, has_started) = tokio::sync::oneshot::channel();
        let task = tokio::spawn(announcing(started));
        has_started.await.expect("the task tells");
        task.abort();
        assert!(task.await.expect_err("it was aborted").is_cancelled());
    });
}

#[stage("announcing")]
async fn announcing(started: tokio::sync::oneshot::Sender<()>) {
    started.send(()).expect("somebody listens");
    pending::<()>().await;
}

fn runtime_shut_down() {
    let _guard = init();
    let runtime = current_thread();
    runtime.block_on(async {
        let (started, has_started) = tokio::sync::oneshot::channel();
        tokio::spawn(announcing(started));
        has_started.await.expect("the task tells");
    });
    evt!("shutting_down");
    drop(runtime);
}

fn many_tasks() {
    let _guard = init();
    current_thread().block_on(run_tasks(50));
}

fn many_threads() {
    let _guard = init();
    multi_thread().block_on(run_tasks(50));
}

async fn run_tasks(n: usize) {
    let tasks: Vec<_> = (0..n)
        .map(|n| tokio::spawn(task(format!("j-{n}"), format!("v-{n}"))))
        .collect();
    for task in tasks {
        task.await.expect("the task ends");
    }
}

#[job("task")]
async fn task(job_id: String, video_id: String) {
    let number = job_id.trim_start_matches("j-").to_owned();
    assert_eq!(video_id, format!("v-{number}"));
    for step in 0..5 {
        step_of(&number, step).await;
        tokio::task::yield_now().await;
    }
}

#[stage("step", fields(number, step))]
async fn step_of(number: &str, step: u8) {
    for turn in 0..3 {
        evt!("turn", turn, of = number, at = step);
        tokio::task::yield_now().await;
    }
}

fn moved_between_threads() {
    let _guard = init();
    let mut future = Box::pin(task("j-7".to_owned(), "v-7".to_owned()));
    while let Some(waiting) = std::thread::spawn(move || {
        let done = future.as_mut().now_or_never().is_some();
        (!done).then_some(future)
    })
    .join()
    .expect("the thread ends")
    {
        future = waiting;
    }
}

fn dropped_on_another_thread() {
    let _guard = init();
    let mut future = Box::pin(waiting("elsewhere"));
    assert!((&mut future).now_or_never().is_none());
    std::thread::spawn(move || drop(future))
        .join()
        .expect("the thread ends");
}

/// Futures of one task take turns on one thread, with no task of their own around them.
fn joined_in_one_task() {
    let _guard = init();
    let tasks = (0..50).map(|n| task(format!("j-{n}"), format!("v-{n}")));
    futures::executor::block_on(futures::future::join_all(tasks));
}
