//! What becomes of a line that is finished.

use std::io::Write;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, PoisonError};

use super::line::State;
use crate::sink::{Output, Sink};

/// A place for lines.
pub(super) trait Finish {
    /// So many bytes are written before they go on, or are thrown away.
    const BUFFER: usize = 1 << 20;

    fn finish(state: &mut State, end: usize);

    /// A job is done.
    fn finish_job(_: &mut State) {}

    /// Waits until everything is written that was handed on.
    fn flush() {}
}

/// Lines stay in the thread's buffer, which is emptied when it is full, or written one by one.
pub(super) struct OwnBuffer;

impl Finish for OwnBuffer {
    #[inline(always)]
    fn finish(state: &mut State, end: usize) {
        state.at = end;
        if IS_PER_LINE.load(Ordering::Relaxed) != 0 {
            SharedSink::finish(state, end);
        } else if end > Self::BUFFER {
            state.at = 0;
        }
    }
}

/// Each line is written to the sink that all threads share.
pub(super) struct SharedSink;

impl Finish for SharedSink {
    #[inline(always)]
    fn finish(state: &mut State, end: usize) {
        let mut sink = SINK.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((output, lines, bytes)) = &mut *sink {
            let written = output.write(&state.buffer[..end]);
            *lines += 1;
            *bytes += written.unwrap_or(0) as u64;
        }
        state.at = 0;
    }
}

static SINK: Mutex<Option<Counted>> = Mutex::new(None);
/// A writer, the lines that it was given, and their bytes.
type Counted = (Output, u64, u64);

static IS_PER_LINE: AtomicU8 = AtomicU8::new(0);

pub(super) fn start(sink: Sink) {
    IS_PER_LINE.store(u8::from(sink != Sink::Memory), Ordering::Relaxed);
    *SINK.lock().unwrap_or_else(PoisonError::into_inner) = Some((sink.open(), 0, 0));
}
