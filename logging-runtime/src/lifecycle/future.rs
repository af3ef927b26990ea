//! An async function as a run: it starts at its first poll and ends when its value is ready, when
//! it panics, or when it is dropped before that.

use std::future::Future;
use std::panic::{RefUnwindSafe, UnwindSafe, resume_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::call::end_panicked;
use super::held::Held;
use super::phase::{Packed, Phase};
use super::{Inside, Run, start};
use crate::classify::levels::Judge;
use crate::site::Site;

pin_project! {
    /// The future of an annotated function.
    #[doc(hidden)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct Staged<F, J> {
        #[pin]
        future: Held<F>,
        judge: J,
        phase: Packed,
    }

    impl<F, J> PinnedDrop for Staged<F, J> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            let future = this.future;
            // SAFETY: this is the destructor, and the only call.
            #[allow(unsafe_code)]
            let release = || unsafe { future.release() };
            let Some(run) = this.phase.close() else {
                return release();
            };
            // A panic while the future's locals are dropped goes on after the run has ended.
            let dropped = run.enter(release);
            drop(run);
            if let Err(payload) = dropped {
                resume_unwind(payload);
            }
        }
    }
}

/// What is around the future is whole after a panic, so it is as safe as the future is.
impl<F: UnwindSafe, J> UnwindSafe for Staged<F, J> {}
impl<F: RefUnwindSafe, J> RefUnwindSafe for Staged<F, J> {}

impl<F, J> Staged<F, J>
where
    F: Future,
    J: Judge<F::Output>,
{
    /// A future whose first poll starts a run.
    #[inline]
    pub(super) fn new(site: &'static Site, future: F, judge: J) -> Self {
        Staged::at(Phase::New(site), future, judge)
    }

    /// A future whose run is open and starts at its first poll, or that has none.
    #[inline]
    pub(super) fn prepared(run: Option<Run>, future: F, judge: J) -> Self {
        Staged::at(run.map_or(Phase::Done, Phase::Prepared), future, judge)
    }

    fn at(phase: Phase, future: F, judge: J) -> Self {
        Staged {
            future: Held::new(future),
            judge,
            phase: Packed::new(phase),
        }
    }
}

/// A function that returns a future: `make` runs at once and in the run's context, the run starts
/// at the future's first poll.
#[inline]
pub(super) fn lazy<F, J>(site: &'static Site, make: impl FnOnce() -> F, judge: J) -> Staged<F, J>
where
    F: Future,
    J: Judge<F::Output>,
{
    let (future, run) = made(site, make);
    Staged::prepared(run, future, judge)
}

/// What `make` makes in the context of a run, and that run if it is wanted. After a panic in `make`
/// nothing is told: there is no future that could have been polled.
#[inline]
pub(super) fn made<F>(site: &'static Site, make: impl FnOnce() -> F) -> (F, Option<Run>) {
    match Run::open_postponed(site) {
        None => (make(), None),
        Some(run) => match run.enter_first(make) {
            Ok(future) => (future, Some(run)),
            Err(payload) => resume_unwind(payload),
        },
    }
}

impl<F, J> Future for Staged<F, J>
where
    F: Future,
    J: Judge<F::Output>,
{
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let future = this.future.get();
        let is_settled = this.phase.is_settled();
        let announced = if is_settled { None } else { this.phase.open() };
        let phase = &*this.phase;
        let end = |polled: &Poll<F::Output>| {
            if let Poll::Ready(value) = polled
                && let Some(run) = phase.run()
            {
                run.end_with(value, this.judge);
            }
        };
        let mut inside = phase.enter(announced);
        match inside.run_then(|| future.poll(task), end) {
            Ok(Poll::Pending) => {
                if !is_settled {
                    this.phase.settle();
                }
                Poll::Pending
            }
            Ok(Poll::Ready(value)) => {
                drop(this.phase.close());
                Poll::Ready(value)
            }
            Err(payload) => end_panicked(this.phase.close(), payload),
        }
    }
}

impl Packed {
    /// Takes the run out, if there is one.
    #[inline]
    fn close(&mut self) -> Option<Run> {
        if self.is_done() {
            return None;
        }
        self.close_open()
    }

    #[inline(never)]
    fn close_open(&mut self) -> Option<Run> {
        match self.take() {
            Phase::Running(run) | Phase::Prepared(run) => Some(run),
            Phase::New(_) | Phase::Done => None,
        }
    }

    /// Enters the run, whose fields are evaluated by the body of the site that is announced, if there is one.
    #[inline]
    fn enter(&self, announced: Option<&'static Site>) -> Inside<'_> {
        match self.settled() {
            Some(node) => Inside::settled(node),
            None => self.enter_unsettled(announced),
        }
    }

    #[inline(never)]
    fn enter_unsettled(&self, announced: Option<&'static Site>) -> Inside<'_> {
        match self.node() {
            Some(node) => Inside::new(node, announced),
            None => Inside::nothing(),
        }
    }

    /// Opens the run at the first poll. Gives the site whose body is about to evaluate its fields.
    ///
    /// The run has its place before its line is written: a panic of other code there leaves it in it.
    #[inline(never)]
    fn open(&mut self) -> Option<&'static Site> {
        match self.take() {
            Phase::New(site) => {
                *self = Packed::new(Phase::Running(Run::open(site)?));
                start::begin(self.node()?.get())
            }
            Phase::Prepared(run) => {
                *self = Packed::new(Phase::Running(run));
                start::start_postponed(self.node()?.get());
                None
            }
            phase @ (Phase::Running(_) | Phase::Done) => {
                *self = Packed::new(phase);
                None
            }
        }
    }
}
