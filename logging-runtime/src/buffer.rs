//! Lines below the level filter, kept for each job until it is known whether the job fails.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Weak};

use crate::forked;
use crate::latch::Latch;

/// The lines of one job, the oldest first.
#[derive(Debug, Default, Clone)]
pub(crate) struct Ring(Arc<Latch<Lines>>);

#[derive(Debug, Default)]
struct Lines {
    text: VecDeque<u8>,
    /// How long each line is.
    lengths: VecDeque<usize>,
    listed: bool,
    /// The job has ended: nothing is kept any more.
    closed: bool,
}

/// What a job has kept to its end.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    text: Vec<u8>,
    lengths: VecDeque<usize>,
}

/// What the rings of all jobs hold together.
#[derive(Debug, Default)]
pub(crate) struct Total {
    bytes: AtomicUsize,
    forgotten: AtomicU64,
    /// The rings that hold lines, the oldest job's first.
    rings: Latch<VecDeque<Weak<Latch<Lines>>>>,
}

/// The bound is for all jobs of the program, whatever lane they are in.
pub(crate) static TOTAL: Total = Total {
    bytes: AtomicUsize::new(0),
    forgotten: AtomicU64::new(0),
    rings: Latch::new(VecDeque::new()),
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
    pub(crate) fn keep(&self, total: &Total, bounds: Bounds, line: &[u8]) {
        // It would push out all that is kept, and then go itself.
        if line.len() > bounds.job.min(bounds.total) {
            total.forgotten.fetch_add(1, Ordering::Relaxed);
            return;
        }
        let is_listed = {
            let Some(mut lines) = forked::enter(&self.0) else {
                total.forgotten.fetch_add(1, Ordering::Relaxed);
                return;
            };
            if lines.closed {
                return;
            }
            let before = lines.text.len();
            while lines.text.len() + line.len() > bounds.job {
                lines.forget_oldest(total);
            }
            lines.make_room(line.len(), bounds.job);
            lines.text.extend(line);
            lines.lengths.push_back(line.len());
            total.change(before, lines.text.len());
            std::mem::replace(&mut lines.listed, true)
        };
        if !is_listed {
            total.list(self);
        }
        total.shrink_to(bounds.total);
    }

    /// Takes all lines out when the job ends.
    pub(crate) fn close(&self, total: &Total) -> Kept {
        let Some(mut lines) = forked::enter(&self.0) else {
            return Kept::default();
        };
        lines.closed = true;
        total.change(lines.text.len(), 0);
        Kept {
            text: std::mem::take(&mut lines.text).into(),
            lengths: std::mem::take(&mut lines.lengths),
        }
    }
}

impl Kept {
    /// The lines, the oldest first.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &[u8]> {
        let mut rest = self.text.as_slice();
        self.lengths.iter().map_while(move |length| {
            let (line, behind) = rest.split_at_checked(*length)?;
            rest = behind;
            Some(line)
        })
    }
}

impl Lines {
    /// Room grows as ever, but never beyond what may be kept, or twice of that would be held.
    fn make_room(&mut self, bytes: usize, most: usize) {
        let length = self.text.len();
        if self.text.capacity() - length < bytes {
            let more = bytes.max(length).min(most.saturating_sub(length));
            self.text.reserve_exact(more);
        }
    }

    /// The total is told by the caller how much less there is.
    fn forget_oldest(&mut self, total: &Total) {
        let Some(length) = self.lengths.pop_front() else {
            self.text.clear();
            return;
        };
        self.text.drain(..length.min(self.text.len()));
        total.forgotten.fetch_add(1, Ordering::Relaxed);
    }
}

impl Total {
    /// Lines that had to make room.
    pub(crate) fn forgotten(&self) -> u64 {
        self.forgotten.load(Ordering::Relaxed)
    }

    /// Puts a ring that holds lines at the end of the list.
    fn list(&self, ring: &Ring) {
        let Some(mut rings) = forked::enter(&self.rings) else {
            return;
        };
        // Where nothing has to make room nobody else takes the jobs that have ended off the list.
        if rings.len() == rings.capacity() {
            rings.retain(|ring| ring.strong_count() > 0);
        }
        rings.push_back(Arc::downgrade(&ring.0));
    }

    /// A ring that held so many bytes holds others now, more often than not as many.
    fn change(&self, before: usize, now: usize) {
        if now > before {
            self.bytes.fetch_add(now - before, Ordering::Relaxed);
        } else if now < before {
            self.give_back(before - now);
        }
    }

