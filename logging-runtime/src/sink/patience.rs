//! How long a line that may be dropped waits for room in a queue.

use std::time::Duration;

use crate::sync::{Instant, thread};

/// That of one line.
pub(super) struct Patience {
    start: Instant,
    looks: u32,
    /// When something was written last, and how many lines were then.
    progress: Instant,
    done: u64,
}

impl Patience {
    /// Longer than a thread that writes has to wait for a processor, where it has anything to write to.
    const IDLE: Duration = Duration::from_millis(20);
    const MOST: Duration = Duration::from_millis(50);
    /// Where all processors are busy with callers, the thread that writes may have none.
    const YIELDS: u32 = 32;

    pub(super) fn new() -> Patience {
        let start = Instant::now();
        Patience {
            start,
            looks: 0,
            progress: start,
            done: 0,
        }
    }

    pub(super) fn is_over(&mut self, done: u64) -> bool {
        let now = Instant::now();
        if done != self.done {
            (self.progress, self.done) = (now, done);
        }
        now - self.progress >= Patience::IDLE || now - self.start >= Patience::MOST
    }

    pub(super) fn wait(&mut self) {
        self.looks += 1;
        if self.looks <= Patience::YIELDS {
            thread::yield_now();
        } else {
            thread::sleep(Duration::from_micros(50));
        }
    }
}
