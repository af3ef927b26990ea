//! An async function as a run: it starts at its first poll and ends when its value is ready, when
//! it panics, or when it is dropped before that.

use std::future::Future;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::Run;
use crate::classify::Verdict;
use crate::site::Site;

pin_project! {
    /// The future of an annotated function.
    #[doc(hidden)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct Staged<F, C> {
        // `None` once it is done: what it holds is dropped in the run's context.
        #[pin]
        future: Option<F>,
        verdict: Option<C>,
        state: State,
    }

    impl<F, C> PinnedDrop for Staged<F, C> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            if let Some(run) = this.state.close() {
                // A panic while the future's locals are dropped goes on after the run has ended.
                let dropped = run.enter(|| this.future.set(None));
                drop(run);
                if let Err(payload) = dropped {
                    resume_unwind(payload);
                }
            }
        }
    }
}

enum State {
    /// Not polled yet.
    New(&'static Site),
    /// Not polled yet, its fields are known.
    Prepared(Run),
    Running(Run),
    /// Nobody wants its lines, or it has ended.
    Done,
}

impl<F, C> Staged<F, C>
where
    F: Future,
    C: FnOnce(&F::Output) -> Verdict,
{
    /// A future whose first poll starts a run. The bound tells the closure's parameter where the
    /// output's type is not written.
    #[inline]
    pub fn new(site: &'static Site, future: F, verdict: C) -> Self {
        Staged {
            future: Some(future),
            verdict: Some(verdict),
            state: State::New(site),
        }
    }
}

/// A function that returns a future: `make` runs at once and in the run's context, the run starts
/// at the future's first poll.
#[doc(hidden)]
#[inline]
pub fn lazy<F, C>(site: &'static Site, make: impl FnOnce() -> F, verdict: C) -> Staged<F, C>
where
    F: Future,
    C: FnOnce(&F::Output) -> Verdict,
{
    let (future, state) = match Run::open_postponed(site) {
        None => (make(), State::Done),
        Some(run) => match run.enter_first(make) {
            Ok(future) => (future, State::Prepared(run)),
            Err(payload) => resume_unwind(payload),
        },
    };
    Staged {
        future: Some(future),
        verdict: Some(verdict),
        state,
    }
}

impl<F, C> Future for Staged<F, C>
where
    F: Future,
    C: FnOnce(&F::Output) -> Verdict,
{
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        // As a plain future that is polled after it was done.
        #[allow(clippy::expect_used)]
        let future = this.future.as_pin_mut().expect("polled after completion");
        let polled = match this.state.open() {
            Opened::Nothing => return future.poll(task),
            Opened::First(run) => run.enter_first(|| future.poll(task)),
            Opened::Again(run) => run.enter(|| future.poll(task)),
        };
        let ended = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(value)) => Ok(value),
            Err(payload) => Err(payload),
        };
        let run = this.state.close();
        match ended {
            Ok(value) => {
                if let (Some(run), Some(verdict)) = (run, this.verdict.take()) {
                    run.end_with(&value, verdict);
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

enum Opened<'a> {
    Nothing,
    First(&'a Run),
    Again(&'a Run),
}

impl State {
    /// Takes the run out, if there is one.
    fn close(&mut self) -> Option<Run> {
        match std::mem::replace(self, State::Done) {
            State::Running(run) | State::Prepared(run) => Some(run),
            State::New(_) | State::Done => None,
        }
    }

    /// The run, opened at the first poll.
    fn open(&mut self) -> Opened<'_> {
        let first = match self {
            State::Done => return Opened::Nothing,
            State::Running(_) => false,
            State::New(site) => {
                *self = Run::open(site).map_or(State::Done, State::Running);
                true
            }
            State::Prepared(_) => {
                if let State::Prepared(run) = std::mem::replace(self, State::Done) {
                    run.write_start();
                    *self = State::Running(run);
                }
                false
            }
        };
        match &*self {
            State::Running(run) if first => Opened::First(run),
            State::Running(run) => Opened::Again(run),
            _ => Opened::Nothing,
        }
    }
}
