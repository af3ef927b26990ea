//! What the callers and the background thread share: the output under its lock, and the counters.

#![allow(
    clippy::inline_always,
    reason = "a write is one function, from the lock to the call of the writer"
)]

use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use super::blocks::{Block, Queued};
use super::content::Content;
use super::counters::Counters;
use super::output::{Before, Output, Written};
use super::writing::{Writing, is_writing, refusal};
use crate::clock;
use crate::latch::Latch;

/// After this time a reader that has gone is looked for again.
const REST_NS: u64 = 1_000_000_000;

#[derive(Debug)]
pub(super) struct Shared {
    output: Latch<Locked>,
    /// How long a line may wait, for the threads before it and for the reader.
    pub(super) block_limit: Option<Duration>,
    /// Until then, in nanoseconds of the monotonic clock, nobody tries to write: the reader has
    /// gone. 0 where that is not so.
    resting_until: AtomicU64,
    /// The last line is unfinished: for a forked child, which may find the lock held.
    is_torn: AtomicBool,
    pub(super) counters: Counters,
}

#[derive(Debug)]
struct Locked {
    output: Output,
    /// The line of which the output keeps the rest.
    begun: Option<Content>,
}

impl Shared {
    pub(super) fn new(output: Output) -> Shared {
        Shared {
            block_limit: output.block_limit(),
            is_torn: AtomicBool::new(output.is_torn()),
            output: Latch::new(Locked {
                output,
                begun: None,
            }),
            resting_until: AtomicU64::new(0),
            counters: Counters::default(),
        }
    }

    /// The same place for a forked child, which may write to it although another thread of the
    /// parent was in the middle of that.
    pub(super) fn for_child(&self) -> Shared {
        Shared::new(self.output.lock().output.for_child())
    }

    /// Hands the output over to the state of a forked child, if nobody was using it.
    #[cfg(unix)]
    pub(super) fn hand_over(&self, child: &Shared) {
        let Some(mut new) = child.output.try_lock() else {
            return;
        };
        if let Some(mut old) = self.output.try_lock() {
            std::mem::swap(&mut old.output, &mut new.output);
            new.output.leave_rest_to_parent();
        } else if self.is_torn.load(Relaxed) {
            new.output.continue_torn();
        }
    }

    /// Writes one line, and counts what became of it. Whether it got through; a line that is told
    /// of lost lines and did not is no loss itself, but what it tells is untold again.
    #[inline(never)]
    pub(super) fn write(&self, line: &[u8], content: Content, until: Option<Instant>) -> bool {
        let end = line.len();
        self.write_lines(line, 1, until, || [Queued { end, content }])
    }

    /// Writes many lines in one go. Where that fails, those that got through before are no loss.
    pub(super) fn write_block(&self, block: &Block) {
        self.write_lines(block.bytes(), block.n_lines(), None, || block.lines());
    }

    /// Writes so many lines. Which they are is asked only where something goes wrong.
    #[inline(always)]
    fn write_lines<L: AsRef<[Queued]>>(
        &self,
        bytes: &[u8],
        n: u64,
        until: Option<Instant>,
        lines: impl Fn() -> L,
    ) -> bool {
        if self.is_resting() {
            self.counters.lose_all(lines().as_ref());
            return false;
        }
        let failure = if let Some(_writing) = Writing::begin() {
            self.write_locked(bytes, n, until, &lines)
        } else {
            self.counters.lose_all(lines().as_ref());
            Some(refusal())
        };
        // The lock is free again: what is told of it may have to wait for a reader, too.
        if let Some(error) = &failure {
            self.fail(error);
        }
        failure.is_none()
    }

    #[inline(always)]
    fn write_locked<L: AsRef<[Queued]>>(
        &self,
        bytes: &[u8],
        n: u64,
        until: Option<Instant>,
        lines: impl Fn() -> L,
    ) -> Option<io::Error> {
        let own = self
            .block_limit
            .map(|limit| clock::after(Instant::now(), limit));
        let deadline = own.into_iter().chain(until).min();
        let locked = match deadline {
            None => Some(self.output.lock()),
            Some(deadline) => self.output.lock_until(deadline),
        };
        let Some(mut locked) = locked else {
            self.counters.lose_all(lines().as_ref());
            return Some(io::ErrorKind::TimedOut.into());
        };
        let Some(written) = locked.output.write(bytes, deadline) else {
            self.counters.count(n, bytes.len());
            return None;
        };
        self.is_torn.store(locked.output.is_torn(), Relaxed);
        self.settle(&mut locked.begun, written, lines().as_ref())
    }

