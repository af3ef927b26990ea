//! Where the lines go.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Write};

/// What a peer writes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sink {
    /// A buffer of the thread.
    Memory,
    /// `/dev/null`, one `write(2)` for each line.
    Null,
}

impl Sink {
    pub(crate) fn parse(name: &str) -> Option<Sink> {
        match name {
            "memory" => Some(Sink::Memory),
            "null" => Some(Sink::Null),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Sink::Memory => "memory",
            Sink::Null => "null",
        }
    }

    pub(crate) fn open(self) -> Box<dyn Write + Send> {
        match self {
            Sink::Memory => Box::new(Memory),
            Sink::Null => Box::new(null()),
        }
    }
}

/// `/dev/null`, for writing.
pub(crate) fn null() -> File {
    let opened = File::options().write(true).open("/dev/null");
    opened.expect("/dev/null can be written to")
}

/// The buffer is emptied when it has so many bytes.
const FULL: usize = 1 << 20;

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Appends to a buffer of the thread, which never grows beyond a megabyte.
pub(crate) struct Memory;

impl Write for Memory {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        BUFFER.with_borrow_mut(|buffer| {
            if buffer.capacity() == 0 {
                buffer.reserve(FULL + 65_536);
            }
            if buffer.len() > FULL {
                buffer.clear();
            }
            buffer.extend_from_slice(bytes);
        });
        Ok(bytes.len())
    }

    #[inline]
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes out what has been written on this thread.
pub(crate) fn take_memory() -> Vec<u8> {
    BUFFER.take()
}
