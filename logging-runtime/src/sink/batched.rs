//! Lines that a background thread writes in large blocks.

use std::sync::Arc;
use std::time::Duration;

use super::bell::Bell;
use super::blocks::{Block, Blocks};
use super::content::{Content, Weight};
use super::patience::Patience;
use super::shared::Shared;
use crate::clock;
use crate::sync::{Held, Instant, Latch, thread};

/// The queue in front of the background thread.
#[derive(Debug)]
pub(super) struct Batch {
    queue: Arc<Queue>,
}

#[derive(Debug, Default)]
struct Queue {
    state: Latch<State>,
    /// There is something to write, or to stop for.
    work: Bell,
    /// Something has been written.
    progress: Bell,
}

#[derive(Debug, Default)]
struct State {
    blocks: Blocks,
    /// Lines that were ever queued, and those of them that the thread is done with.
    queued: u64,
    done: u64,
    /// Somebody waits for the lines up to this one.
    awaited: u64,
    /// What was done when a line was dropped.
    stuck_at: Option<u64>,
    /// The thread sleeps until it is told that there is a line.
    dozes: bool,
    closed: bool,
}

/// It writes what there is after this time. Where there was nothing, it sleeps until it is told of a line: a program
/// that logs more often than that has no thread to wake.
const INTERVAL: Duration = Duration::from_millis(100);
/// How long an ERROR line waits until it is written.
const URGENT_LIMIT: Duration = Duration::from_secs(1);

impl Batch {
    /// Starts the thread; nothing if the system cannot make one, and then callers write themselves.
    pub(super) fn start(shared: &Arc<Shared>) -> Option<Batch> {
        let queue = Arc::new(Queue::default());
        let (worker, shared) = (Arc::clone(&queue), Arc::clone(shared));
        thread::Builder::new()
            .name("log-writer".to_owned())
            .spawn(move || worker.run(&shared))
            .inspect_err(|error| {
                crate::notice::once(format_args!("cannot start the log writer: {error}"));
            })
            .ok()?;
        Some(Batch { queue })
    }

    /// Queues a line, or writes it where the thread has ended. Whether it is not lost already.
    pub(super) fn push(
        &self,
        shared: &Shared,
        line: &[u8],
        content: Content,
        until: Option<Instant>,
    ) -> bool {
        let weight = content.weight();
        let mut state = self.queue.state.lock();
        if !state.takes(line) {
            drop(state);
            let Some(waited) = self.wait_for_room(line, weight) else {
                shared.counters.lose_content(content);
                return false;
            };
            state = waited;
        }
        if state.closed {
            drop(state);
            return shared.write(line, content, until);
        }
        let is_news = state.append(line, content);
        let number = state.queued;
        drop(state);
        if weight.urgent {
            let limit = shared.block_limit.unwrap_or(URGENT_LIMIT);
            self.wait_until_done(number, limit.min(URGENT_LIMIT));
        } else if is_news {
            self.queue.work.ring();
        }
        true
    }

    /// Waits until there is room for the line, or nothing is queued any more. Nothing where there is none for a line
    /// that may be dropped: it waits a moment, unless another one has in vain since something was written last.
    #[cold]
    fn wait_for_room(&self, line: &[u8], weight: Weight) -> Option<Held<'_, State>> {
        let waits = weight.lifecycle || weight.urgent;
        let mut patience = Patience::new();
        loop {
            let heard = self.queue.progress.heard();
            let mut state = self.queue.state.lock();
            if state.takes(line) {
                return Some(state);
            }
            if waits {
                drop(state);
                self.queue.progress.wait(heard);
                continue;
            }
            if state.stuck_at == Some(state.done) || patience.is_over(state.done) {
                state.stuck_at = Some(state.done);
                return None;
            }
            drop(state);
            patience.wait();
        }
    }

    /// Waits until all lines that are queued now are written, at most this long.
    pub(super) fn flush(&self, limit: Duration) -> bool {
        let last = self.queue.state.lock().queued;
        self.wait_until_done(last, limit)
    }

    /// Waits for a line, and not for those that come behind it: others may log without end.
    fn wait_until_done(&self, line: u64, limit: Duration) -> bool {
        let deadline = clock::after(Instant::now(), limit);
        loop {
            let heard = self.queue.progress.heard();
            let mut state = self.queue.state.lock();
            if state.done >= line {
                return true;
            }
            state.awaited = state.awaited.max(line);
            drop(state);
            // Also where there is no time left: the thread may sleep for good, and nobody else tells it of this line.
            self.queue.work.ring();
            if Instant::now() >= deadline {
                return false;
            }
            self.queue.progress.wait_until(heard, deadline);
        }
    }

    /// Whether lines are still queued, and not written by their callers.
    pub(super) fn is_open(&self) -> bool {
        !self.queue.state.lock().closed
    }

    /// Ends the thread when it has written everything, and waits for that at most this long. Gives
    /// the number of lines that are left then, and are still being written.
    pub(super) fn close(&self, limit: Duration) -> u64 {
        self.flush(limit);
        let mut state = self.queue.state.lock();
        state.closed = true;
        let left = state.queued - state.done;
        drop(state);
        self.queue.work.ring();
        self.queue.progress.ring();
        left
    }
}

impl Drop for Batch {
    /// A set-up that failed after its targets were opened leaves no thread behind.
    fn drop(&mut self) {
        self.close(Duration::ZERO);
    }
}

impl State {
    /// Whether the line is queued at once, or is not to be queued.
    fn takes(&self, line: &[u8]) -> bool {
        self.closed || self.blocks.has_room_for(line)
    }

