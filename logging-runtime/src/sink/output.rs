//! A descriptor, a file or a writer of the user: something that takes whole lines.

#![allow(
    clippy::inline_always,
    reason = "a write is one function, from the lock to the call of the writer"
)]

use std::any::Any;
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
#[cfg(unix)]
use std::os::fd::{AsRawFd, RawFd};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::user;

/// A target of lines. It remembers whether it stopped in the middle of one.
pub(crate) struct Output {
    target: Target,
    /// How long a write may wait for other threads and for the reader; `None` for as long as it takes.
    block_limit: Option<Duration>,
    last: LastLine,
    /// Others may write to it as well, between two writes.
    #[cfg(unix)]
    is_pipe: bool,
}

/// It has a tag of its own, which takes one look, where one that is hidden in a path takes five.
#[repr(u8)]
enum Target {
    /// Standard output by way of `print!`, which a test harness captures.
    TestHarness,
    #[cfg(not(unix))]
    Stdout,
    /// A descriptor that somebody else keeps open.
    #[cfg(unix)]
    Descriptor(RawFd),
    File(File, PathBuf),
    Writer(Box<dyn Write + Send>),
    /// A writer of the user that was in use when this process was forked.
    Lost,
}

/// The bytes that are kept of what an error of the user says.
const LONGEST_ERROR: usize = 1_024;

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
        #[cfg(unix)]
        let target = Target::Descriptor(super::unix::STDOUT);
        #[cfg(not(unix))]
        let target = Target::Stdout;
        Output::new(target, block_limit, LastLine::Whole)
    }

    pub(crate) fn test_harness() -> Output {
        Output::new(Target::TestHarness, None, LastLine::Whole)
    }

    pub(crate) fn writer(writer: Box<dyn Write + Send>) -> Output {
        Output::new(Target::Writer(writer), None, LastLine::Whole)
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
        let (file, last) = open(path)?;
        let target = Target::File(file, path.to_owned());
        Ok(Output::new(target, block_limit, last))
    }

    fn new(target: Target, block_limit: Option<Duration>, last: LastLine) -> Output {
        #[cfg(unix)]
        let is_pipe = match &target {
            Target::Descriptor(fd) => super::unix::is_pipe(*fd),
            Target::File(file, _) => super::unix::is_pipe(file.as_raw_fd()),
            _ => false,
        };
        Output {
            target,
            block_limit,
            last,
            #[cfg(unix)]
            is_pipe,
        }
    }

    /// The same target for a forked child that finds this one in use.
    pub(super) fn for_child(&self) -> Output {
        let target = match &self.target {
            Target::TestHarness => Target::TestHarness,
            #[cfg(not(unix))]
            Target::Stdout => Target::Stdout,
            #[cfg(unix)]
            Target::Descriptor(fd) => Target::Descriptor(*fd),
            // Reopening keeps its number, and nothing closes it in a child that has the copy only.
            #[cfg(unix)]
            Target::File(file, _) => Target::Descriptor(file.as_raw_fd()),
            #[cfg(not(unix))]
            Target::File(..) => Target::Lost,
            Target::Writer(_) | Target::Lost => Target::Lost,
        };
        Output::new(target, self.block_limit, LastLine::Whole)
    }

    /// In a forked child: what was begun is finished by the parent.
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
    pub(super) fn continue_torn(&mut self) {
        self.last = LastLine::Torn;
    }

    /// Opens a file again by its path; nothing else can be reopened, and is left as it is.
    pub(crate) fn reopen(&mut self) -> io::Result<()> {
        if let Target::File(file, path) = &mut self.target {
            let (new, last) = open(path)?;
            #[cfg(unix)]
            {
                super::unix::replace(file, &new)?;
                self.is_pipe = super::unix::is_pipe(file.as_raw_fd());
            }
            #[cfg(not(unix))]
            {
                *file = new;
            }
            self.last = last;
        }
        Ok(())
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
            LastLine::Whole => match self.write_from(lines, deadline, &mut bytes) {
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
        self.write_from(bytes, deadline, written)
    }

    /// Writes all of them, and says how many were written.
    #[inline(always)]
    fn write_from(
        &mut self,
        lines: &[u8],
        deadline: Option<Instant>,
        written: &mut usize,
    ) -> io::Result<()> {
        #[cfg(unix)]
        let write_all =
            |fd, written| super::unix::write_all(fd, self.is_pipe, lines, deadline, written);
        match &mut self.target {
            #[cfg(unix)]
            Target::Descriptor(fd) => write_all(*fd, written),
            #[cfg(unix)]
            Target::File(file, _) => write_all(file.as_raw_fd(), written),
            #[cfg(not(unix))]
            Target::Stdout => write_to(&mut io::stdout().lock(), lines, written),
            #[cfg(not(unix))]
            Target::File(file, _) => write_to(file, lines, written),
            Target::TestHarness => print(lines),
            Target::Writer(writer) => {
                // What it logs is refused, so it cannot come here again.
                let write = AssertUnwindSafe(|| write_to(writer, lines, written).map_err(plain));
                catch_unwind(write).unwrap_or_else(writer_panicked)
            }
            Target::Lost => Err(io::Error::other("the writer was in use during a fork")),
        }
    }
}

