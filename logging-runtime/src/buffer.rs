//! Lines below the level filter, kept for each job until it is known whether the job fails.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// The lines of one job, the oldest first.
#[derive(Debug, Default, Clone)]
pub(crate) struct Ring(Arc<Mutex<Lines>>);

#[derive(Debug, Default)]
struct Lines {
    lines: VecDeque<String>,
    bytes: usize,
    listed: bool,
    /// The job has ended: nothing is kept any more.
    closed: bool,
}

/// What the rings of all jobs hold together.
#[derive(Debug, Default)]
pub(crate) struct Total {
    bytes: AtomicUsize,
    forgotten: AtomicU64,
    /// The rings that hold lines, the oldest job's first.
    rings: Mutex<VecDeque<Weak<Mutex<Lines>>>>,
}

/// The bound is for all jobs of the program, whatever lane they are in.
pub(crate) static TOTAL: Total = Total {
    bytes: AtomicUsize::new(0),
    forgotten: AtomicU64::new(0),
    rings: Mutex::new(VecDeque::new()),
};

/// How much may be kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Bytes for one job.
    pub(crate) job: usize,
    /// Bytes for all jobs together.
    pub(crate) total: usize,
}

impl Ring {
    /// Keeps a line; the job's oldest lines make room for it, then those of the oldest job.
    pub(crate) fn keep(&self, total: &Total, bounds: Bounds, line: String) {
        if line.len() > bounds.job {
            total.forgotten.fetch_add(1, Ordering::Relaxed);
            return;
        }
        self.list(total);
        {
            let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if lines.closed {
                return;
            }
            while lines.bytes + line.len() > bounds.job {
                lines.forget_oldest(total);
            }
            lines.bytes += line.len();
            total.bytes.fetch_add(line.len(), Ordering::Relaxed);
            lines.lines.push_back(line);
        }
        total.shrink_to(bounds.total);
    }

    /// Takes all lines out, the oldest first, when the job ends.
    pub(crate) fn close(&self, total: &Total) -> VecDeque<String> {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.closed = true;
        total.give_back(lines.bytes);
        lines.bytes = 0;
        std::mem::take(&mut lines.lines)
    }

    fn list(&self, total: &Total) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !std::mem::replace(&mut lines.listed, true) {
            drop(lines);
            let mut rings = total.rings.lock().unwrap_or_else(PoisonError::into_inner);
            // Where nothing has to make room nobody else takes the jobs that have ended off the list.
            if rings.len() == rings.capacity() {
                rings.retain(|ring| ring.strong_count() > 0);
            }
            rings.push_back(Arc::downgrade(&self.0));
        }
    }
}

impl Lines {
    fn forget_oldest(&mut self, total: &Total) {
        let Some(line) = self.lines.pop_front() else {
            self.bytes = 0;
            return;
        };
        self.bytes -= line.len();
        total.give_back(line.len());
        total.forgotten.fetch_add(1, Ordering::Relaxed);
    }
}

impl Total {
    /// Lines that had to make room.
    pub(crate) fn forgotten(&self) -> u64 {
        self.forgotten.load(Ordering::Relaxed)
    }

    /// Below zero the sum would be larger than every bound, and no job would keep anything.
    fn give_back(&self, bytes: usize) {
        let less = |sum: usize| Some(sum.saturating_sub(bytes));
        let _ = self
            .bytes
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }

    fn shrink_to(&self, bytes: usize) {
        while self.bytes.load(Ordering::Relaxed) > bytes {
            let Some(oldest) = self.oldest() else { return };
            let mut lines = oldest.lock().unwrap_or_else(PoisonError::into_inner);
            while self.bytes.load(Ordering::Relaxed) > bytes && !lines.lines.is_empty() {
                lines.forget_oldest(self);
            }
        }
    }

    /// The oldest job's ring that holds lines; rings of jobs that are gone, or empty, leave the
    /// list.
    fn oldest(&self) -> Option<Arc<Mutex<Lines>>> {
        let mut rings = self.rings.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(first) = rings.front() {
            if let Some(ring) = first.upgrade() {
                let mut lines = ring.lock().unwrap_or_else(PoisonError::into_inner);
                if !lines.lines.is_empty() {
                    drop(lines);
                    return Some(ring);
                }
                lines.listed = false;
            }
            rings.pop_front();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { job: 10, total: 15 };

    #[test]
    fn a_job_keeps_its_newest_lines() {
        let (ring, total) = (Ring::default(), Total::default());
        for line in ["aaaa", "bbbb", "cccc"] {
            ring.keep(&total, BOUNDS, line.to_owned());
        }
        assert_eq!(ring.close(&total), ["bbbb", "cccc"]);
        assert_eq!((total.forgotten(), total.bytes.into_inner()), (1, 0));
    }

    #[test]
    fn the_oldest_job_makes_room_for_the_others() {
        let (first, second, total) = (Ring::default(), Ring::default(), Total::default());
        first.keep(&total, BOUNDS, "1234567".to_owned());
        second.keep(&total, BOUNDS, "1234567".to_owned());
        second.keep(&total, BOUNDS, "12".to_owned());
        assert!(first.close(&total).is_empty());
        assert_eq!(second.close(&total).len(), 2);
    }

    #[test]
    fn jobs_that_have_ended_take_no_memory() {
        let (total, old) = (Total::default(), Ring::default());
        old.keep(&total, BOUNDS, "x".to_owned());
        for _ in 0..10_000 {
            let ring = Ring::default();
            ring.keep(&total, BOUNDS, "x".to_owned());
            ring.close(&total);
        }
        let rings = total.rings.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(rings.len() < 20, "{}", rings.len());
        assert_eq!(old.close(&total), ["x"]);
    }

    #[test]
    fn a_line_that_fits_nowhere_is_counted() {
        let (ring, total) = (Ring::default(), Total::default());
        ring.keep(&total, BOUNDS, "x".repeat(11));
        assert_eq!(total.forgotten(), 1);
        assert!(ring.close(&total).is_empty());
    }
}
