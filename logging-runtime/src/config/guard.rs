//! What a program holds of its logging while it runs.

use std::io;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::time::{Duration, Instant};

use super::error::InitError;
use super::filter::Filter;
use crate::lane::Lane;
use crate::{perf, sink};

/// Keeps logging complete: dropped at the end of `main`, it writes out what is queued, reports what
/// the rate limit holds back, and stops the background threads. What is logged after that is still
/// written.
///
/// A call of [`init`](crate::init) alone is told by the compiler, `let _ = init();` only where
/// `#![warn(let_underscore_drop)]` asks for it.
#[derive(Debug)]
#[must_use = "bind it to a name, `let _guard = …`, since `let _ = …` drops it at once: what is queued is \
              written out when it is dropped"]
pub struct Guard {
    handle: Handle,
    /// Whether this guard is the one that has set logging up, and so the one that ends it.
    is_owner: bool,
    sampler: Option<perf::Sampler>,
}

/// Changes logging while the program runs. It is shared freely; see [`Guard::handle`] and
/// [`Logging::layer_with_handle`](crate::Logging::layer_with_handle).
#[derive(Clone, Debug)]
pub struct Handle {
    /// None where `USE_MINIMAL_LOGGING=false` has left logging to the program's old set-up.
    lane: Option<&'static Lane>,
}

/// What the program shares with its lines is whole after a panic.
impl UnwindSafe for Handle {}
impl RefUnwindSafe for Handle {}
impl UnwindSafe for Guard {}
impl RefUnwindSafe for Guard {}

impl Guard {
    /// A handle to change the filter with, from any thread.
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }

    /// See [`Handle::reopen`].
    ///
    /// # Errors
    ///
    /// If the file cannot be opened; then the lines go on to the old one.
    pub fn reopen(&self) -> io::Result<()> {
        self.handle.reopen()
    }

    /// See [`Handle::flush`].
    pub fn flush(&self, limit: Duration) -> bool {
        self.handle.flush(limit)
    }

    /// The guard of a set-up.
    pub(super) fn owner(lane: &'static Lane) -> Guard {
        Guard {
            handle: Handle { lane: Some(lane) },
            is_owner: true,
            sampler: perf::start(lane),
        }
    }

    /// A guard of what somebody else has set up, or of nothing.
    pub(super) fn second(lane: Option<&'static Lane>) -> Guard {
        Guard {
            handle: Handle { lane },
            is_owner: false,
            sampler: None,
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let start = Instant::now();
        drop(self.sampler.take());
        if let Some(lane) = self.handle.lane.filter(|_| self.is_owner) {
            sink::exit::shut_down(lane, start);
        }
    }
}

impl Handle {
    /// The handle of a layer.
    pub(super) fn of(lane: &'static Lane) -> Handle {
        Handle { lane: Some(lane) }
    }

    /// Sets the filter: a level, or directives as in `LOG_LEVEL`.
    ///
    /// # Errors
    ///
    /// If a directive cannot be read, or `USE_MINIMAL_LOGGING=false` has left the filter to the
    /// program's old set-up; then nothing changes.
    ///
    /// ```
    /// let guard = logging_runtime::init();
    /// guard.handle().set_filter("info,my_app::asr=debug")?;
    /// # Ok::<(), logging_runtime::InitError>(())
    /// ```
    pub fn set_filter(&self, directives: &str) -> Result<(), InitError> {
        let (filter, mut problems) = Filter::parse(directives);
        if let Some(problem) = problems.pop() {
            return Err(InitError::setting(problem));
        }
        let Some(lane) = self.lane else {
            return Err(InitError::setting(
                "the filter cannot be changed: `USE_MINIMAL_LOGGING=false` leaves it to the old set-up"
                    .to_owned(),
            ));
        };
        lane.set_filter(filter);
        Ok(())
    }

    /// Opens the log file again by its path, after it was renamed by a rotation. The old set-up has no
    /// file of ours, so there is nothing to be opened.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened; then the lines go on to the old one.
    pub fn reopen(&self) -> io::Result<()> {
        match self.lane {
            Some(lane) => lane.reopen(),
            None => Ok(()),
        }
    }

    /// Writes out what is queued, waiting at most `limit`. Whether everything is written; in the old
    /// set-up nothing is queued.
    pub fn flush(&self, limit: Duration) -> bool {
        match self.lane {
            Some(lane) => lane.flush(limit),
            None => true,
        }
    }
}
