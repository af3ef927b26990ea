//! What takes the bytes of lines: a descriptor, a file or a writer of the user.

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
use std::time::Instant;

#[cfg(unix)]
use super::unix;
use crate::user;

/// Something that takes bytes.
pub(super) struct Target {
    to: To,
    /// Others may write to it as well, between two writes.
    #[cfg(unix)]
    is_pipe: bool,
}

/// It has a tag of its own, which takes one look, where one that is hidden in a path takes five.
#[repr(u8)]
enum To {
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

impl Target {
    pub(super) fn stdout() -> Target {
        #[cfg(unix)]
        let to = To::Descriptor(unix::STDOUT);
        #[cfg(not(unix))]
        let to = To::Stdout;
        Target::new(to)
    }

    pub(super) fn test_harness() -> Target {
        Target::new(To::TestHarness)
    }

    pub(super) fn writer(writer: Box<dyn Write + Send>) -> Target {
        Target::new(To::Writer(writer))
    }

    /// A file that is appended to.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened for appending.
    pub(super) fn file(path: &Path) -> io::Result<Target> {
        Ok(Target::new(To::File(open(path)?, path.to_owned())))
    }

    fn new(to: To) -> Target {
        Target {
            #[cfg(unix)]
            is_pipe: match &to {
                To::Descriptor(fd) => unix::is_pipe(*fd),
                To::File(file, _) => unix::is_pipe(file.as_raw_fd()),
                _ => false,
            },
            to,
        }
    }

    /// The same for a forked child that finds this one in use.
    pub(super) fn for_child(&self) -> Target {
        Target::new(match &self.to {
            To::TestHarness => To::TestHarness,
            #[cfg(not(unix))]
            To::Stdout => To::Stdout,
            #[cfg(unix)]
            To::Descriptor(fd) => To::Descriptor(*fd),
            // Reopening keeps its number, and nothing closes it in a child that has the copy only.
            #[cfg(unix)]
            To::File(file, _) => To::Descriptor(file.as_raw_fd()),
            #[cfg(not(unix))]
            To::File(..) => To::Lost,
            To::Writer(_) | To::Lost => To::Lost,
        })
    }

    /// Opens a file again by its path. `false`: it is none, and is left as it is.
    pub(super) fn reopen(&mut self) -> io::Result<bool> {
        let To::File(file, path) = &mut self.to else {
            return Ok(false);
        };
        let new = open(path)?;
        #[cfg(unix)]
        {
            unix::replace(file, &new)?;
            self.is_pipe = unix::is_pipe(file.as_raw_fd());
        }
        #[cfg(not(unix))]
        {
            *file = new;
        }
        Ok(true)
    }

    /// Whether it is a file whose last byte is something other than a newline. Pipes and devices cannot say.
    pub(super) fn ends_mid_line(&mut self) -> bool {
        match &mut self.to {
            To::File(file, _) => {
                last_byte(file).is_ok_and(|last| !matches!(last, None | Some(b'\n')))
            }
            _ => false,
        }
    }

    /// Writes all of them, and says how many were written.
    #[cfg_attr(not(unix), allow(unused_variables))]
    #[inline(always)]
    pub(super) fn write(
        &mut self,
        lines: &[u8],
        deadline: Option<Instant>,
        written: &mut usize,
    ) -> io::Result<()> {
        #[cfg(unix)]
        let write_all = |fd, written| unix::write_all(fd, self.is_pipe, lines, deadline, written);
        match &mut self.to {
            #[cfg(unix)]
            To::Descriptor(fd) => write_all(*fd, written),
            #[cfg(unix)]
            To::File(file, _) => write_all(file.as_raw_fd(), written),
            #[cfg(not(unix))]
            To::Stdout => write_to(&mut io::stdout().lock(), lines, written),
            #[cfg(not(unix))]
            To::File(file, _) => write_to(file, lines, written),
            To::TestHarness => print(lines),
            To::Writer(writer) => {
                // What it logs is refused, so it cannot come here again.
                let write = AssertUnwindSafe(|| write_to(writer, lines, written).map_err(plain));
                catch_unwind(write).unwrap_or_else(writer_panicked)
            }
            To::Lost => Err(io::Error::other("the writer was in use during a fork")),
        }
    }
}

/// The bytes that are kept of what an error of the user says.
const LONGEST_ERROR: usize = 1_024;

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

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    let readable = options.clone().read(true).open(path);
    readable.or_else(|_| options.open(path))
}

/// Nothing of what is no file, or empty.
fn last_byte(file: &mut File) -> io::Result<Option<u8>> {
    if !file.metadata()?.is_file() || file.seek(SeekFrom::End(0))? == 0 {
        return Ok(None);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(Some(last[0]))
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.to {
            #[cfg(not(unix))]
            To::Stdout => f.write_str("stdout"),
            #[cfg(unix)]
            To::Descriptor(fd) => write!(f, "descriptor {fd}"),
            To::TestHarness => f.write_str("test harness"),
            To::Lost => f.write_str("lost"),
            To::File(_, path) => path.display().fmt(f),
            To::Writer(_) => f.write_str("writer"),
        }
    }
}
