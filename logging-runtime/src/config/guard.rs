//! What a program holds of its logging while it runs.

use std::io;
use std::time::Duration;

use super::error::InitError;
use super::filter::Filter;
use crate::lane::Lane;
use crate::{perf, sink};

/// Keeps logging complete: dropped at the end of `main`, it writes out what is queued, reports what
/// the rate limit holds back, and stops the background threads. What is logged after that is still
/// written.
///
/// A call of [`init`] alone is told by the compiler, `let _ = init();` only where
/// `#![warn(let_underscore_drop)]` asks for it.
#[derive(Debug)]
#[must_use = "bind it to a name, `let _guard = …`, since `let _ = …` drops it at once: what is queued is \
              written out when it is dropped"]
pub struct Guard {
    lane: Option<&'static Lane>,
    /// Whether this guard is the one that has set logging up, and so the one that ends it.
    is_owner: bool,
    _sampler: Option<perf::Sampler>,
}

/// Changes the filter of a running program. It is shared freely; see [`Guard::handle`].
#[derive(Clone, Debug)]
pub struct Handle {
    lane: Option<&'static Lane>,
}

impl Guard {
    /// A handle to change the filter with, from any thread.
    pub fn handle(&self) -> Handle {
        Handle { lane: self.lane }
    }

    /// Opens the log file again by its path, after it was renamed by a rotation.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened; then the lines go on to the old one.
    pub fn reopen(&self) -> io::Result<()> {
        self.lane.map_or(Ok(()), Lane::reopen)
    }

    /// Writes out what is queued, waiting at most `limit`. Whether everything is written.
    pub fn flush(&self, limit: Duration) -> bool {
        self.lane.is_none_or(|lane| lane.flush(limit))
    }

    /// The guard of a set-up.
    pub(super) fn owner(lane: &'static Lane) -> Guard {
        Guard {
            lane: Some(lane),
            is_owner: true,
            _sampler: perf::start(lane),
        }
    }

    /// A guard of what somebody else has set up, or of nothing.
    pub(super) fn second(lane: Option<&'static Lane>) -> Guard {
        Guard {
            lane,
            is_owner: false,
            _sampler: None,
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(lane) = self.lane.filter(|_| self.is_owner) {
            sink::exit::shut_down(lane);
        }
    }
}

impl Handle {
    /// Sets the filter: a level, or directives as in `LOG_LEVEL`.
    ///
    /// # Errors
    ///
    /// If a directive cannot be read; then nothing changes.
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
        if let Some(lane) = self.lane {
            lane.set_filter(filter);
        }
        Ok(())
    }
}
