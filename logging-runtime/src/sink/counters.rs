//! What became of lines, in numbers.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::blocks::Queued;
use super::content::{Content, Lines};
use crate::health::LastError;

/// Counters that anybody may read at any time.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// These two are changed only by who holds the lock of the output.
    pub(super) written: AtomicU64,
    pub(super) bytes: AtomicU64,
    pub(super) dropped: AtomicU64,
    pub(super) torn: AtomicU64,
    /// Of the dropped lines, those that no line has told of yet: of jobs and stages, and others.
    untold_lifecycle: AtomicU64,
    untold_others: AtomicU64,
    /// Lines that were held back, of which the log does not tell because the line that did was lost.
    untold_held: AtomicU64,
    pub(super) write_errors: AtomicU64,
    pub(super) last_error: LastError,
}

impl Counters {
    pub(super) fn count(&self, lines: u64, bytes: usize) {
        // Under the lock, so that a plain addition will do.
        let add = |counter: &AtomicU64, n: u64| counter.store(counter.load(Relaxed) + n, Relaxed);
        add(&self.written, lines);
        add(&self.bytes, bytes as u64);
    }

    pub(super) fn fail(&self, error: &io::Error) {
        self.write_errors.fetch_add(1, Relaxed);
        self.last_error.set(error);
        crate::notice::once(format_args!("cannot write a log line: {error}"));
    }

    /// A part of the line stands in the log, and will stay a part.
    pub(super) fn tear(&self, content: Content) {
        self.torn.fetch_add(1, Relaxed);
        self.lose_content(content);
    }

    #[cold]
    pub(super) fn lose_all(&self, lines: &[Queued]) {
        for line in lines {
            self.lose_content(line.content);
        }
    }

    /// Counts a line as lost, and what it tells as untold.
    pub(super) fn lose_content(&self, content: Content) {
        match content {
            Content::Line(weight) => self.lose(Lines::one(weight)),
            Content::Held(weight, held) => self.lose(Lines {
                held,
                ..Lines::one(weight)
            }),
            Content::Losses(lines) => self.untell(lines),
        }
    }

    pub(super) fn lose(&self, lines: Lines) {
        self.dropped.fetch_add(lines.total(), Relaxed);
        self.untell(lines);
    }

    /// The log does not say of these lines that they are lost.
    pub(super) fn untell(&self, lines: Lines) {
        self.untold_lifecycle.fetch_add(lines.lifecycle, Relaxed);
        self.untold_others.fetch_add(lines.others, Relaxed);
        self.untold_held.fetch_add(lines.held, Relaxed);
    }

    /// Lines that were lost since this was asked last.
    pub(super) fn take_untold(&self) -> Lines {
        let take = |counter: &AtomicU64| match counter.load(Relaxed) {
            0 => 0,
            _ => counter.swap(0, Relaxed),
        };
        Lines {
            lifecycle: take(&self.untold_lifecycle),
            others: take(&self.untold_others),
            held: take(&self.untold_held),
        }
    }

    /// The same, and they stay untold.
    pub(super) fn untold(&self) -> Lines {
        Lines {
            lifecycle: self.untold_lifecycle.load(Relaxed),
            others: self.untold_others.load(Relaxed),
            held: self.untold_held.load(Relaxed),
        }
    }

    /// How many were lost of these.
    #[inline]
    pub(super) fn n_untold(&self) -> u64 {
        self.untold_lifecycle.load(Relaxed) + self.untold_others.load(Relaxed)
    }
}
