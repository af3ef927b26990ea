//! Counters of what has become of the lines.

use std::sync::{Mutex, PoisonError};

/// What has become of the lines so far, from [`health`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Health {
    /// Lines that were written whole.
    pub written: u64,
    /// Bytes of those lines.
    pub bytes: u64,
    /// Lines held back by the rate limit.
    pub suppressed: u64,
    /// Lines that could not be written, or did not fit into a full queue.
    pub dropped: u64,
    /// Of those, lines of which a part was written before the target failed. The part stands alone
    /// on its line.
    pub torn: u64,
    /// Lines that were cut to the length limit.
    pub truncated: u64,
    /// Values and parts of texts that were replaced because they looked like secrets.
    pub redacted: u64,
    /// Lines below the filter that had to leave the buffers of running jobs.
    pub forgotten: u64,
    /// Keys that the rate limit forgot while they were alive, because there were too many.
    pub evicted: u64,
    /// Writes that failed.
    pub write_errors: u64,
    /// Jobs and stages that have started and not ended; while others start and end, about so many.
    pub open_runs: u64,
    /// What the last failed write said.
    pub last_error: Option<String>,
}

/// What has become of the lines of this program so far, over all its lanes.
///
/// ```
/// let health = logging_runtime::health();
/// assert_eq!(health.dropped, 0);
/// ```
pub fn health() -> Health {
    let mut health = Health {
        forgotten: crate::buffer::TOTAL.forgotten(),
        open_runs: crate::lifecycle::open_runs() as u64,
        ..Health::default()
    };
    for lane in crate::lane::all() {
        lane.add_to(&mut health);
    }
    health
}

/// The last error of a sink.
#[derive(Debug, Default)]
pub(crate) struct LastError(Mutex<Option<String>>);

impl LastError {
    /// Keeps it, unless somebody is reading the one before: nobody waits here.
    pub(crate) fn set(&self, error: &std::io::Error) {
        if let Ok(mut last) = self.0.try_lock() {
            *last = Some(error.to_string());
        }
    }

    pub(crate) fn get(&self) -> Option<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
