//! Jobs and stages that return.

use logging_runtime::{Logging, evt, init, job, record, stage};

scenarios!(
    success,
    failure,
    question_mark,
    nested,
    recursion,
    job_in_job,
    own_ids,
    stage_without_job,
    stage_fields,
    recorded,
    runs_after_shutdown,
);

fn success() {
    let _guard = init();
    assert_eq!(transcript(2), 4);
}

#[job("transcript", id = "j-1", fields(n))]
fn transcript(n: u32) -> u32 {
    asr(n)
}

#[stage("asr")]
fn asr(n: u32) -> u32 {
    n * 2
}

fn failure() {
    let _guard = init();
    assert_eq!(failing(), Err("no such video".to_owned()));
}

#[job("transcript", id = "j-1", fields(n = 1))]
fn failing() -> Result<(), String> {
    Err("no such video".to_owned())
}

fn question_mark() {
    let _guard = init();
    assert_eq!(parse("7"), Ok(7));
    assert!(parse("x").is_err());
    assert_eq!(parse(""), Ok(0));
}

#[stage("parse")]
pub(super) fn parse(text: &str) -> Result<u8, std::num::ParseIntError> {
    if text.is_empty() {
        return Ok(0);
    }
    let number = text.parse()?;
    Ok(number)
}

fn nested() {
    let _guard = init();
    outer();
}

#[job(id = "j-1")]
fn outer() {
    evt!("before");
    middle();
    evt!("after");
}

#[stage("middle")]
pub(super) fn middle() {
    evt!("before_inner");
    inner();
    evt!("after_inner");
}

#[stage("inner")]
pub(super) fn inner() {
    evt!("inside");
}

fn recursion() {
    let _guard = init();
    assert_eq!(factorial(3), 6);
}

#[stage("factorial", fields(n))]
fn factorial(n: u64) -> u64 {
    if n < 2 { 1 } else { n * factorial(n - 1) }
}

fn job_in_job() {
    let _guard = init();
    batch();
}

#[job("batch", id = "b-1", ctx(video_id = "v-0", tenant = "acme"))]
fn batch() {
    one_of_batch(1);
    one_of_batch(2);
    evt!("batch_done");
}

#[job("one", id = format!("j-{n}"), ctx(video_id = format!("v-{n}")))]
fn one_of_batch(n: u8) {
    assert!(n > 0);
    inner();
}

fn own_ids() {
    let _guard = init();
    for _ in 0..100 {
        unnamed();
    }
}

#[job]
fn unnamed() {
    unnamed_inside();
}

#[job]
fn unnamed_inside() {}

fn stage_without_job() {
    let _guard = init();
    inner();
}

fn stage_fields() {
    let _guard = init();
    with_fields("mobile", Some(2));
}

#[stage("youtubei", fields(profile, attempt, use_proxy = false, host = "h"))]
fn with_fields(profile: &str, attempt: Option<u8>) {
    evt!("inside");
    tracing::info!("a library");
    evt!("overruled", profile = "web");
    nested_with_fields();
    assert!(!profile.is_empty() && attempt.is_some());
}

#[stage("nested", fields(attempt = 9))]
fn nested_with_fields() {
    evt!("inside_nested");
}

fn recorded() {
    let _guard = init();
    recording_job();
    record!(nowhere = true);
}

#[job(id = "j-1", fields(given = 1))]
fn recording_job() {
    record!(videos = 3, given = 2);
    recording_stage();
    record!(videos = 4);
}

#[stage("download", fields(source = "web", bytes = 0))]
fn recording_stage() {
    let bytes = 512;
    record!(bytes, %bytes);
    record!(
        ratio = 0.5,
        source = "cache",
        gone = None::<u8>,
        outcome = "partial",
        dur_ms = "x"
    );
    evt!("unchanged");
}

fn runs_after_shutdown() {
    drop(Logging::builder().init());
    asr(1);
}
