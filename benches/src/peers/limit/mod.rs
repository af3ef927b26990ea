//! The limit: a formatter written by hand for exactly these lines. What never changes is in ready
//! pieces that are copied whole, the time is formatted once a second, the clock is read once a line, and
//! nothing is checked, redacted, limited or told about failures. No library can be faster by much.
//!
//! `limit` writes into a buffer of the thread. `limit_sink` hands each line to a writer behind a lock
//! with the counters that a program needs, as everything does that is shared between threads.

mod put;

use std::cell::UnsafeCell;
use std::future::Future;
use std::hint::black_box;
use std::io::Write;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use super::Peer;
use crate::sink::Sink;
use crate::workload::{
    Answer, Arguments, Fields, PENDING, Pending, Workload, arguments, block_on, body, fields,
};

pub(crate) const PEER: Peer = Peer {
    name: "limit",
    start,
    run: run::<OwnBuffer>,
    note: "by hand; no redaction, no rate limit but a counter for one message, no failure is told",
};

pub(crate) const PEER_SINK: Peer = Peer {
    name: "limit_sink",
    start,
    run: run::<SharedSink>,
    note: "the same into a writer behind a lock, with counters",
};

/// INFO.
static MAX_LEVEL: AtomicU8 = AtomicU8::new(3);
/// Where lines go that leave the thread, with their number and bytes.
static SINK: Mutex<Option<Counted>> = Mutex::new(None);
/// A writer, the lines that it was given, and their bytes.
type Counted = (Box<dyn Write + Send>, u64, u64);

/// How many lines leave a thread together: one where each is written by itself.
static IS_PER_LINE: AtomicU8 = AtomicU8::new(0);

const BUFFER: usize = 1 << 20;
/// No line is longer.
const LINE: usize = 1_024;

struct State {
    buffer: Vec<u8>,
    at: usize,
    /// The second whose text stands in `prefix`, in nanoseconds since 1970.
    second: u64,
    /// The wall clock is this much ahead of the monotonic one.
    ahead: u64,
    /// `{"ts":"2025-08-27T16:24:06.`
    prefix: [u8; 32],
    /// `Z","lvl":"INFO","job_id":"…","video_id":"…"`, and in a stage `,"stage":"…"`.
    context: [u8; 128],
    context_len: usize,
}

thread_local! {
    static STATE: UnsafeCell<State> = const {
        UnsafeCell::new(State {
            buffer: Vec::new(),
            at: 0,
            second: 0,
            ahead: 0,
            prefix: [0; 32],
            context: [0; 128],
            context_len: 0,
        })
    };
}

/// What becomes of a line that is finished.
trait Finish {
    fn finish(state: &mut State, end: usize);
}

/// It stays in the thread's buffer, which is emptied when it is full, or after each line.
struct OwnBuffer;

impl Finish for OwnBuffer {
    #[inline(always)]
    fn finish(state: &mut State, end: usize) {
        state.at = end;
        if IS_PER_LINE.load(Ordering::Relaxed) != 0 {
            SharedSink::finish(state, end);
        } else if end > BUFFER {
            state.at = 0;
        }
    }
}

/// It is written to the sink that all threads share.
struct SharedSink;

impl Finish for SharedSink {
    #[inline(always)]
    fn finish(state: &mut State, end: usize) {
        let mut sink = SINK.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((writer, lines, bytes)) = &mut *sink {
            let written = writer.write(&state.buffer[..end]);
            *lines += 1;
            *bytes += written.unwrap_or(0) as u64;
        }
        state.at = 0;
    }
}

#[inline(always)]
fn clock(id: libc::clockid_t) -> u64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the pointer is that of a live `timespec`.
    unsafe { libc::clock_gettime(id, &raw mut time) };
    time.tv_sec.cast_unsigned() * 1_000_000_000 + time.tv_nsec.cast_unsigned()
}

#[inline(always)]
fn now() -> u64 {
    clock(libc::CLOCK_MONOTONIC)
}

#[inline(always)]
fn state() -> *mut State {
    STATE.with(UnsafeCell::get)
}

/// Begins a line, up to the context; gives where it goes on.
///
/// # Safety
///
/// Nobody else on this thread uses the state meanwhile.
#[inline(always)]
unsafe fn begin(state: &mut State, now: u64) -> *mut u8 {
    let mut wall = now.wrapping_add(state.ahead);
    if wall.wrapping_sub(state.second) >= 1_000_000_000 {
        wall = new_second(state, now);
    }
    let ms = (wall - state.second) / 1_000_000;
    // SAFETY: the buffer has room for a line at every place where one begins; what is copied too much
    // is written over.
    unsafe {
        let line = state.buffer.as_mut_ptr().add(state.at);
        put::bytes(line, &state.prefix);
        let to = put::three_digits(line.add(27), ms);
        put::bytes(to, &state.context);
        to.add(state.context_len)
    }
}

