//! A sync function as a run.

use std::panic::resume_unwind;

use super::Run;
use crate::classify::levels::Judge;
use crate::site::Site;

/// Runs the body of an annotated function, whose site is given where somebody wants its lines.
#[inline]
pub(super) fn call_at<R>(
    site: Option<&'static Site>,
    body: impl FnOnce() -> R,
    judge: impl Judge<R>,
) -> R {
    match site {
        Some(site) => call(site, body, judge),
        None => body(),
    }
}

/// Runs the body of an annotated function of which somebody wants the lines. It is kept out of the way of
/// functions that are not recorded.
#[inline(never)]
#[allow(
    clippy::needless_pass_by_value,
    reason = "a judge is written where it is passed"
)]
pub(super) fn call<R>(site: &'static Site, body: impl FnOnce() -> R, judge: impl Judge<R>) -> R {
    let Some(run) = Run::open(site) else {
        return body();
    };
    match run.enter_first(body) {
        Ok(value) => {
            run.end_with(&value, &judge);
            value
        }
        Err(payload) => {
            run.end_panicked(&*payload);
            resume_unwind(payload)
        }
    }
}
