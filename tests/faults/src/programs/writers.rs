//! Writers of the program's own that are slow, panic or log.

use std::error::Error;
use std::fmt;
use std::io;
use std::thread;
use std::time::{Duration, Instant};

use logging_runtime::{Logging, evt};

use super::{argument, number, programs};
use crate::facts;

programs!(slow_sink, writer_fails, logs_in_writer);

/// Takes five milliseconds for each line.
struct Slow;

impl io::Write for Slow {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let end = bytes
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(bytes.len(), |at| at + 1);
        thread::sleep(Duration::from_millis(5));
        io::Write::write(&mut io::stdout(), &bytes[..end])
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().flush()
    }
}

/// The guard is dropped when thousands of lines wait for a slow sink.
fn slow_sink() {
    let limit = argument(1).and_then(|limit| limit.parse().ok());
    let mut logging = Logging::builder().writer(Slow);
    if let Some(limit) = limit {
        logging = logging.shutdown_limit(Duration::from_millis(limit));
    }
    let guard = logging.init();
    let n_lines = number(0);
    for n in 0..n_lines {
        evt!("line", n);
    }
    let started = Instant::now();
    drop(guard);
    facts::put("shutdown_ms", started.elapsed().as_millis());
    facts::put("sent", n_lines);
    facts::put_health();
}

/// An error that panics where it is told, and where it is dropped.
#[derive(Debug)]
struct Hostile;

impl fmt::Display for Hostile {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("in an error")
    }
}

impl Error for Hostile {}

impl Drop for Hostile {
    fn drop(&mut self) {
        assert!(thread::panicking(), "in the end of an error");
    }
}

/// A writer that panics or fails at every third line, and panics in every fifth flush, under our lock.
fn writer_fails() {
    struct Failing {
        panics: bool,
        writes: u64,
        flushes: u64,
    }
    impl io::Write for Failing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.writes += 1;
            if self.writes.is_multiple_of(3) {
                assert!(!self.panics, "no");
                return Err(io::Error::other(Hostile));
            }
            io::Write::write(&mut io::stdout(), bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            self.flushes += 1;
            io::stdout().flush()?;
            assert!(!self.flushes.is_multiple_of(5), "no");
            Ok(())
        }
    }
    let writer = Failing {
        panics: argument(1).is_some_and(|how| how == "panics"),
        writes: 0,
        flushes: 0,
    };
    let guard = Logging::builder().writer(writer).init();
    let n_lines = number(0);
    for n in 0..n_lines {
        evt!("line", n);
        assert!(guard.flush(Duration::from_secs(30)), "the queue drains");
    }
    facts::put("sent", n_lines);
    drop(guard);
    facts::put_health();
}

/// A writer that logs itself.
fn logs_in_writer() {
    struct Logging_;
    impl io::Write for Logging_ {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            evt!("from_the_writer");
            io::Write::write(&mut io::stdout(), bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            tracing::warn!("from the flush");
            io::stdout().flush()
        }
    }
    let guard = Logging::builder().writer(Logging_).init();
    let n_lines = number(0);
    for n in 0..n_lines {
        evt!("line", n);
        assert!(guard.flush(Duration::from_secs(30)), "the queue drains");
    }
    facts::put("sent", n_lines);
    drop(guard);
    facts::put_health();
}
