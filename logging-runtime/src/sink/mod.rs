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

use self::batched::Batch;
pub(crate) use self::output::Output;
use crate::config::Delivery;
use crate::health::{Health, LastError};

thread_local! {
    static WRITING: Cell<bool> = const { Cell::new(false) };
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
    counters: Counters,
}

#[derive(Debug, Default)]
struct Counters {
    written: AtomicU64,
    bytes: AtomicU64,
    dropped: AtomicU64,
    /// Of the dropped lines, those that no line has told of yet.
    untold: AtomicU64,
    write_errors: AtomicU64,
    last_error: LastError,
}

/// What may happen to a line for which there is no room in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// It is dropped, and counted.
    Plain,
    /// The caller waits.
    Lifecycle,
    /// The caller waits until it is written.
    Error,
}

impl Sink {
    pub(crate) fn new(output: Output, delivery: Delivery) -> Sink {
        let shared = Arc::new(Shared {
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
        match &self.batch {
            Some(batch) => batch.push(&self.shared, line, weight),
            None => self.shared.write(line.as_bytes(), 1),
        }
    }

    /// Writes a line of the framework's own, and says whether it got through. One that did not is
    /// not counted as lost: it will be said again.
    pub(crate) fn write_reporting(&self, line: &str) -> bool {
        match &self.batch {
            Some(batch) => {
                batch.push(&self.shared, line, Weight::Plain);
                true
            }
            None => self.shared.write_once(line.as_bytes()),
        }
    }

    /// Waits until everything is written, at most this long. Whether it is.
    pub(crate) fn flush(&self, limit: Duration) -> bool {
        match &self.batch {
            Some(batch) => batch.flush(limit),
            None => true,
        }
    }

    /// Ends the background thread, after it has written everything, or after this time. Lines that
    /// come later are written by their callers.
    pub(crate) fn close(&self, limit: Duration) -> bool {
        match &self.batch {
            Some(batch) => batch.close(limit),
            None => true,
        }
    }

    /// Opens a file again by its path, after it was renamed.
    pub(crate) fn reopen(&self) -> io::Result<()> {
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
    pub(crate) fn take_untold_losses(&self) -> u64 {
        if self.shared.counters.untold.load(Ordering::Relaxed) == 0 {
            return 0;
        }
        self.shared.counters.untold.swap(0, Ordering::Relaxed)
    }

    /// The losses have not been told after all.
    pub(crate) fn put_back_losses(&self, lines: u64) {
        self.shared
            .counters
            .untold
            .fetch_add(lines, Ordering::Relaxed);
    }
}

impl Shared {
    /// Writes whole lines in one go.
    fn write(&self, bytes: &[u8], lines: u64) {
        let result = self.try_write(bytes);
        let counters = &self.counters;
        match result {
            Ok(()) => {
                counters.written.fetch_add(lines, Ordering::Relaxed);
                counters
                    .bytes
                    .fetch_add(bytes.len() as u64, Ordering::Relaxed);
            }
            Err(error) => {
                counters.write_errors.fetch_add(1, Ordering::Relaxed);
                counters.last_error.set(&error);
                counters.lose(lines);
                crate::notice::once(format_args!("cannot write a log line: {error}"));
            }
        }
    }

    fn write_once(&self, line: &[u8]) -> bool {
        let result = self.try_write(line);
        if result.is_ok() {
            self.counters.written.fetch_add(1, Ordering::Relaxed);
            self.counters
                .bytes
                .fetch_add(line.len() as u64, Ordering::Relaxed);
        }
        result.is_ok()
    }

    /// Writes, unless this thread is writing already: a writer of the user that logs would wait
    /// for itself.
    fn try_write(&self, bytes: &[u8]) -> io::Result<()> {
        if WRITING.try_with(|writing| writing.replace(true)).unwrap_or(false) {
            return Err(io::Error::other("the writer itself has logged"));
        }
        let result = self.lock().write(bytes);
        let _ = WRITING.try_with(|writing| writing.set(false));
        result
    }

    fn lock(&self) -> MutexGuard<'_, Output> {
        self.output.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The lock, if it can be had in time. Another thread may stand in a write that never ends, and
    /// a program that is going down must not wait for it.
    fn try_lock_until(&self, deadline: Instant) -> Option<MutexGuard<'_, Output>> {
        loop {
            match self.output.try_lock() {
                Ok(guard) => return Some(guard),
                Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) if Instant::now() >= deadline => return None,
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(1)),
            }
        }
    }
}

impl Counters {
    fn lose(&self, lines: u64) {
        self.dropped.fetch_add(lines, Ordering::Relaxed);
        self.untold.fetch_add(lines, Ordering::Relaxed);
    }
}
