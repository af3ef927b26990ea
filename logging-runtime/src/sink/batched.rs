//! Lines that a background thread writes in large blocks.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{Lines, Shared, Weight};

/// The queue in front of the background thread.
#[derive(Debug)]
pub(super) struct Batch {
    queue: Arc<Queue>,
}

#[derive(Debug)]
struct Queue {
    state: Mutex<State>,
    /// There is something to write, or to stop for.
    work: Condvar,
    /// Something has been written.
    progress: Condvar,
}

#[derive(Debug, Default)]
struct State {
    pending: Vec<u8>,
    lines: Vec<Queued>,
    writing: bool,
    hurry: bool,
    closed: bool,
}

/// A line in the queue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Queued {
    /// Where it ends in its block.
    pub(super) end: usize,
    pub(super) content: Content,
}

/// What a line in the queue says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Content {
    Line(Weight),
    /// How many lines were lost before.
    Losses(Lines),
}

/// The queue's bound, in bytes.
const MAX_PENDING: usize = 8 << 20;
/// The thread writes when so much has come together.
const BLOCK: usize = 64 << 10;
/// It writes what there is after this time.
const INTERVAL: Duration = Duration::from_millis(100);

impl Batch {
    /// Starts the thread; nothing if the system cannot make one, and then callers write themselves.
    pub(super) fn start(shared: &Arc<Shared>) -> Option<Batch> {
        let queue = Arc::new(Queue {
            state: Mutex::default(),
            work: Condvar::new(),
            progress: Condvar::new(),
        });
        let (worker, shared) = (Arc::clone(&queue), Arc::clone(shared));
        std::thread::Builder::new()
            .name("log-writer".to_owned())
            .spawn(move || worker.run(&shared))
            .inspect_err(|error| {
                crate::notice::once(format_args!("cannot start the log writer: {error}"));
            })
            .ok()?;
        Some(Batch { queue })
    }

    /// Queues a line, or writes it where the thread has ended.
    pub(super) fn push(&self, shared: &Shared, line: &str, weight: Weight) {
        let mut state = self.queue.lock();
        while !state.closed && state.pending.len() + line.len() > MAX_PENDING {
            if !weight.lifecycle && !weight.urgent {
                drop(state);
                shared.counters.lose(Lines::one(weight));
                return;
            }
            state.hurry = true;
            self.queue.work.notify_one();
            state = wait(&self.queue.progress, state);
        }
        if state.closed {
            drop(state);
            shared.write(line.as_bytes(), weight);
            return;
        }
        self.append(&mut state, line, Content::Line(weight));
        drop(state);
        if weight.urgent {
            self.flush(Duration::from_secs(1));
        }
    }

    /// Queues a line that tells of lost lines; `false` where there is no room for it.
    pub(super) fn push_telling(&self, shared: &Shared, line: &str, lost: Lines) -> bool {
        let mut state = self.queue.lock();
        if state.closed {
            drop(state);
            return shared.write_once(line.as_bytes());
        }
        if state.pending.len() + line.len() > MAX_PENDING {
            return false;
        }
        self.append(&mut state, line, Content::Losses(lost));
        true
    }

    fn append(&self, state: &mut State, line: &str, content: Content) {
        state.pending.extend_from_slice(line.as_bytes());
        let end = state.pending.len();
        state.lines.push(Queued { end, content });
        if state.pending.len() >= BLOCK {
            self.queue.work.notify_one();
        }
    }

    pub(super) fn flush(&self, limit: Duration) -> bool {
        let deadline = Instant::now() + limit;
        let mut state = self.queue.lock();
        while !state.pending.is_empty() || state.writing {
            state.hurry = true;
            self.queue.work.notify_one();
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            state = wait_for(&self.queue.progress, state, left);
        }
        true
    }

    pub(super) fn close(&self, limit: Duration) -> bool {
        let flushed = self.flush(limit);
        self.queue.lock().closed = true;
        self.queue.work.notify_one();
        self.queue.progress.notify_all();
        flushed
    }
}

impl Drop for Batch {
    /// A set-up that failed after its targets were opened leaves no thread behind.
    fn drop(&mut self) {
        self.close(Duration::ZERO);
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, shared: &Shared) {
        let (mut block, mut lines) = (Vec::new(), Vec::new());
        loop {
            let mut state = self.wait_for_work();
            if state.pending.is_empty() {
                return;
            }
            std::mem::swap(&mut block, &mut state.pending);
            std::mem::swap(&mut lines, &mut state.lines);
            state.writing = true;
            state.hurry = false;
            drop(state);
            shared.write_block(&block, &lines);
            block.clear();
            lines.clear();
            self.lock().writing = false;
            self.progress.notify_all();
        }
    }

    /// Waits until there is a block, or some lines and the interval is over. Gives an empty state
    /// when the queue was closed.
    fn wait_for_work(&self) -> MutexGuard<'_, State> {
        let mut state = self.lock();
        loop {
            let due = state.hurry || state.closed || state.pending.len() >= BLOCK;
            if due && (state.closed || !state.pending.is_empty()) {
                return state;
            }
            state.hurry = false;
            state = wait_for(&self.work, state, INTERVAL);
            if !state.pending.is_empty() {
                return state;
            }
        }
    }
}

fn wait<'a>(on: &Condvar, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
    on.wait(state).unwrap_or_else(PoisonError::into_inner)
}

fn wait_for<'a>(
    on: &Condvar,
    state: MutexGuard<'a, State>,
    limit: Duration,
) -> MutexGuard<'a, State> {
    let waited = on.wait_timeout(state, limit);
    waited.unwrap_or_else(PoisonError::into_inner).0
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
    use std::time::Duration;

    use crate::config::Delivery;
    use crate::sink::{Output, Sink, Weight};

    struct Sending(Sender<Vec<u8>>);

    impl Write for Sending {
        fn write(&mut self, lines: &[u8]) -> io::Result<usize> {
            let _ = self.0.send(lines.to_vec());
            Ok(lines.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_sink_that_is_dropped_writes_what_is_queued_and_ends_its_thread() {
        let (sender, written) = channel();
        let output = Output::writer(Box::new(Sending(sender)));
        let sink = Sink::new(output, Delivery::Batched);
        sink.write("last words\n", Weight::PLAIN);
        drop(sink);
        let patience = Duration::from_secs(30);
        assert_eq!(written.recv_timeout(patience), Ok(b"last words\n".to_vec()));
        // The thread has the writer, and the writer has the other end.
        let end = written.recv_timeout(patience);
        assert_eq!(end, Err(RecvTimeoutError::Disconnected));
    }
}
