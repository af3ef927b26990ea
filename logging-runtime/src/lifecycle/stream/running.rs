//! The stage of a stream while it is polled.

use std::any::Any;

use super::Run;
use super::given::Given;
use crate::classify::Verdict;

/// How far the stage is.
pub(super) enum State {
    /// Not polled yet.
    New(Given),
    Running(Running),
    /// Nobody wants its lines, or it has ended.
    Done,
}

/// A stage that has started and not ended.
pub(super) struct Running {
    pub(super) run: Run,
    items: u64,
    /// What the last item means.
    last: Verdict,
}

impl Running {
    pub(super) fn new(run: Run) -> Running {
        Running {
            run,
            items: 0,
            last: Verdict::SUCCESS,
        }
    }

    pub(super) fn count(&mut self, item: Verdict) {
        self.items += 1;
        self.last = item;
    }

    /// A consumer that sees an error leaves, so the error is the reason.
    pub(super) fn end_dropped(self) {
        let verdict = match &self.last {
            last if last.outcome().is_failure() => last.clone(),
            _ => Verdict::CANCELLED,
        };
        self.end(verdict);
    }

    pub(super) fn end_done(self) {
        let last = self.last.clone();
        self.end(last);
    }

    pub(super) fn end_panicked(self, payload: &(dyn Any + Send)) {
        self.end(Verdict::panicked(payload));
    }

    fn end(self, verdict: Verdict) {
        let items = self.items;
        self.run
            .end_reporting(verdict, |line| line.field("items", &items));
    }
}

impl State {
    /// The run, started at the first poll.
    pub(super) fn open(&mut self) -> Option<&mut Running> {
        if matches!(self, State::New(_))
            && let State::New(given) = std::mem::replace(self, State::Done)
            && let Some(running) = given.start()
        {
            *self = State::Running(running);
        }
        match self {
            State::Running(running) => Some(running),
            State::New(_) | State::Done => None,
        }
    }

    /// Takes the run out, if there is one.
    pub(super) fn close(&mut self) -> Option<Running> {
        match std::mem::replace(self, State::Done) {
            State::Running(running) => Some(running),
            State::New(_) | State::Done => None,
        }
    }
}
