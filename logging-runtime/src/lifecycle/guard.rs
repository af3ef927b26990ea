//! A function whose body has to run in place: `-> !`, `#[track_caller]`, a returned `impl Trait`.

use std::thread;

use tracing::span::EnteredSpan;

use super::{Run, start};
use crate::classify::Verdict;
use crate::classify::levels::Judge;
use crate::context::current::Scoped;
use crate::line::NONE;
use crate::outcome::Outcome;
use crate::panics;
use crate::site::Site;

/// The run of such a function, from its first statement to its end.
///
/// It lives on the function's stack and is named by nobody else, so scopes nest strictly here, too.
#[doc(hidden)]
pub struct Guard {
    run: Option<Run>,
    scoped: Option<Scoped>,
    span: Option<EnteredSpan>,
    /// What it means that the function is left without a value having been seen.
    left: Outcome,
    /// Whether the thread was unwinding when the function was called, as from a destructor.
    was_panicking: bool,
    start: panics::Moment,
}

impl Guard {
    /// Opens the run, and starts it unless the body evaluates fields.
    pub fn new(site: &'static Site) -> Guard {
        Guard::leaving(site, Outcome::Unseen)
    }

    /// As [`Guard::new`], for a function of which every normal way out is a success.
    pub fn passing(site: &'static Site) -> Guard {
        Guard::leaving(site, Outcome::Success)
    }

    fn leaving(site: &'static Site, left: Outcome) -> Guard {
        let was_panicking = thread::panicking();
        let run = Run::open(site);
        let (scoped, span) = run.as_ref().map(entered).unzip();
        Guard {
            run,
            scoped,
            span,
            left,
            was_panicking,
            start: panics::now(),
        }
    }

    /// Ends the run with the value that the body has come to.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "a judge is written where it is passed"
    )]
    pub fn seen<R>(mut self, value: &R, judge: impl Judge<R>) {
        if let Some(run) = self.run.take() {
            run.end_with(value, &judge);
        }
    }
}

/// Enters a run whose body is where this is called, and starts it unless the body evaluates fields.
pub(super) fn entered(run: &Run) -> (Scoped, EnteredSpan) {
    let announced = start::begin(&run.node);
    (Scoped::new(&run.node, announced), run.span().entered())
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.span = None;
        self.scoped = None;
        let Some(run) = self.run.take() else { return };
        let verdict = if thread::panicking() && !self.was_panicking {
            panics::arrived(self.start);
            panics::last_verdict()
        } else {
            Verdict::of(self.left)
        };
        run.end(verdict, &NONE);
    }
}
