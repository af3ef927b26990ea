//! Where finished lines go.

#![allow(
    clippy::inline_always,
    reason = "a call more costs as much as what it decides"
)]

mod batched;
mod bell;
mod blocks;
mod content;
mod counters;
pub(crate) mod exit;
pub(crate) mod fork;
mod output;
mod patience;
mod shared;
mod target;
#[cfg(unix)]
mod unix;
mod writing;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use self::batched::Batch;
pub(crate) use self::content::{Content, Lines, Weight};
pub(crate) use self::fork::Forkable;
pub(crate) use self::output::Output;
use self::shared::Shared;
#[cfg(unix)]
pub(crate) use self::unix::write_to_stderr;
use self::writing::{is_writing, refusal};
use crate::config::Delivery;
use crate::health::Health;
use crate::lane;

/// A place for lines, shared by all threads.
#[derive(Debug)]
pub(crate) struct Sink {
    state: Forkable<State>,
    /// The end of the program has waited for it in vain.
    gave_up: AtomicBool,
}

#[derive(Debug)]
struct State {
    shared: Arc<Shared>,
    batch: Option<Batch>,
    /// It is that of a forked child, which has nothing ready for children of its own.
    is_child: bool,
}

impl Sink {
    pub(crate) fn new(output: Output, delivery: Delivery) -> Sink {
        let shared = Arc::new(Shared::new(output));
        let spare = State::for_child(&shared);
        let batch = match delivery {
            Delivery::Sync => None,
            Delivery::Batched => Batch::start(&shared),
        };
        let state = State {
            shared,
            batch,
            is_child: false,
        };
        Sink {
            state: Forkable::new(state, spare),
            gave_up: AtomicBool::new(false),
        }
    }

    /// Writes one line, which ends in a newline, until this moment if there is one. Whatever goes wrong is counted,
    /// and what a line tells of others is untold again. Whether it got through, or is queued.
    #[inline(always)]
    pub(crate) fn write(&self, line: &[u8], content: Content, until: Option<Instant>) -> bool {
        let state = self.state();
        match &state.batch {
            None => state.shared.write(line, content, until),
            Some(batch) => state.queue(batch, line, content, until),
        }
    }

    #[inline]
    fn state(&self) -> &State {
        let state = &*self.state;
        if state.is_child {
            self.prepare_for_grandchildren();
        }
        state
    }

    #[cold]
    fn prepare_for_grandchildren(&self) {
        if !self.state.has_spare() {
            for lane in lane::all() {
                lane.prepare_for_forks();
            }
        }
    }

    /// Makes ready what a child of this forked child needs.
    pub(crate) fn prepare_for_forks(&self) {
        if !self.state.has_spare() {
            self.state.set_spare(State::for_child(&self.state.shared));
        }
    }

    /// Runs in a forked child: it writes itself what it logs, and leaves what is queued to its
    /// parent.
    #[cfg(unix)]
    pub(crate) fn renew_in_child(&self) {
        self.state
            .renew_in_child(|old, fresh| old.shared.hand_over(&fresh.shared));
    }

    /// Counts a line as lost without trying to write it.
    pub(crate) fn lose(&self, content: Content) {
        self.state.shared.counters.lose_content(content);
    }

    /// Waits until everything is written, or for this moment. Whether it is.
    pub(crate) fn flush(&self, deadline: Instant) -> bool {
        match &self.state.batch {
            Some(_) if is_writing() => false,
            Some(batch) => batch.flush(deadline.saturating_duration_since(Instant::now())),
            None => true,
        }
    }

    /// Ends the background thread, after it has written everything, or at this moment. Lines that
    /// come later are written by their callers. Gives the number of lines that are left.
    pub(crate) fn close(&self, deadline: Instant) -> u64 {
        match &self.state.batch {
            Some(batch) if !is_writing() => {
                let left = batch.close(self.left_until(deadline));
                self.gave_up.fetch_or(left > 0, Ordering::Relaxed);
                left
            }
            _ => 0,
        }
    }

    /// Opens a file again by its path, after it was renamed.
    pub(crate) fn reopen(&self) -> io::Result<()> {
        if is_writing() {
            return Err(refusal());
        }
        self.flush(Instant::now() + Duration::from_secs(1));
        self.state.shared.reopen()
    }

    /// Whether a line can be written without waiting for another thread longer than until then.
    pub(crate) fn is_free_until(&self, deadline: Instant) -> bool {
        if self.state.batch.as_ref().is_some_and(Batch::is_open) {
            return true;
        }
        let deadline = Instant::now() + self.left_until(deadline);
        let is_free = self.state.shared.is_free_until(deadline);
        self.gave_up.fetch_or(!is_free, Ordering::Relaxed);
        is_free
    }

    /// The guard and the exit both come to the end; they do not both wait for the same in vain.
    fn left_until(&self, deadline: Instant) -> Duration {
        if self.gave_up.load(Ordering::Relaxed) {
            Duration::ZERO
        } else {
            deadline.saturating_duration_since(Instant::now())
        }
    }

    pub(crate) fn add_to(&self, health: &mut Health) {
        let counters = &self.state.shared.counters;
        health.written += counters.written.load(Ordering::Relaxed);
        health.bytes += counters.bytes.load(Ordering::Relaxed);
        health.dropped += counters.dropped.load(Ordering::Relaxed);
        health.torn += counters.torn.load(Ordering::Relaxed);
        health.write_errors += counters.write_errors.load(Ordering::Relaxed);
        health.last_error = counters.last_error.get().or(health.last_error.take());
    }

    /// How many lines were lost of which the log does not tell yet.
    #[inline]
    pub(crate) fn n_untold(&self) -> u64 {
        self.state.shared.counters.n_untold()
    }

    /// These lines.
    pub(crate) fn untold_losses(&self) -> Lines {
        self.state.shared.counters.untold()
    }

    /// The same. They count as told from now on.
    pub(crate) fn take_untold_losses(&self) -> Lines {
        self.state.shared.counters.take_untold()
    }

    /// Whether lines are queued.
    pub(crate) fn is_batched(&self) -> bool {
        self.state.batch.is_some()
    }

    /// Whether the reader has gone, and nobody looks for another one yet.
    pub(crate) fn is_resting(&self) -> bool {
        self.state.shared.is_resting()
    }
}

impl State {
    #[inline(never)]
    fn queue(&self, batch: &Batch, line: &[u8], content: Content, until: Option<Instant>) -> bool {
        if self.shared.refuses() {
            self.shared.counters.lose_content(content);
            return false;
        }
        batch.push(&self.shared, line, content, until)
    }

    fn for_child(shared: &Shared) -> State {
        State {
            shared: Arc::new(shared.for_child()),
            batch: None,
            is_child: true,
        }
    }
}
