//! Values that are huge, deep, or all different, and the memory that is left of them.

use std::fmt::{self, Display, Write as _};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::thread;

use logging_runtime::{Outcome, StageTimer, evt, init, json};
use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::{number, programs};
use crate::facts;
use crate::interpose::LIVE_BYTES;

programs!(
    idle_threads,
    huge_display,
    huge_field,
    large_once,
    nested,
    unique,
);

/// Threads that have logged something large, and do nothing any more.
fn idle_threads() {
    let _guard = init();
    let n_threads = number(0) as usize;
    let value: Arc<str> = "x".repeat(4 << 20).into();
    let (logged, end) = (
        std::sync::Barrier::new(n_threads + 1),
        std::sync::Barrier::new(n_threads + 1),
    );
    let before = facts::memory_kib("VmRSS");
    thread::scope(|scope| {
        for n in 0..n_threads {
            let (value, logged, end) = (&value, &logged, &end);
            scope.spawn(move || {
                tracing::info!(n, value = &**value, "large");
                logged.wait();
                end.wait();
            });
        }
        logged.wait();
        facts::put("grown_kib", facts::memory_kib("VmRSS") - before);
        end.wait();
    });
}

/// Writes without end, and does not listen.
struct Huge {
    bytes: u64,
    listens: bool,
}

impl Display for Huge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let piece = "x".repeat(1 << 16);
        for _ in 0..self.bytes >> 16 {
            let written = f.write_str(&piece);
            if self.listens {
                written?;
            }
        }
        Ok(())
    }
}

/// How much the peak of the resident memory grows by some code.
fn peak_growth(code: impl FnOnce()) -> i64 {
    // The system forgets the peak so far when it is asked to.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let before = facts::memory_kib("VmRSS");
    code();
    facts::memory_kib("VmHWM") - before
}

fn huge_display() {
    let _guard = init();
    let bytes = number(0);
    evt!("warm", value = %Huge { bytes: 1 << 20, listens: true });
    let started = std::time::Instant::now();
    let grown = peak_growth(|| {
        evt!("huge", value = %Huge { bytes, listens: true });
        evt!("huge", value = %Huge { bytes, listens: false });
        tracing::info!(
            "{}",
            Huge {
                bytes,
                listens: false
            }
        );
    });
    facts::put("grown_kib", grown);
    facts::put("ms", started.elapsed().as_millis());
}

/// A text that is there already, as large as it is.
fn huge_field() {
    let _guard = init();
    let value = "x\n".repeat(number(0) as usize / 2);
    evt!("warm", value = &value[..1 << 16]);
    let grown = peak_growth(|| {
        evt!("huge", value);
        tracing::info!(value, "huge");
        tracing::info!("{value}");
        StageTimer::start_with("huge", &[("value", &value)]).finish(Outcome::Success);
    });
    facts::put("grown_kib", grown);
}

/// Threads that each log something large once, and stay; how much more each holds than one that has
/// logged something small.
fn large_once() {
    let _guard = init();
    let n_threads = number(0) as usize;
    let (small, large) = ("x".repeat(10), "x".repeat(1 << 20));
    // What the first threads leave behind for all is there before.
    held_by_threads(2, &large);
    let held = held_by_threads(n_threads, &large) - held_by_threads(n_threads, &small);
    facts::put(
        "bytes_per_thread",
        held / i64::try_from(n_threads).expect("it fits"),
    );
}

fn held_by_threads(n_threads: usize, value: &str) -> i64 {
    let logged = std::sync::Barrier::new(n_threads + 1);
    let end = std::sync::Barrier::new(n_threads + 1);
    let before = LIVE_BYTES.load(Relaxed);
    thread::scope(|scope| {
        for n in 0..n_threads {
            let (logged, end) = (&logged, &end);
            let thread = thread::Builder::new().stack_size(128 << 10);
            let started = thread.spawn_scoped(scope, move || {
                evt!("large", n, value);
                tracing::info!(n, value, "large");
                logged.wait();
                end.wait();
            });
            started.expect("there is room for a thread");
        }
        logged.wait();
        let held = LIVE_BYTES.load(Relaxed) - before;
        end.wait();
        held
    })
}

/// Arrays in arrays, without a stack of their own.
struct Nested(u64);

impl Serialize for Nested {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut array = serializer.serialize_seq(Some(1))?;
        if self.0 > 0 {
            array.serialize_element(&Nested(self.0 - 1))?;
        }
        array.end()
    }
}

/// A value that contains itself.
struct Cyclic(std::cell::RefCell<Option<Rc<Cyclic>>>);

impl Serialize for Cyclic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_some(&self.0.borrow().as_deref())
    }
}

fn nested() {
    let _guard = init();
    evt!("nested", value = json(Nested(number(0))));
    let cyclic = Rc::new(Cyclic(None.into()));
    cyclic.0.replace(Some(Rc::clone(&cyclic)));
    evt!("cyclic", value = json(&*cyclic));
    evt!("after");
}

/// Messages that are all different.
fn unique() {
    let _guard = init();
    let n_lines = number(0);
    let mut text = String::new();
    // The table of the limiter is full before memory is measured.
    for n in 0..20_000_u64 {
        text.clear();
        let _ = write!(text, "warm {n}");
        tracing::info!("{text}");
    }
    let before = facts::memory_kib("VmRSS");
    for n in 0..n_lines {
        tracing::info!("unique {n}");
    }
    facts::put("grown_kib", facts::memory_kib("VmRSS") - before);
    facts::put("sent", n_lines + 20_000);
}
