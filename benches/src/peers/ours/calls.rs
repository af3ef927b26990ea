//! The functions that are measured, and how often.

use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};

use logging_runtime::{JobTimer, Outcome, StageTimer, evt, stage};

use crate::workload::{
    Answer, Arguments, Fields, JOB_ID, PENDING, PENDING_LONG, Pending, VIDEO_ID, Workload,
    arguments, block_on, body, fields,
};

/// The next text that nobody has seen.
static UNSEEN: AtomicU64 = AtomicU64::new(0);

#[inline(never)]
#[stage("youtubei", fields(profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
fn call(a: Arguments) -> Answer {
    body(a)
}

#[inline(never)]
#[stage("youtubei", fields(profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
async fn call_async(a: Arguments, pending: u32) -> Answer {
    Pending(pending).await;
    body(a)
}

#[inline(never)]
#[stage("youtubei", level = "debug", fields(profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
fn call_off(a: Arguments) -> Answer {
    body(a)
}

#[inline(never)]
fn event(f: Fields) {
    evt!(
        "proxy_rotated",
        proxy = f.proxy,
        latency_ms = f.latency_ms,
        ok = f.ok
    );
}

#[inline(never)]
fn event_of_tracing(f: Fields) {
    tracing::info!(
        proxy = f.proxy,
        latency_ms = f.latency_ms,
        ok = f.ok,
        "proxy rotated"
    );
}

#[inline(never)]
fn event_of_error(f: Fields) {
    evt!(
        error,
        "proxy_rotated",
        proxy = f.proxy,
        latency_ms = f.latency_ms,
        ok = f.ok
    );
}

#[inline(never)]
fn event_off(f: Fields) {
    evt!(
        debug,
        "proxy_rotated",
        proxy = f.proxy,
        latency_ms = f.latency_ms,
        ok = f.ok
    );
}

#[inline(never)]
fn event_of_tracing_off(f: Fields) {
    tracing::debug!(
        proxy = f.proxy,
        latency_ms = f.latency_ms,
        ok = f.ok,
        "proxy rotated"
    );
}

/// How many lines a run writes, or holds back as repeated.
pub(super) fn lines(workload: Workload, n: u64) -> u64 {
    let of_all = if is_event(workload) { 4 } else { 2 };
    of_all
        + match workload {
            Workload::W1 | Workload::W2 | Workload::W2b | Workload::W2k => 2 * n,
            Workload::W3 | Workload::W3e | Workload::W3t | Workload::W3u | Workload::W5 => n,
            Workload::W4e | Workload::W4t | Workload::W4b | Workload::W4s => 0,
        }
}

/// Whether it is an event, for which there is a stage around all of them.
fn is_event(workload: Workload) -> bool {
    use Workload::{W3, W3e, W3t, W3u, W4b, W4e, W4t, W5};
    matches!(workload, W3 | W3e | W3t | W3u | W4b | W4e | W4t | W5)
}

pub(super) fn run(workload: Workload, n: u64) -> bool {
    let job = JobTimer::start("transcript", Some(JOB_ID));
    let context = job.context().with("video_id", VIDEO_ID);
    context.scope(|| {
        if is_event(workload) {
            let stage = StageTimer::start("youtubei");
            stage.scope(|| repeat(workload, n));
            stage.finish(Outcome::Success);
        } else {
            repeat(workload, n);
        }
    });
    job.finish(Outcome::Success);
    true
}

fn repeat(workload: Workload, n: u64) {
    for _ in 0..n {
        match workload {
            Workload::W1 => drop(black_box(call(arguments()))),
            Workload::W2 => drop(black_box(block_on(call_async(arguments(), 0)))),
            Workload::W2b => drop(black_box(block_on(call_async(arguments(), PENDING)))),
            Workload::W2k => drop(black_box(block_on(call_async(arguments(), PENDING_LONG)))),
            Workload::W3 => event(fields()),
            Workload::W3e => event_of_error(fields()),
            Workload::W3t | Workload::W5 => event_of_tracing(fields()),
            Workload::W3u => event(Fields {
                latency_ms: UNSEEN.fetch_add(1, Ordering::Relaxed),
                ..fields()
            }),
            Workload::W4e => event_off(fields()),
            Workload::W4t | Workload::W4b => event_of_tracing_off(fields()),
            Workload::W4s => drop(black_box(call_off(arguments()))),
        }
    }
}