#[cold]
fn new_second(state: &mut State, now: u64) -> u64 {
    state.ahead = clock(libc::CLOCK_REALTIME).wrapping_sub(self::now());
    let wall = now.wrapping_add(state.ahead);
    let seconds = wall / 1_000_000_000;
    state.second = seconds * 1_000_000_000;
    let time = i64::try_from(seconds).unwrap_or(0);
    // SAFETY: an all-zero `tm` is one, and both pointers are those of live values.
    let date = unsafe {
        let mut date: libc::tm = std::mem::zeroed();
        libc::gmtime_r(&raw const time, &raw mut date);
        date
    };
    let text = format!(
        "{{\"ts\":\"{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.",
        date.tm_year + 1_900,
        date.tm_mon + 1,
        date.tm_mday,
        date.tm_hour,
        date.tm_min,
        date.tm_sec
    );
    state.prefix[..27].copy_from_slice(text.as_bytes());
    wall
}

#[inline(always)]
fn finish<F: Finish>(state: &mut State, end: *mut u8) {
    let end = end.addr() - state.buffer.as_ptr().addr();
    F::finish(state, end);
}

/// # Safety
///
/// There is room for a line's fields at `to`.
#[inline(always)]
unsafe fn put_arguments(to: *mut u8, arguments: &Arguments) -> *mut u8 {
    // SAFETY: the caller says so.
    unsafe {
        let to = put::bytes(to, b",\"attempt\":");
        let to = put::integer(to, u64::from(arguments.attempt));
        let to = put::bytes(to, b",\"use_proxy\":");
        let to = put::boolean(to, arguments.use_proxy);
        let to = put::bytes(to, b",\"profile\":\"");
        let to = put::text(to, arguments.profile);
        put::bytes(to, b"\"}\n")
    }
}

#[inline(always)]
fn write_start<F: Finish>(arguments: &Arguments) -> u64 {
    let now = now();
    // SAFETY: nothing that is called meanwhile uses the state, and the line is short.
    unsafe {
        let state = &mut *state();
        let to = begin(state, now);
        let to = put::bytes(to, b",\"stage\":\"youtubei\",\"event\":\"stage_start\"");
        let end = put_arguments(to, arguments);
        finish::<F>(state, end);
    }
    now
}

#[inline(always)]
fn write_result<F: Finish>(arguments: &Arguments, started: u64, is_ok: bool) {
    let now = now();
    // SAFETY: as in `write_start`.
    unsafe {
        let state = &mut *state();
        let to = begin(state, now);
        let to = if is_ok {
            put::bytes(
                to,
                b",\"event\":\"stage_result\",\"outcome\":\"success\",\"dur_ms\":",
            )
        } else {
            put::bytes(
                to,
                b",\"event\":\"stage_result\",\"outcome\":\"error\",\"dur_ms\":",
            )
        };
        let to = put::integer(to, (now - started) / 1_000_000);
        let end = put_arguments(to, arguments);
        finish::<F>(state, end);
    }
}

/// The stage is a part of the context as long as this lives.
struct InStage {
    context_len: usize,
}

const STAGE: &[u8; 19] = b",\"stage\":\"youtubei\"";

impl InStage {
    #[inline(always)]
    fn new() -> InStage {
        // SAFETY: as in `write_start`; the context has room for one stage.
        unsafe {
            let state = &mut *state();
            let context_len = state.context_len;
            put::bytes(state.context.as_mut_ptr().add(context_len), STAGE);
            state.context_len += STAGE.len();
            InStage { context_len }
        }
    }
}

impl Drop for InStage {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: as in `write_start`.
        unsafe { (*state()).context_len = self.context_len };
    }
}

#[inline(never)]
fn stage<F: Finish>(arguments: Arguments) -> Answer {
    let started = write_start::<F>(&arguments);
    let answer = {
        let _in_stage = InStage::new();
        body(arguments)
    };
    // The stage has left the context, and stands in this line by itself.
    let _in_stage = InStage::new();
    write_result::<F>(&arguments, started, answer.is_ok());
    answer
}

#[inline(never)]
fn stage_off<F: Finish>(arguments: Arguments) -> Answer {
    if MAX_LEVEL.load(Ordering::Relaxed) < 4 {
        return body(arguments);
    }
    stage::<F>(arguments)
}

/// An async stage, which is in the context while it is polled.
struct Staged<W, F> {
    started: u64,
    arguments: Arguments,
    future: F,
    writes: std::marker::PhantomData<W>,
}

