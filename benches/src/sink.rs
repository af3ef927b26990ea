//! Where the lines go.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::path::Path;

/// What a peer writes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sink {
    /// A buffer of the thread.
    Memory,
    /// `/dev/null`, one `write(2)` for each line.
    Null,
    /// Standard output, for who wants to see the lines.
    Stdout,
    /// A file, by a background thread where the peer has one.
    File(&'static Path),
}

impl Sink {
    pub(crate) fn parse(name: &str) -> Option<Sink> {
        match name {
            "memory" => Some(Sink::Memory),
            "null" => Some(Sink::Null),
            "stdout" => Some(Sink::Stdout),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Sink::Memory => "memory",
            Sink::Null => "null",
            Sink::Stdout => "stdout",
            Sink::File(_) => "file",
        }
    }

    pub(crate) fn open(self) -> Output {
        let file = match self {
            Sink::Memory => return Output::Memory,
            Sink::Null => File::options().write(true).open("/dev/null"),
            Sink::Stdout => io::stdout().as_fd().try_clone_to_owned().map(File::from),
            Sink::File(path) => File::options().append(true).create(true).open(path),
        };
        Output::File(Box::leak(Box::new(file.expect("the sink can be opened"))))
    }
}

/// A writer that costs a peer nothing to copy and to call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Output {
    Memory,
    File(&'static File),
}

impl Write for Output {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Memory => Ok(append(bytes)),
            Output::File(file) => file.write(bytes),
        }
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Output::Memory => {
                append(bytes);
                Ok(())
            }
            Output::File(file) => file.write_all(bytes),
        }
    }

    #[inline]
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The buffer is emptied when it has so many bytes.
const FULL: usize = 1 << 20;

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Appends to a buffer of the thread, which never grows beyond a megabyte.
#[inline]
fn append(bytes: &[u8]) -> usize {
    BUFFER.with_borrow_mut(|buffer| {
        if buffer.capacity() == 0 {
            buffer.reserve(FULL + 65_536);
        }
        if buffer.len() > FULL {
            buffer.clear();
        }
        buffer.extend_from_slice(bytes);
    });
    bytes.len()
}

/// Shows what has been written on this thread, and empties the buffer, which stays where it is.
pub(crate) fn with_memory<R>(look: impl FnOnce(&[u8]) -> R) -> R {
    BUFFER.with_borrow_mut(|buffer| {
        let seen = look(buffer);
        buffer.clear();
        seen
    })
}
