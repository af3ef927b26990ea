//! The calls of libraries that listen to `tracing`.

use std::time::Instant;

use tracing::Span;

use super::calls::{Calls, is_in_stage, ms_since, outcome, repeat};
use crate::workload::{Answer, Arguments, Fields, JOB_ID, Pending, VIDEO_ID, Workload, body};

/// Runs so many operations in the span of a job, and in that of a stage where there is one around them.
pub(super) fn run<C: Calls>(calls: &C, workload: Workload, n: u64, stage: fn() -> Span) -> bool {
    if !C::has(workload) {
        return false;
    }
    let job = tracing::info_span!("job", job_id = JOB_ID, video_id = VIDEO_ID);
    let _in_job = job.enter();
    let stage = is_in_stage(workload).then(stage);
    let _in_stage = stage.as_ref().map(Span::enter);
    repeat(calls, workload, n)
}

/// A span for the stage, in which its two lines are events written by hand.
pub(super) struct EventsInSpans;

/// [`run`] with them.
pub(super) fn run_events(workload: Workload, n: u64) -> bool {
    run(&EventsInSpans, workload, n, || {
        tracing::info_span!("youtubei", stage = "youtubei")
    })
}

impl Calls for EventsInSpans {
    fn has(workload: Workload) -> bool {
        has(workload)
    }

    #[inline(never)]
    #[tracing::instrument(name = "youtubei", skip_all, fields(stage = "youtubei", profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
    fn stage(&self, a: Arguments) -> Answer {
        let started = started();
        let answer = body(a);
        ended(&answer, started);
        answer
    }

    #[tracing::instrument(name = "youtubei", skip_all, fields(stage = "youtubei", profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
    async fn stage_async(&self, a: Arguments, pending: u32) -> Answer {
        let started = started();
        Pending(pending).await;
        let answer = body(a);
        ended(&answer, started);
        answer
    }

    #[inline(never)]
    fn stage_off(&self, a: Arguments) -> Answer {
        stage_off(a)
    }

    #[inline(never)]
    fn event(&self, fields: Fields) {
        event(fields);
    }

    #[inline(never)]
    fn event_off(&self, fields: Fields) {
        event_off(fields);
    }
}

#[inline(always)]
fn started() -> Instant {
    tracing::info!(event = "stage_start");
    Instant::now()
}

#[inline(always)]
fn ended(answer: &Answer, started: Instant) {
    tracing::info!(
        event = "stage_result",
        outcome = outcome(answer),
        dur_ms = ms_since(started)
    );
}

pub(super) fn has(workload: Workload) -> bool {
    use Workload::{W1, W2, W2b, W2k, W3, W3t, W4e, W4s, W4t};
    matches!(workload, W1 | W2 | W2b | W2k | W3 | W3t | W4e | W4t | W4s)
}

#[inline(always)]
#[tracing::instrument(name = "youtubei", level = "debug", skip_all, fields(profile = a.profile, use_proxy = a.use_proxy, attempt = a.attempt))]
pub(super) fn stage_off(a: Arguments) -> Answer {
    body(a)
}

#[inline(always)]
pub(super) fn event(f: Fields) {
    tracing::info!(
        proxy = f.proxy,
        latency_ms = f.latency_ms,
        ok = f.ok,
        "proxy rotated"
    );
}

#[inline(always)]
pub(super) fn event_off(f: Fields) {
    tracing::debug!(
        proxy = f.proxy,
        latency_ms = f.latency_ms,
        ok = f.ok,
        "proxy rotated"
    );
}
