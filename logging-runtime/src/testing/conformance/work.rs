//! What a program does while something is checked.

use std::fmt;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use crate::{JobTimer, Outcome, StageTimer, evt};

/// A job with a stage in it, which holds an event, ends well.
pub(super) fn job(id: &str) {
    let job = JobTimer::start("conformance", Some(id));
    job.scope(|| {
        let stage = StageTimer::start("step");
        stage.scope(|| evt!("inside", n = 1));
        stage.finish(Outcome::Success);
    });
    job.finish(Outcome::Success);
}

/// A stage that panics, and is caught.
pub(super) fn panicking() {
    // Without the noise of the panic hook.
    let panics = || -> u8 { resume_unwind(Box::new("on purpose")) };
    let _ = catch_unwind(AssertUnwindSafe(|| {
        crate::stage_block!("panics", { panics() })
    }));
}

/// A stage whose future is dropped after its first poll.
pub(super) fn cancelled() {
    let future = crate::stage_block!("cancelled", async { std::future::pending::<()>().await });
    let mut future = pin!(future);
    let mut task = Context::from_waker(Waker::noop());
    assert_eq!(future.as_mut().poll(&mut task), Poll::Pending);
}

/// A value that panics when it is shown.
pub(super) struct Hostile;

impl fmt::Display for Hostile {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        resume_unwind(Box::new("on purpose"))
    }
}