    /// Whether a line comes from the writer itself; that is a failed write.
    pub(super) fn refuses(&self) -> bool {
        let refused = is_writing();
        if refused {
            self.counters.fail(&refusal());
        }
        refused
    }

    /// Counts what became of the lines, and of the one before them of which the rest was kept. Gives
    /// the reason why some are lost.
    #[cold]
    fn settle(
        &self,
        begun: &mut Option<Content>,
        written: Written,
        lines: &[Queued],
    ) -> Option<io::Error> {
        match written.before {
            Before::Waiting => {}
            Before::Finished(bytes) => self
                .counters
                .count(u64::from(begun.take().is_some()), bytes),
            Before::Torn => {
                if let Some(content) = begun.take() {
                    self.counters.tear(content);
                }
            }
        }
        let n_through = lines.partition_point(|line| line.end <= written.bytes);
        let (through, rest) = lines.split_at(n_through);
        let bytes = through.last().map_or(0, |line| line.end);
        self.counters.count(through.len() as u64, bytes);
        let error = written.result.err()?;
        let is_begun = written.bytes > bytes;
        let mut lost = rest;
        if is_begun && let Some((first, others)) = rest.split_first() {
            lost = others;
            if written.keeps_rest {
                *begun = Some(first.content);
            } else {
                self.counters.tear(first.content);
            }
        }
        self.counters.lose_all(lost);
        (!lost.is_empty() || !written.keeps_rest).then_some(error)
    }

    #[cold]
    fn fail(&self, error: &io::Error) {
        if error.kind() == io::ErrorKind::BrokenPipe {
            let until = clock::monotonic_ns().saturating_add(REST_NS);
            self.resting_until.store(until, Relaxed);
        }
        self.counters.fail(error);
    }

    /// Whether there is no use in trying to write.
    pub(super) fn is_resting(&self) -> bool {
        let until = self.resting_until.load(Relaxed);
        if until == 0 || clock::monotonic_ns() < until {
            return until != 0;
        }
        self.resting_until.store(0, Relaxed);
        false
    }

    pub(super) fn reopen(&self) -> io::Result<()> {
        let mut locked = self.output.lock();
        let reopened = locked.output.reopen();
        // A write that begins a line leaves it as it is.
        self.is_torn.store(locked.output.is_torn(), Relaxed);
        if !locked.output.keeps_rest()
            && let Some(content) = locked.begun.take()
        {
            self.counters.tear(content);
        }
        reopened
    }

    /// Whether the lock can be had in time. Another thread may stand in a write that never ends, and
    /// a program that is going down must not wait for it.
    pub(super) fn is_free_until(&self, deadline: Instant) -> bool {
        self.output.lock_until(deadline).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whether_the_last_line_is_torn_is_known_anew_when_a_file_is_opened_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log");
        std::fs::write(&path, "{\"unfinished").expect("writable");
        let shared = Shared::new(Output::file(&path, None).expect("can be opened"));
        assert!(shared.is_torn.load(Relaxed));
        std::fs::write(&path, "").expect("writable");
        shared.reopen().expect("can be opened");
        assert!(!shared.is_torn.load(Relaxed));
    }

    #[cfg(unix)]
    #[test]
    fn a_line_of_which_the_rest_is_not_kept_any_more_when_a_file_is_opened_again_is_counted() {
        use crate::sink::Weight;

        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.is_ok_and(|status| status.success()));
        let limit = Some(Duration::from_millis(1));
        let shared = Shared::new(Output::file(&path, limit).expect("can be opened"));
        // More than the pipe takes without a reader.
        let line = vec![b'x'; 1 << 20];
        assert!(shared.write(&line, Content::Line(Weight::LIFECYCLE), None));
        shared.reopen().expect("can be opened");
        let counters = &shared.counters;
        assert_eq!(
            [&counters.torn, &counters.dropped].map(|counter| counter.load(Relaxed)),
            [1, 1]
        );
        assert_eq!(counters.untold().lifecycle, 1);
    }
}