impl<W: Finish, F: Future<Output = Answer>> Future for Staged<W, F> {
    type Output = Answer;

    #[inline]
    fn poll(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Answer> {
        // SAFETY: the future is never moved out of its place.
        let (this, future) = unsafe {
            let this = self.get_unchecked_mut();
            let future = Pin::new_unchecked(&mut this.future);
            ((&mut this.started, &this.arguments), future)
        };
        let (started, arguments) = this;
        if *started == 0 {
            *started = write_start::<W>(arguments);
        }
        let _in_stage = InStage::new();
        let polled = future.poll(task);
        if let Poll::Ready(answer) = &polled {
            write_result::<W>(arguments, *started, answer.is_ok());
        }
        polled
    }
}

#[inline(never)]
async fn stage_async<W: Finish>(arguments: Arguments, pending: u32) -> Answer {
    let future = async move {
        Pending(pending).await;
        body(arguments)
    };
    let staged: Staged<W, _> = Staged {
        started: 0,
        arguments,
        future,
        writes: std::marker::PhantomData,
    };
    staged.await
}

#[inline(never)]
fn event<F: Finish>(fields: Fields, level: u8) {
    if MAX_LEVEL.load(Ordering::Relaxed) < level {
        return;
    }
    let now = now();
    // SAFETY: as in `write_start`.
    unsafe {
        let state = &mut *state();
        let to = begin(state, now);
        let to = put::bytes(to, b",\"event\":\"proxy_rotated\",\"proxy\":\"");
        let to = put::text(to, fields.proxy);
        let to = put::bytes(to, b"\",\"latency_ms\":");
        let to = put::integer(to, fields.latency_ms);
        let to = put::bytes(to, b",\"ok\":");
        let to = put::boolean(to, fields.ok);
        let end = put::bytes(to, b"}\n");
        finish::<F>(state, end);
    }
}

/// One message of one place: the end of its window in milliseconds, and in the lowest 16 bits how many
/// have passed.
static WINDOW: AtomicU64 = AtomicU64::new(0);
static HELD_BACK: AtomicU64 = AtomicU64::new(0);

#[inline(never)]
fn limited_event<F: Finish>(fields: Fields) {
    let now = clock(libc::CLOCK_MONOTONIC_COARSE) / 1_000_000;
    let window = WINDOW.load(Ordering::Relaxed);
    let is_over = now >= window >> 16;
    if !is_over && window & 0xffff >= 5 {
        HELD_BACK.fetch_add(1, Ordering::Relaxed);
        return;
    }
    let next = if is_over {
        ((now + 60_000) << 16) | 1
    } else {
        window + 1
    };
    let _ = WINDOW.compare_exchange(window, next, Ordering::Relaxed, Ordering::Relaxed);
    event::<F>(fields, 3);
}

fn start(sink: Sink) {
    IS_PER_LINE.store(u8::from(sink == Sink::Null), Ordering::Relaxed);
    *SINK.lock().unwrap_or_else(PoisonError::into_inner) = Some((sink.open(), 0, 0));
}

fn run<F: Finish>(workload: Workload, n: u64) -> bool {
    let is_event = matches!(
        workload,
        Workload::W3 | Workload::W3t | Workload::W3u | Workload::W4e | Workload::W4t | Workload::W5
    );
    // SAFETY: as in `write_start`.
    unsafe {
        let state = &mut *state();
        if state.buffer.is_empty() {
            state.buffer = vec![0; BUFFER + 2 * LINE];
        }
        let context = b"Z\",\"lvl\":\"INFO\",\"job_id\":\"j-7f3d\",\"video_id\":\"bbz2boNSeL0\"";
        state.context[..context.len()].copy_from_slice(context);
        state.context_len = context.len();
    }
    let _in_stage = is_event.then(InStage::new);
    for at in 0..n {
        match workload {
            Workload::W1 => drop(black_box(stage::<F>(arguments()))),
            Workload::W2 => drop(black_box(block_on(stage_async::<F>(arguments(), 0)))),
            Workload::W2b => drop(black_box(block_on(stage_async::<F>(arguments(), PENDING)))),
            Workload::W3 | Workload::W3t => event::<F>(fields(), 3),
            Workload::W3u => event::<F>(
                Fields {
                    latency_ms: at,
                    ..fields()
                },
                3,
            ),
            Workload::W4e | Workload::W4t => event::<F>(fields(), 4),
            Workload::W4s => drop(black_box(stage_off::<F>(arguments()))),
            Workload::W5 => limited_event::<F>(fields()),
        }
    }
    true
}
