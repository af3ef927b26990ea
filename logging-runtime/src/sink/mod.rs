//! Where finished lines go.

mod batched;
pub(crate) mod exit;
mod output;
#[cfg(unix)]
mod unix;

use std::cell::Cell;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use self::batched::{Batch, Content, Queued};
pub(crate) use self::output::Output;
use crate::config::Delivery;
use crate::health::{Health, LastError};

thread_local! {
    static WRITING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a write. A writer of the user that logs, or waits for the log,
/// would wait for itself, in every sink: its lines could come back to this one.
fn is_writing() -> bool {
    WRITING.try_with(Cell::get).unwrap_or(false)
}

fn refusal() -> io::Error {
    io::Error::other("the writer itself has logged")
}

/// A place for lines, shared by all threads.
#[derive(Debug)]
pub(crate) struct Sink {
    shared: Arc<Shared>,
    batch: Option<Batch>,
}

/// What the callers and the background thread share.
#[derive(Debug)]
struct Shared {
    output: Mutex<Output>,
    /// How long a line may wait, for the threads before it and for the reader.
    block_limit: Option<Duration>,
    counters: Counters,
}

#[derive(Debug, Default)]
struct Counters {
    written: AtomicU64,
    bytes: AtomicU64,
    dropped: AtomicU64,
    /// Of the dropped lines, those that no line has told of yet: of jobs and stages, and others.
    untold_lifecycle: AtomicU64,
    untold_others: AtomicU64,
    write_errors: AtomicU64,
    last_error: LastError,
}

/// What a line is, for those who have to choose between lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Weight {
    /// It tells of a job or stage: where the queue has no room the caller waits. Others are dropped.
    pub(crate) lifecycle: bool,
    /// It is an error: the caller waits until it is written.
    pub(crate) urgent: bool,
}

impl Weight {
    pub(crate) const LIFECYCLE: Weight = Weight {
        lifecycle: true,
        urgent: false,
    };
    pub(crate) const PLAIN: Weight = Weight {
        lifecycle: false,
        urgent: false,
    };
}

/// Numbers of lines, by what they tell of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lines {
    pub(crate) lifecycle: u64,
    pub(crate) others: u64,
}

impl Lines {
    pub(crate) fn one(weight: Weight) -> Lines {
        let lifecycle = u64::from(weight.lifecycle);
        Lines {
            lifecycle,
            others: 1 - lifecycle,
        }
    }

    pub(crate) fn total(self) -> u64 {
        self.lifecycle + self.others
    }
}

impl Sink {
    pub(crate) fn new(output: Output, delivery: Delivery) -> Sink {
        let shared = Arc::new(Shared {
            block_limit: output.block_limit(),
            output: Mutex::new(output),
            counters: Counters::default(),
        });
        let batch = match delivery {
            Delivery::Sync => None,
            Delivery::Batched => Batch::start(&shared),
        };
        Sink { shared, batch }
    }

    /// Writes one line, which ends in a newline. Whatever goes wrong is counted.
    pub(crate) fn write(&self, line: &str, weight: Weight) {
        if self.refuses() {
            self.lose(weight);
            return;
        }
        match &self.batch {
            Some(batch) => batch.push(&self.shared, line, weight),
            None => self.shared.write(line.as_bytes(), weight),
        }
    }

    /// Writes a line that tells of lost lines, and says whether it got through. One that did not is
    /// not counted as lost itself: what it tells is untold again.
    pub(crate) fn write_telling(&self, line: &str, lost: Lines) -> bool {
        let accepted = match &self.batch {
            _ if self.refuses() => false,
            Some(batch) => batch.push_telling(&self.shared, line, lost),
            None => self.shared.write_once(line.as_bytes()),
        };
        if !accepted {
            self.shared.counters.untell(lost);
        }
        accepted
    }

    /// Whether a line comes from the writer itself; that is a failed write.
    fn refuses(&self) -> bool {
        let refused = is_writing();
        if refused {
            self.shared.counters.fail(&refusal());
        }
        refused
    }

    /// Counts a line as lost without trying to write it.
    pub(crate) fn lose(&self, weight: Weight) {
        self.shared.counters.lose(Lines::one(weight));
    }

    /// Waits until everything is written, at most this long. Whether it is.
    pub(crate) fn flush(&self, limit: Duration) -> bool {
        match &self.batch {
            Some(_) if is_writing() => false,
            Some(batch) => batch.flush(limit),
            None => true,
        }
    }

    /// Ends the background thread, after it has written everything, or after this time. Lines that
    /// come later are written by their callers.
    pub(crate) fn close(&self, limit: Duration) -> bool {
        match &self.batch {
            Some(_) if is_writing() => false,
            Some(batch) => batch.close(limit),
            None => true,
        }
    }

