//! Whether a thread is inside a write.

use std::cell::Cell;
use std::io;

thread_local! {
    static WRITING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a write. A writer of the user that logs, or waits for the log,
/// would wait for itself, in every sink: its lines could come back to this one. So would a signal
/// handler that has interrupted the write.
pub(super) fn is_writing() -> bool {
    WRITING.try_with(Cell::get).unwrap_or(false)
}

/// The thread is inside a write as long as this lives.
pub(super) struct Writing;

impl Writing {
    /// Nothing where it is already.
    #[inline]
    pub(super) fn begin() -> Option<Writing> {
        let before = WRITING.try_with(|writing| writing.replace(true));
        // Where a thread is about to end and keeps nothing any more, no writer of its own can log.
        if before.unwrap_or(false) {
            return None;
        }
        Some(Writing)
    }
}

impl Drop for Writing {
    #[inline]
    fn drop(&mut self) {
        let _ = WRITING.try_with(|writing| writing.set(false));
    }
}

pub(super) fn refusal() -> io::Error {
    io::Error::other("the writer itself has logged")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_is_writing_begins_no_other_write_however_often_it_tries() {
        let first = Writing::begin();
        assert!(first.is_some());
        for _ in 0..3 {
            assert!(Writing::begin().is_none() && is_writing());
        }
        drop(first);
        assert!(!is_writing() && Writing::begin().is_some());
    }
}