#[cold]
fn writer_panicked(payload: Box<dyn Any + Send>) -> io::Result<()> {
    user::panicked(payload);
    Err(io::Error::other("the writer panicked"))
}

#[inline(never)]
fn print(lines: &[u8]) -> io::Result<()> {
    let printed = user::contained(|| print!("{}", String::from_utf8_lossy(lines)));
    printed.map_err(io::Error::other)
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

/// An error of a writer without its code, which could do anything where it is told.
#[cold]
fn plain(error: io::Error) -> io::Error {
    match error.get_ref() {
        None => error,
        Some(custom) => {
            let text = user::display(custom, LONGEST_ERROR).text;
            io::Error::new(error.kind(), text)
        }
    }
}

fn write_to(writer: &mut dyn Write, lines: &[u8], written: &mut usize) -> io::Result<()> {
    match writer.write(lines) {
        Ok(n) if n >= lines.len() => *written = lines.len(),
        first => write_rest(writer, lines, written, first)?,
    }
    writer.flush()
}

/// Writes what the first write has left.
#[cold]
#[inline(never)]
fn write_rest(
    writer: &mut dyn Write,
    lines: &[u8],
    written: &mut usize,
    first: io::Result<usize>,
) -> io::Result<()> {
    let mut result = first;
    loop {
        match result {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => *written = (*written + n).min(lines.len()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        let Some(rest @ [_, ..]) = lines.get(*written..) else {
            return Ok(());
        };
        result = writer.write(rest);
    }
}

fn open(path: &Path) -> io::Result<(File, LastLine)> {
    let readable = OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .open(path);
    if let Ok(mut file) = readable {
        let last = if ends_mid_line(&mut file).unwrap_or(false) {
            LastLine::Torn
        } else {
            LastLine::Whole
        };
        return Ok((file, last));
    }
    let file = OpenOptions::new().append(true).create(true).open(path)?;
    Ok((file, LastLine::Whole))
}

/// Whether the file's last byte is something other than a newline. Pipes and devices cannot say.
fn ends_mid_line(file: &mut File) -> io::Result<bool> {
    if !file.metadata()?.is_file() || file.seek(SeekFrom::End(0))? == 0 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = match &self.target {
            #[cfg(not(unix))]
            Target::Stdout => "stdout",
            #[cfg(unix)]
            Target::Descriptor(fd) => return write!(f, "Output(descriptor {fd})"),
            Target::TestHarness => "test harness",
            Target::Lost => "lost",
            Target::File(_, path) => return write!(f, "Output({})", path.display()),
            Target::Writer(_) => "writer",
        };
        write!(f, "Output({target})")
    }
}

#[cfg(test)]
mod tests;
