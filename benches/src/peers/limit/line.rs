//! One line: what never changes is copied whole, the rest is written behind it.

use std::cell::UnsafeCell;

use super::finish::Finish;
use super::put;
use crate::workload::{Arguments, Fields};

/// No line is longer.
pub(super) const LINE: usize = 1_024;

pub(super) struct State {
    pub(super) buffer: Vec<u8>,
    pub(super) at: usize,
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

#[inline(always)]
pub(super) fn clock(id: libc::clockid_t) -> u64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the pointer is that of a live `timespec`.
    unsafe { libc::clock_gettime(id, &raw mut time) };
    time.tv_sec.cast_unsigned() * 1_000_000_000 + time.tv_nsec.cast_unsigned()
}

#[inline(always)]
pub(super) fn now() -> u64 {
    clock(libc::CLOCK_MONOTONIC)
}

#[inline(always)]
pub(super) fn state() -> *mut State {
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
pub(super) fn write_start<F: Finish>(arguments: &Arguments) -> u64 {
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
pub(super) fn write_result<F: Finish>(arguments: &Arguments, started: u64, is_ok: bool) {
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

#[inline(always)]
pub(super) fn write_event<F: Finish>(fields: Fields) {
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

/// Sets the context to that of the job, and gives the thread a buffer of so many bytes if it has none.
pub(super) fn enter_job(buffer: usize) {
    // SAFETY: as in `write_start`.
    let state = unsafe { &mut *state() };
    if state.buffer.is_empty() {
        state.buffer = vec![0; buffer + 2 * LINE];
    }
    let context = b"Z\",\"lvl\":\"INFO\",\"job_id\":\"j-7f3d\",\"video_id\":\"bbz2boNSeL0\"";
    state.context[..context.len()].copy_from_slice(context);
    state.context_len = context.len();
}

/// The job is done.
pub(super) fn leave_job<F: Finish>() {
    // SAFETY: as in `write_start`.
    F::finish_job(unsafe { &mut *state() });
}

/// The stage is a part of the context as long as this lives.
pub(super) struct InStage {
    context_len: usize,
}

const STAGE: &[u8; 19] = b",\"stage\":\"youtubei\"";

impl InStage {
    #[inline(always)]
    pub(super) fn new() -> InStage {
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
