//! An async function as a run: it starts at its first poll and ends when its value is ready, when
//! it panics, or when it is dropped before that.

use std::any::Any;
use std::future::Future;
use std::panic::{RefUnwindSafe, UnwindSafe, resume_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::Run;
use super::held::{Handed, Held, Seed};
use super::phase::{Packed, Phase};
use crate::classify::levels::Judge;
use crate::site::Site;

pin_project! {
    /// The future of an annotated function.
    #[doc(hidden)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct Staged<F, J, S = ()> {
        #[pin]
        future: Held<F, S>,
        judge: J,
        phase: Packed,
    }

    impl<F, J, S> PinnedDrop for Staged<F, J, S> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            let (future, is_seed) = (this.future, this.phase.is_seed());
            // SAFETY: this is the destructor, and the only call.
            #[allow(unsafe_code)]
            let release = || unsafe { future.release(is_seed) };
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
impl<F: UnwindSafe, J, S: UnwindSafe> UnwindSafe for Staged<F, J, S> {}
impl<F: RefUnwindSafe, J, S: RefUnwindSafe> RefUnwindSafe for Staged<F, J, S> {}

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
            future: Held::future(future),
            judge,
            phase: Packed::new(phase),
        }
    }
}

impl<A, F, J, M> Staged<F, J, Seed<A, M>>
where
    F: Future,
    J: Judge<F::Output>,
    M: FnOnce(Handed<A>) -> F,
{
    /// A future that is made at its first poll, which starts a run.
    #[inline]
    pub(super) fn of_seed(site: &'static Site, arguments: A, make: M, judge: J) -> Self {
        Staged {
            future: Held::seed(arguments, make),
            judge,
            phase: Packed::new(Phase::Seed(site)),
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

impl<F, J, S> Future for Staged<F, J, S>
where
    F: Future,
    J: Judge<F::Output>,
{
    type Output = F::Output;

    #[inline]
    #[allow(unsafe_code)]
    fn poll(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let polled = match this.phase.running() {
            // SAFETY: since the first poll it is the future that is there.
            Some(run) => run.enter(|| unsafe { this.future.poll(task) }),
            None => poll_otherwise(this.future, this.phase, task),
        };
        let ended = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(value)) => Ok(value),
            Err(payload) => Err(payload),
        };
        let run = this.phase.close();
        match ended {
            Ok(value) => {
                if let Some(run) = run {
                    run.end_with(&value, this.judge);
                }
                Poll::Ready(value)
            }
            Err(payload) => {
                if let Some(run) = run {
                    run.end_panicked(&*payload);
                }
                resume_unwind(payload)
            }
        }
    }
}

/// The first poll, and all polls where nobody wants the lines. Out of the way, so that the future stands once
/// in the poll of one that is running.
#[inline(never)]
#[allow(unsafe_code)]
fn poll_otherwise<F: Future, S>(
    held: Pin<&mut Held<F, S>>,
    phase: &mut Packed,
    task: &mut Context<'_>,
) -> Result<Poll<F::Output>, Box<dyn Any + Send>> {
    let (is_seed, is_first) = (phase.is_seed(), phase.is_first());
    phase.open();
    // SAFETY: the phase says what is there.
    let poll = || unsafe {
        if is_seed {
            held.poll_first(task)
        } else {
            held.poll(task)
        }
    };
    match phase.running() {
        Some(run) => {
            let announced = if is_first { run.begin() } else { None };
            run.enter_as(announced, poll)
        }
        None => Ok(poll()),
    }
}

impl Packed {
    /// Takes the run out, if there is one.
    fn close(&mut self) -> Option<Run> {
        match self.take() {
            Phase::Running(run) | Phase::Prepared(run) => Some(run),
            Phase::Seed(_) | Phase::New(_) | Phase::Done => None,
        }
    }

    /// Opens the run at the first poll.
    fn open(&mut self) {
        let phase = match self.take() {
            Phase::Seed(site) | Phase::New(site) => {
                Run::open(site).map_or(Phase::Done, Phase::Running)
            }
            Phase::Prepared(run) => {
                run.write_start();
                Phase::Running(run)
            }
            phase @ (Phase::Running(_) | Phase::Done) => phase,
        };
        *self = Packed::new(phase);
    }
}
