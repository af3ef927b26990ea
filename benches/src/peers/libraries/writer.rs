//! A writer for the libraries that listen to `tracing`, and into a file the thread that their
//! documentation names, `tracing_appender::non_blocking`.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use tracing_appender::non_blocking::{NonBlocking, WorkerGuard};

use crate::sink::{Output, Sink};

/// Who drops this waits for the thread.
static THREAD: Mutex<Option<WorkerGuard>> = Mutex::new(None);

#[derive(Clone)]
pub(super) enum Writer {
    Caller(Output),
    Thread(NonBlocking),
}

impl Writer {
    pub(super) fn open(sink: Sink) -> Writer {
        let output = sink.open();
        if !matches!(sink, Sink::File(_)) {
            return Writer::Caller(output);
        }
        let (thread, guard) = tracing_appender::non_blocking(output);
        *THREAD.lock().unwrap_or_else(PoisonError::into_inner) = Some(guard);
        Writer::Thread(thread)
    }
}

/// Ends the thread once it has written everything: what comes later is lost.
pub(super) fn flush() {
    drop(THREAD.lock().unwrap_or_else(PoisonError::into_inner).take());
}

impl Write for Writer {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Writer::Caller(output) => output.write(bytes),
            Writer::Thread(thread) => thread.write(bytes),
        }
    }

    #[inline]
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
