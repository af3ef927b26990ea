//! The life of a job or stage: it starts once and ends once, whatever happens in between.

mod boxed;
mod by_type;
mod call;
mod future;
mod guard;
mod held;
mod inside;
pub(crate) mod job;
mod lines;
mod making;
mod open;
mod phase;
pub(crate) mod record;
#[cfg(any(feature = "process", feature = "stream"))]
mod reporting;
mod result;
mod runners;
mod start;
#[cfg(feature = "stream")]
mod stream;
mod timer;

use std::any::Any;

use tracing::Span;

use call::call;
use guard::Guard;
use inside::Inside;
use making::Making;
pub(crate) use open::open_runs;
#[cfg(feature = "process")]
pub(crate) use reporting::Report;
pub use start::Start;
#[cfg(feature = "stream")]
pub use stream::{Given, InStage, StagedStream};
pub use timer::{JobTimer, StageTimer};

use crate::classify::Verdict;
use crate::classify::levels::Judge;
use crate::context::Context;
use crate::context::current;
use crate::context::node::{Kind, Node, RunState};
use crate::context::shared::{NodeRef, Vacant};
use crate::lane;
use crate::line::{Fields, NONE};
use crate::outcome::Outcome;
use crate::site::Site;
use crate::user;

/// A job or stage that is running, and ends once. Dropped without [`Run::end`], it ends as `cancelled`.
#[derive(Debug)]
pub(crate) struct Run {
    node: NodeRef,
}

impl Run {
    /// Opens a run at a site, or not, where nobody wants its lines. Its start line is written by
    /// [`Start::start`].
    #[inline]
    pub(crate) fn open(site: &'static Site) -> Option<Run> {
        Run::open_as(site, None, false)
    }

    /// As [`Run::open`], but its start line waits for [`start::start_postponed`].
    fn open_postponed(site: &'static Site) -> Option<Run> {
        Run::open_as(site, None, true)
    }

    /// Opens and starts a run whose name is known only now.
    pub(crate) fn named(
        site: &'static Site,
        name: &str,
        fields: impl FnOnce(&mut Start),
    ) -> Option<Run> {
        let run = Run::open_as(site, Some(name.into()), false)?;
        let mut start = Start::new(&run.node);
        fields(&mut start);
        start.start_at(&run.node);
        Some(run)
    }

    fn open_as(site: &'static Site, own_name: Option<Box<str>>, postponed: bool) -> Option<Run> {
        let lane = lane::for_site(site).ok()?;
        let vacant = Vacant::take();
        // Other layers run here: what they do must cost no line of ours.
        let span = if site.has_no_span() {
            None
        } else {
            user::run(|| site.span()).ok().flatten().map(Box::new)
        };
        let run = || Kind::Run(RunState::new(site, own_name, postponed, span));
        Some(Run {
            node: vacant.fill(lane, run),
        })
    }

    pub(crate) fn context(&self) -> Context {
        Context::of(&self.node)
    }

    fn state(&self) -> Option<&RunState> {
        self.node.state()
    }

    fn span(&self) -> Span {
        let span = self.state().and_then(|run| run.span.as_deref());
        span.map_or_else(Span::none, Span::clone)
    }

    /// Runs code inside the run: its context is current, and its span is entered. A panic is given
    /// back as its payload.
    #[inline]
    fn enter<R>(&self, code: impl FnOnce() -> R) -> Result<R, Box<dyn Any + Send>> {
        self.enter_as(None, code)
    }

    /// As [`Run::enter`], for the code whose first statement starts the run.
    #[inline]
    fn enter_first<R>(&self, code: impl FnOnce() -> R) -> Result<R, Box<dyn Any + Send>> {
        self.enter_as(start::begin(&self.node), code)
    }

    #[inline]
    fn enter_as<R>(
        &self,
        announced: Option<&'static Site>,
        code: impl FnOnce() -> R,
    ) -> Result<R, Box<dyn Any + Send>> {
        Inside::new(self.node.borrowed(), announced).run(code)
    }

    /// Ends the run as the value says that the body returned.
    #[inline]
    fn end_with<T: ?Sized>(&self, value: &T, judge: &impl Judge<T>) {
        if judge.is_success(value) {
            self.end_as_success();
        } else {
            self.end_judged(value, judge);
        }
    }

    #[inline(never)]
    fn end_as_success(&self) {
        start::begin_late(&self.node);
        if !lines::end_plainly(&self.node) {
            let mut verdict = Verdict::SUCCESS;
            lines::end(&self.node, &mut verdict, &NONE);
        }
    }

    #[inline(never)]
    fn end_judged<T: ?Sized>(&self, value: &T, judge: &impl Judge<T>) {
        let verdict = current::with_node(Some(&self.node), || contained(|| judge.verdict(value)));
        self.end(verdict, &NONE);
    }

    /// Ends the run as a panic says.
    fn end_panicked(&self, payload: &(dyn Any + Send)) {
        self.end(Verdict::panicked(payload), &NONE);
    }

    #[cold]
    fn cancel(&self) {
        self.end(Verdict::CANCELLED, &NONE);
    }

    /// Ends the run; `more` stands on its result line.
    pub(crate) fn end(&self, mut verdict: Verdict, more: &Fields) {
        start::begin_late(&self.node);
        lines::end(&self.node, &mut verdict, more);
    }
}

/// Whether a run has begun and not ended. One that is postponed begins at the first poll of its future.
fn is_open(run: &RunState, node: &Node) -> bool {
    run.started.get().is_some() || !(run.postponed || node.has_scope())
}

/// What is said of a value; an error, where the code that says it panics.
fn contained(verdict: impl FnOnce() -> Verdict) -> Verdict {
    user::run(verdict).unwrap_or_else(|stand_in| Verdict::of(Outcome::Error).with_detail(stand_in))
}

impl Drop for Run {
    #[inline]
    fn drop(&mut self) {
        if self.state().is_some_and(|run| is_open(run, &self.node)) {
            self.cancel();
        }
    }
}

/// Ends every run that is open on this thread, from the inside out: the program is about to abort.
pub(crate) fn end_all_on_this_thread(verdict: &Verdict) {
    current::each_entered(|node| {
        if let Some(run) = Node::nearest_run(node)
            && run.state().is_some_and(|run| run.started.get().is_some())
        {
            lines::end(run, &mut verdict.clone(), &NONE);
        }
    });
}