    /// Opens a file again by its path, after it was renamed.
    pub(crate) fn reopen(&self) -> io::Result<()> {
        if is_writing() {
            return Err(refusal());
        }
        self.flush(Duration::from_secs(1));
        self.shared.lock().reopen()
    }

    /// Whether a line can be written without waiting for another thread longer than this.
    pub(crate) fn is_free_within(&self, limit: Duration) -> bool {
        self.shared.try_lock_until(Instant::now() + limit).is_some()
    }

    pub(crate) fn add_to(&self, health: &mut Health) {
        let counters = &self.shared.counters;
        health.written += counters.written.load(Ordering::Relaxed);
        health.bytes += counters.bytes.load(Ordering::Relaxed);
        health.dropped += counters.dropped.load(Ordering::Relaxed);
        health.write_errors += counters.write_errors.load(Ordering::Relaxed);
        health.last_error = counters.last_error.get().or(health.last_error.take());
    }

    /// Lines that were lost since this was asked last.
    pub(crate) fn take_untold_losses(&self) -> Lines {
        let take = |counter: &AtomicU64| match counter.load(Ordering::Relaxed) {
            0 => 0,
            _ => counter.swap(0, Ordering::Relaxed),
        };
        let counters = &self.shared.counters;
        Lines {
            lifecycle: take(&counters.untold_lifecycle),
            others: take(&counters.untold_others),
        }
    }
}

impl Shared {
    /// Writes one line, and counts what became of it.
    fn write(&self, line: &[u8], weight: Weight) {
        match self.try_write(line) {
            (bytes, Ok(())) => self.counters.count(1, bytes),
            (_, Err(error)) => {
                self.counters.fail(&error);
                self.counters.lose(Lines::one(weight));
            }
        }
    }

    /// Writes one line that tells of lost lines.
    fn write_once(&self, line: &[u8]) -> bool {
        let (bytes, result) = self.try_write(line);
        if result.is_ok() {
            self.counters.count(1, bytes);
        }
        result.is_ok()
    }

    /// Writes many lines in one go. Where that fails, those that got through before are no loss.
    fn write_block(&self, block: &[u8], lines: &[Queued]) {
        let (written, result) = self.try_write(block);
        let (through, lost) = lines.split_at(lines.partition_point(|line| line.end <= written));
        let bytes = through.last().map_or(0, |line| line.end);
        self.counters.count(through.len() as u64, bytes);
        let Err(error) = result else { return };
        self.counters.fail(&error);
        for line in lost {
            match line.content {
                Content::Line(weight) => self.counters.lose(Lines::one(weight)),
                Content::Losses(lines) => self.counters.untell(lines),
            }
        }
    }

    fn try_write(&self, bytes: &[u8]) -> (usize, io::Result<()>) {
        let _ = WRITING.try_with(|writing| writing.set(true));
        let deadline = self.block_limit.map(|limit| Instant::now() + limit);
        let locked = match deadline {
            None => Some(self.lock()),
            Some(deadline) => self.try_lock_until(deadline),
        };
        let result = match locked {
            Some(mut output) => output.write(bytes, deadline),
            None => (0, Err(io::ErrorKind::TimedOut.into())),
        };
        let _ = WRITING.try_with(|writing| writing.set(false));
        result
    }

    fn lock(&self) -> MutexGuard<'_, Output> {
        self.output.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The lock, if it can be had in time. Another thread may stand in a write that never ends, and
    /// a program that is going down must not wait for it.
    fn try_lock_until(&self, deadline: Instant) -> Option<MutexGuard<'_, Output>> {
        for attempt in 0_u32.. {
            match self.output.try_lock() {
                Ok(guard) => return Some(guard),
                Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) if Instant::now() >= deadline => return None,
                // Most writes are over in a microsecond.
                Err(TryLockError::WouldBlock) if attempt < 100 => std::thread::yield_now(),
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(1)),
            }
        }
        None
    }
}

impl Counters {
    fn count(&self, lines: u64, bytes: usize) {
        self.written.fetch_add(lines, Ordering::Relaxed);
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    fn fail(&self, error: &io::Error) {
        self.write_errors.fetch_add(1, Ordering::Relaxed);
        self.last_error.set(error);
        crate::notice::once(format_args!("cannot write a log line: {error}"));
    }

    fn lose(&self, lines: Lines) {
        self.dropped.fetch_add(lines.total(), Ordering::Relaxed);
        self.untell(lines);
    }

    /// The log does not say of these lines that they are lost.
    fn untell(&self, lines: Lines) {
        self.untold_lifecycle
            .fetch_add(lines.lifecycle, Ordering::Relaxed);
        self.untold_others
            .fetch_add(lines.others, Ordering::Relaxed);
    }
}
