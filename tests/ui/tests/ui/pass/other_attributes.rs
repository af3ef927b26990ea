#![deny(warnings)]
//! Both of ours on one function, ours beside others, and ours by other paths.

use logging_runtime::{job, stage};

mod reexport {
    pub mod inner {
        pub use logging_runtime::*;
    }
}

#[job("outer", fields(value))]
#[stage("inner")]
fn job_first(value: u8) -> u8 {
    value
}

#[stage("inner")]
#[job("outer", fields(value))]
async fn stage_first(value: u8) -> u8 {
    value
}

#[job]
/// Documented.
#[stage("inner")]
#[inline]
async fn between(value: &str) -> usize {
    value.len()
}

#[reexport::inner::stage("path", crate = reexport::inner, fields(video_id), none = "not_found")]
fn by_path(video_id: &str) -> Option<usize> {
    Some(video_id.len())
}

#[reexport::inner::job(crate = crate::reexport::inner, outcome = |_| reexport::inner::Outcome::Success)]
async fn by_crate_path() -> Result<(), ()> {
    Ok(())
}

#[derive(reexport::inner::Classify)]
#[outcome(crate = reexport::inner)]
enum Failure {
    #[outcome(timeout)]
    Slow,
}

#[::logging_runtime::stage("absolute")]
fn absolute() -> Result<(), Failure> {
    Err(Failure::Slow)
}

#[job]
#[rustfmt::job]
#[clippy::stage]
fn foreign_names(value: u8) -> u8 {
    value
}

#[stage("x")]
#[clippy::stage]
fn foreign_stage() {}

fn main() {
    foreign_stage();
    assert_eq!(foreign_names(1), 1);
    assert_eq!((job_first(1), by_path("ab")), (1, Some(2)));
    drop((stage_first(1), between("x"), by_crate_path()));
    assert!(absolute().is_err());
}
