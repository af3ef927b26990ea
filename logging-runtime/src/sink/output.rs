//! Lines on their way to a target: whole ones, whatever it takes of them.

#![allow(
    clippy::inline_always,
    reason = "a write is one function, from the lock to the call of the writer"
)]

use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::target::Target;

/// A target of whole lines. It remembers whether it stopped in the middle of one.
pub(crate) struct Output {
    target: Target,
    /// How long a write may wait for other threads and for the reader; `None` for as long as it takes.
    block_limit: Option<Duration>,
    last: LastLine,
}

/// How far the last line has come.
#[derive(Debug)]
enum LastLine {
    Whole,
    /// It will never be finished: the next line begins with a newline.
    Torn,
    /// Its reader was too slow: this rest of it comes before the next line. And how long it is.
    Waits(Vec<u8>, usize),
}

/// What a write has done.
#[derive(Debug)]
pub(super) struct Written {
    /// What became of the line before, whose rest was kept.
    pub(super) before: Before,
    /// How many bytes of the new lines were taken.
    pub(super) bytes: usize,
    /// The rest of the line in which it stopped is kept.
    pub(super) keeps_rest: bool,
    pub(super) result: io::Result<()>,
}

/// What became of a line whose rest was kept.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing: there is none, or it still waits.
    Waiting,
    /// It is whole, and so many bytes long.
    Finished(usize),
    Torn,
}

impl Output {
    pub(crate) fn stdout(block_limit: Option<Duration>) -> Output {
        Output::new(Target::stdout(), block_limit)
    }

    pub(crate) fn test_harness() -> Output {
        Output::new(Target::test_harness(), None)
    }

    pub(crate) fn writer(writer: Box<dyn Write + Send>) -> Output {
        Output::new(Target::writer(writer), None)
    }

    /// The same, where nobody waits longer than this for a write of another thread.
    pub(crate) fn with_block_limit(mut self, block_limit: Option<Duration>) -> Output {
        self.block_limit = block_limit;
        self
    }

    /// A file that is appended to. What another program has left unfinished at its end stays a line
    /// of its own.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened for appending.
    pub(crate) fn file(path: &Path, block_limit: Option<Duration>) -> io::Result<Output> {
        let mut output = Output::new(Target::file(path)?, block_limit);
        output.look_at_end();
        Ok(output)
    }

    fn new(target: Target, block_limit: Option<Duration>) -> Output {
        Output {
            target,
            block_limit,
            last: LastLine::Whole,
        }
    }

    /// The same target for a forked child that finds this one in use.
    pub(super) fn for_child(&self) -> Output {
        Output::new(self.target.for_child(), self.block_limit)
    }

    /// In a forked child: what was begun is finished by the parent.
    #[cfg(unix)]
    pub(super) fn leave_rest_to_parent(&mut self) {
        if let LastLine::Waits(..) = self.last {
            self.last = LastLine::Torn;
        }
    }

    /// Whether the last line is unfinished, and will be.
    pub(super) fn is_torn(&self) -> bool {
        matches!(self.last, LastLine::Torn)
    }

    /// Whether the rest of the last line comes before the next.
    pub(super) fn keeps_rest(&self) -> bool {
        matches!(self.last, LastLine::Waits(..))
    }

    /// In a forked child whose parent has left a line unfinished.
    #[cfg(unix)]
    pub(super) fn continue_torn(&mut self) {
        self.last = LastLine::Torn;
    }

    /// Opens a file again by its path; nothing else can be reopened, and is left as it is.
    pub(crate) fn reopen(&mut self) -> io::Result<()> {
        if self.target.reopen()? {
            self.look_at_end();
        }
        Ok(())
    }

    fn look_at_end(&mut self) {
        self.last = if self.target.ends_mid_line() {
            LastLine::Torn
        } else {
            LastLine::Whole
        };
    }

    /// How long a write may take in all.
    pub(crate) fn block_limit(&self) -> Option<Duration> {
        self.block_limit
    }

    /// Writes whole lines, behind what the line before still needs. Gives nothing where they are written and
    /// there is nothing to be told of the one before.
    #[inline(always)]
    pub(super) fn write(&mut self, lines: &[u8], deadline: Option<Instant>) -> Option<Written> {
        let mut bytes = 0;
        match self.last {
            LastLine::Whole => match self.target.write(lines, deadline, &mut bytes) {
                Ok(()) => None,
                result => Some(self.written(lines, Before::Waiting, bytes, result)),
            },
            _ => Some(self.write_behind_last(lines, deadline)),
        }
    }

    #[cold]
    fn write_behind_last(&mut self, lines: &[u8], deadline: Option<Instant>) -> Written {
        let (before, ready) = self.finish_last(deadline);
        let mut bytes = 0;
        let result = ready.and_then(|()| self.write_part(lines, deadline, &mut bytes));
        self.written(lines, before, bytes, result)
    }

    #[cold]
    fn written(
        &mut self,
        lines: &[u8],
        before: Before,
        bytes: usize,
        result: io::Result<()>,
    ) -> Written {
        let mut keeps_rest = false;
        if let Err(error) = &result
            && bytes > 0
        {
            self.last = rest_of(lines, bytes, error);
            keeps_rest = matches!(self.last, LastLine::Waits(..));
        }
        Written {
            before,
            bytes,
            keeps_rest,
            result,
        }
    }

    /// Brings the output to the beginning of a line.
    fn finish_last(&mut self, deadline: Option<Instant>) -> (Before, io::Result<()>) {
        let mut written = 0;
        match std::mem::replace(&mut self.last, LastLine::Whole) {
            LastLine::Whole => (Before::Waiting, Ok(())),
            LastLine::Torn => {
                let result = self.write_part(b"\n", deadline, &mut written);
                if result.is_err() {
                    self.last = LastLine::Torn;
                }
                (Before::Waiting, result)
            }
            LastLine::Waits(mut rest, length) => {
                match self.write_part(&rest, deadline, &mut written) {
                    Ok(()) => (Before::Finished(length), Ok(())),
                    Err(error) if is_patient(&error) || rest.len() == 1 => {
                        rest.drain(..written);
                        self.last = LastLine::Waits(rest, length);
                        (Before::Waiting, Err(error))
                    }
                    Err(error) => {
                        self.last = LastLine::Torn;
                        (Before::Torn, Err(error))
                    }
                }
            }
        }
    }

    /// The same where it is seldom done.
    #[inline(never)]
    fn write_part(
        &mut self,
        bytes: &[u8],
        deadline: Option<Instant>,
        written: &mut usize,
    ) -> io::Result<()> {
        self.target.write(bytes, deadline, written)
    }
}

/// What is left of the line in which a write stopped.
fn rest_of(lines: &[u8], written: usize, error: &io::Error) -> LastLine {
    let (taken, rest) = lines.split_at(written);
    let start = taken
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    if start == taken.len() {
        return LastLine::Whole;
    }
    let length = rest
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(rest.len(), |at| at + 1);
    // A line of which only its newline is missing is whole with the one that comes anyhow.
    if is_patient(error) || length == 1 {
        LastLine::Waits(rest[..length].to_vec(), taken.len() - start + length)
    } else {
        LastLine::Torn
    }
}

/// Whether the target is well, and only too slow.
fn is_patient(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::TimedOut
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Output({})", self.target)
    }
}

#[cfg(test)]
mod tests;