    /// Adds a line. Whether the thread has to be told.
    fn append(&mut self, line: &[u8], content: Content) -> bool {
        let is_first = self.blocks.append(line, content) && self.blocks.n_full() == 1;
        self.queued += 1;
        std::mem::take(&mut self.dozes) || is_first
    }

    /// Whether the thread has a reason to write at once.
    fn is_due(&self) -> bool {
        self.closed || self.awaited > self.done || self.blocks.n_full() > 0
    }
}

impl Queue {
    fn run(&self, shared: &Shared) {
        let mut block = Block::default();
        while let Some(next) = self.exchange_when_due(block) {
            shared.write_block(&next);
            self.state.lock().done += next.n_lines();
            self.progress.ring();
            block = next;
        }
    }

    /// Gives a block as soon as it is time to write it, for the last one, which is written; nothing when
    /// there is none any more, and the queue is closed.
    fn exchange_when_due(&self, written: Block) -> Option<Block> {
        let mut deadline = Instant::now() + INTERVAL;
        loop {
            let heard = self.work.heard();
            let is_late = Instant::now() >= deadline;
            let mut state = self.state.lock();
            if !state.blocks.is_empty() {
                if is_late || state.is_due() {
                    return Some(state.blocks.exchange(written));
                }
            } else if state.closed {
                return None;
            } else if is_late {
                state.dozes = true;
                drop(state);
                self.work.wait(heard);
                deadline = Instant::now() + INTERVAL;
                continue;
            }
            drop(state);
            self.work.wait_until(heard, deadline);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
    use std::thread;
    use std::time::{Duration, Instant};

    use super::{INTERVAL, State};
    use crate::config::Delivery;
    use crate::sink::blocks::BLOCK;
    use crate::sink::{Content, Output, Sink, Weight};

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
    fn the_thread_is_told_of_a_line_where_it_sleeps_for_good_or_a_block_is_full() {
        let mut state = State::default();
        let line = [b'x'; 1_000];
        let append = |state: &mut State| state.append(&line, Content::Line(Weight::PLAIN));
        assert!(!append(&mut state));
        state.dozes = true;
        assert!(append(&mut state));
        let lines_of_blocks = 3 * BLOCK / line.len();
        let told = (0..lines_of_blocks).filter(|_| append(&mut state)).count();
        assert_eq!((told, state.blocks.n_full()), (1, 3));
    }

    const PATIENCE: Duration = Duration::from_secs(30);

    #[test]
    fn a_sink_that_is_dropped_writes_what_is_queued_and_ends_its_thread() {
        let (sender, written) = channel();
        let output = Output::writer(Box::new(Sending(sender)));
        let sink = Sink::new(output, Delivery::Batched);
        sink.write(b"last words\n", Content::Line(Weight::PLAIN), None);
        drop(sink);
        assert_eq!(written.recv_timeout(PATIENCE), Ok(b"last words\n".to_vec()));
        // The thread has the writer, and the writer has the other end.
        let end = written.recv_timeout(PATIENCE);
        assert_eq!(end, Err(RecvTimeoutError::Disconnected));
    }

    #[test]
    fn the_thread_is_told_of_an_error_for_which_nobody_has_time_to_wait() {
        let (sender, written) = channel();
        let output = Output::writer(Box::new(Sending(sender)));
        let no_time = Some(Duration::ZERO);
        let sink = Sink::new(output.with_block_limit(no_time), Delivery::Batched);
        // The thread has had nothing to do for long.
        thread::sleep(3 * INTERVAL);
        let error = Weight {
            lifecycle: false,
            urgent: true,
        };
        sink.write(b"error\n", Content::Line(error), None);
        assert_eq!(written.recv_timeout(PATIENCE), Ok(b"error\n".to_vec()));
    }

    #[test]
    fn a_flush_waits_for_what_is_queued_and_not_for_what_comes_behind_it() {
        let (sender, written) = channel();
        let output = Output::writer(Box::new(Sending(sender)));
        let sink = Sink::new(output, Delivery::Batched);
        let ended = AtomicBool::new(false);
        sink.write(b"first\n", Content::Line(Weight::PLAIN), None);
        thread::scope(|scope| {
            scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    sink.write(b"another\n", Content::Line(Weight::PLAIN), None);
                }
            });
            let start = Instant::now();
            for _ in 0..20 {
                assert!(sink.flush(Instant::now() + PATIENCE));
            }
            ended.store(true, Ordering::Relaxed);
            assert!(start.elapsed() < PATIENCE);
        });
        assert!(written.try_recv().is_ok());
    }

    #[test]
    fn a_line_alone_is_written_in_time_and_a_flood_in_blocks() {
        let (sender, written) = channel();
        let output = Output::writer(Box::new(Sending(sender)));
        let sink = Sink::new(output, Delivery::Batched);
        sink.write(b"alone\n", Content::Line(Weight::PLAIN), None);
        assert_eq!(written.recv_timeout(PATIENCE), Ok(b"alone\n".to_vec()));
        let line = format!("{}\n", "x".repeat(999));
        for _ in 0..1_000 {
            sink.write(line.as_bytes(), Content::Line(Weight::PLAIN), None);
        }
        assert!(sink.flush(Instant::now() + PATIENCE));
        let blocks: Vec<Vec<u8>> = written.try_iter().collect();
        assert_eq!(blocks.iter().map(Vec::len).sum::<usize>(), 1_000_000);
        assert!(
            blocks
                .iter()
                .all(|block| block.len() <= BLOCK && block.ends_with(b"x\n"))
        );
    }
}
