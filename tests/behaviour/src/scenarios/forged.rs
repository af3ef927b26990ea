//! Fields that would change what the lines of others say.

use std::io;

use logging_runtime::{Context, JobTimer, Outcome, StageTimer, evt, init, job, record, stage};
use tracing::info_span;

scenarios!(
    by_record,
    by_timer,
    by_context,
    by_span,
    nested_failures,
    said_of_success,
);

#[stage("real")]
fn recording() {
    record!(
        stage = "other",
        job_id = "zz",
        video_id = "zz",
        outcome = "fine",
        dur_ms = 1,
        bytes_out = 3
    );
}

#[job("real", id = "j-1")]
fn by_record_job(video_id: &str) {
    recording();
    record!(job_id = video_id, error_type = "auth_error");
}

fn by_record() {
    let _guard = init();
    by_record_job("v-1");
}

fn by_timer() {
    let _guard = init();
    let fields: &[(&str, &dyn logging_runtime::Value)] = &[
        ("outcome", &"success"),
        ("dur_ms", &7),
        ("job_id", &"forged"),
        ("items", &2),
    ];
    StageTimer::start_with("timed", fields).finish(Outcome::Blocked);
    JobTimer::start_with("timed", Some("j-2"), &[("detail", &"x")]).finish(Outcome::Success);
}

fn by_context() {
    let _guard = init();
    let context = Context::current()
        .with("outcome", "success")
        .with("stage", "ghost")
        .with("video_id", 42)
        .with("tenant", 7);
    context.scope(|| evt!("inside"));
}

#[stage("honest")]
fn honest() {}

#[job("honest", id = "j-3")]
fn honest_job() {
    honest();
}

fn by_span() {
    let _guard = init();
    let span = info_span!(
        "lib",
        stage = "ghost",
        detail = "ghost detail",
        error_type = "auth_error",
        parent_job_id = "evil",
        target = "evil",
        unpaired = true,
        peer = "p"
    );
    span.in_scope(honest_job);
}

#[stage("nested")]
fn nested(kind: u8) -> Result<Result<u8, io::Error>, std::fmt::Error> {
    match kind {
        0 => Ok(Ok(1)),
        1 => Ok(Err(io::ErrorKind::TimedOut.into())),
        _ => Err(std::fmt::Error),
    }
}

fn nested_failures() {
    let _guard = init();
    for kind in 0..3 {
        let _ = nested(kind);
    }
}

#[job("fine", id = "j-4")]
fn fine() {
    logging_runtime::set_detail("all of it");
    StageTimer::start("Bearer abcdefghijklmnop").finish(Outcome::Success);
}

fn said_of_success() {
    let _guard = init();
    fine();
}
