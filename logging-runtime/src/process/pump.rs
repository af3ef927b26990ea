//! What is kept of a program's output, and what a platform offers to read it with.

use std::io;
use std::process::Child;
use std::time::{Duration, Instant};

use super::tail::Tail;

/// How often a platform that cannot wait for the end of a child looks for it.
pub(super) const TICK: Duration = Duration::from_millis(10);

/// Reads both output streams of one child at the same time, so that neither can fill up and stop
/// the child, and never waits longer than it is told to.
pub(super) trait Pump: Sized {
    /// Takes the streams out of `child`.
    ///
    /// # Errors
    ///
    /// When the system has no resources left for it.
    fn start(child: &mut Child, output: Output) -> io::Result<Self>;

    /// Waits for output, the end of the child, or a moment not after `until`; reads what is there.
    fn turn(&mut self, until: Option<Instant>);

    /// Reads what an ended child left in the pipes; for at most `grace` also what others, who
    /// still hold them open, go on writing.
    fn drain(&mut self, grace: Duration);

    /// What was read; the streams are closed.
    fn finish(self) -> Output;
}

/// One of the two output streams.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stream {
    Stdout,
    Stderr,
}

/// What is kept: the end of standard error, and the beginning of standard output.
#[derive(Debug)]
pub(super) struct Output {
    pub(super) tail: Tail,
    pub(super) stdout: Vec<u8>,
    /// All bytes of standard output, kept or not.
    pub(super) stdout_bytes: u64,
    /// `None`: nothing of standard output is kept.
    stdout_limit: Option<usize>,
}

impl Output {
    pub(super) fn new(tail_lines: usize, stdout_limit: Option<usize>) -> Self {
        Self {
            tail: Tail::new(tail_lines),
            stdout: Vec::new(),
            stdout_bytes: 0,
            stdout_limit,
        }
    }

    /// For a stream of which nothing is known.
    pub(super) fn none() -> Self {
        Self::new(0, None)
    }

    /// Whether more of standard output was to be kept than could be.
    pub(super) fn is_truncated(&self) -> bool {
        self.stdout_limit.is_some() && (self.stdout.len() as u64) < self.stdout_bytes
    }

    /// Takes the next bytes of a stream.
    pub(super) fn push(&mut self, stream: Stream, bytes: &[u8]) {
        match stream {
            Stream::Stderr => self.tail.push(bytes),
            Stream::Stdout => {
                let room = self
                    .stdout_limit
                    .unwrap_or(0)
                    .saturating_sub(self.stdout.len());
                self.stdout.extend(bytes.iter().take(room));
                self.stdout_bytes += bytes.len() as u64;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stdout_keeps_its_beginning_and_counts_everything() {
        let mut output = Output::new(1, Some(5));
        for piece in [&b"abc"[..], b"defg", b"h"] {
            output.push(Stream::Stdout, piece);
        }
        assert_eq!(
            (output.stdout.as_slice(), output.stdout_bytes),
            (&b"abcde"[..], 8)
        );
        assert!(output.is_truncated());
    }
}