    /// Below zero the sum would be larger than every bound, and no job would keep anything.
    #[cold]
    fn give_back(&self, bytes: usize) {
        let less = |sum: usize| Some(sum.saturating_sub(bytes));
        let _ = self
            .bytes
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }

    fn shrink_to(&self, bytes: usize) {
        while self.bytes.load(Ordering::Relaxed) > bytes {
            let Some(oldest) = self.oldest() else { return };
            let Some(mut lines) = forked::enter(&oldest) else {
                return;
            };
            while self.bytes.load(Ordering::Relaxed) > bytes && !lines.lengths.is_empty() {
                let before = lines.text.len();
                lines.forget_oldest(self);
                self.change(before, lines.text.len());
            }
            if lines.lengths.is_empty() {
                (lines.text, lines.lengths) = (VecDeque::new(), VecDeque::new());
            }
        }
    }

    /// The oldest job's ring that holds lines; rings of jobs that are gone, or empty, leave the
    /// list.
    fn oldest(&self) -> Option<Arc<Latch<Lines>>> {
        let mut rings = forked::enter(&self.rings)?;
        while let Some(first) = rings.front() {
            if let Some(ring) = first.upgrade() {
                let mut lines = forked::enter(&ring)?;
                if !lines.lengths.is_empty() {
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

    fn lines(kept: &Kept) -> Vec<String> {
        let text = |line: &[u8]| String::from_utf8(line.to_vec()).expect("UTF-8");
        kept.lines().map(text).collect()
    }

    #[test]
    fn a_job_keeps_its_newest_lines() {
        let (ring, total) = (Ring::default(), Total::default());
        for line in ["aaaa", "bbbb", "cccc"] {
            ring.keep(&total, BOUNDS, line.as_bytes());
        }
        assert_eq!(lines(&ring.close(&total)), ["bbbb", "cccc"]);
        assert_eq!((total.forgotten(), total.bytes.into_inner()), (1, 0));
    }

    #[test]
    fn a_job_holds_no_more_memory_than_it_may_keep() {
        let (ring, total) = (Ring::default(), Total::default());
        let bounds = Bounds {
            job: 20_480,
            total: usize::MAX,
        };
        for length in (0..1_000).map(|n| 100 + n % 7) {
            ring.keep(&total, bounds, &vec![b'x'; length]);
            let lines = forked::enter(&ring.0).expect("nobody has it");
            assert!(lines.text.capacity() <= bounds.job);
        }
    }

    #[test]
    fn the_oldest_job_makes_room_for_the_others() {
        let (first, second, total) = (Ring::default(), Ring::default(), Total::default());
        first.keep(&total, BOUNDS, b"1234567");
        second.keep(&total, BOUNDS, b"1234567");
        second.keep(&total, BOUNDS, b"12");
        assert!(lines(&first.close(&total)).is_empty());
        assert_eq!(lines(&second.close(&total)), ["1234567", "12"]);
    }

    #[test]
    fn jobs_that_have_ended_take_no_memory() {
        let (total, old) = (Total::default(), Ring::default());
        old.keep(&total, BOUNDS, b"x");
        for _ in 0..10_000 {
            let ring = Ring::default();
            ring.keep(&total, BOUNDS, b"x");
            ring.close(&total);
        }
        let rings = forked::enter(&total.rings).expect("nobody has it");
        assert!(rings.len() < 20, "{}", rings.len());
        assert_eq!(lines(&old.close(&total)), ["x"]);
    }

    #[test]
    fn a_line_that_is_longer_than_all_may_be_pushes_nothing_out() {
        let (first, second, total) = (Ring::default(), Ring::default(), Total::default());
        let bounds = Bounds { job: 20, total: 15 };
        for ring in [&first, &second] {
            ring.keep(&total, bounds, b"1234567");
        }
        second.keep(&total, bounds, &[b'x'; 16]);
        assert_eq!(total.forgotten(), 1);
        for ring in [first, second] {
            assert_eq!(lines(&ring.close(&total)), ["1234567"]);
        }
    }

    #[test]
    fn a_line_that_fits_nowhere_is_counted() {
        let (ring, total) = (Ring::default(), Total::default());
        ring.keep(&total, BOUNDS, &[b'x'; 11]);
        assert_eq!(total.forgotten(), 1);
        assert!(lines(&ring.close(&total)).is_empty());
    }
}
