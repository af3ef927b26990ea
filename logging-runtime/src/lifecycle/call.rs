//! A sync function as a run.

use std::any::Any;
use std::panic::resume_unwind;

use super::{Inside, Run, start};
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
/// functions that are not recorded, and of what is around the body only what depends on its types is made for
/// each function anew.
#[inline(never)]
#[allow(
    clippy::needless_pass_by_value,
    reason = "a judge is written where it is passed"
)]
pub(super) fn call<R>(site: &'static Site, body: impl FnOnce() -> R, judge: impl Judge<R>) -> R {
    let mut place = None;
    let mut entered = enter(site, &mut place);
    let run = entered.run;
    let end = |value: &R| {
        if let Some(run) = run {
            run.end_with(value, &judge);
        }
    };
    match entered.inside.run_then(body, end) {
        Ok(value) => value,
        Err(payload) => end_panicked(place, payload),
    }
}

/// A run that has been entered, or nothing where nobody wants its lines any more.
struct Entered<'a> {
    inside: Inside<'a>,
    run: Option<&'a Run>,
}

/// Opens a run and enters it.
#[inline(never)]
fn enter<'a>(site: &'static Site, place: &'a mut Option<Run>) -> Entered<'a> {
    *place = Run::open(site);
    let run = place.as_ref();
    let inside = match run {
        Some(run) => Inside::new(run.node.borrowed(), start::begin(&run.node)),
        None => Inside::nothing(),
    };
    Entered { inside, run }
}

/// Ends the run, and the panic goes on.
#[cold]
pub(super) fn end_panicked(run: Option<Run>, payload: Box<dyn Any + Send>) -> ! {
    if let Some(run) = run {
        run.end_panicked(&*payload);
    }
    resume_unwind(payload)
}
