//! Code of the user that panics, fails, never ends, logs, or waits.

use std::cell::Cell;
use std::error::Error;
use std::fmt::{self, Debug, Display, Write as _};
use std::io;
use std::rc::Rc;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use logging_runtime::{
    Classify, Logging, Outcome, StageTimer, evt, init, job, json, record, stage,
};
use serde::ser::{Serialize, SerializeSeq, Serializer};
use tracing_subscriber::prelude::*;

use super::{argument, number, programs};
use crate::facts;
use crate::interpose::LIVE_BYTES;

programs!(
    one_hostile,
    idle_threads,
    hostile_values,
    huge_display,
    huge_field,
    large_once,
    nested,
    logs_in_display,
    logs_in_writer,
    logs_in_layer,
    waits_in_display,
    unwinds,
    unique,
);

/// How a value misbehaves.
#[derive(Clone, Copy)]
enum How {
    Panics,
    Fails,
}

/// Misbehaves whatever it is asked for.
#[derive(Clone, Copy)]
struct Hostile(How);

impl Hostile {
    fn text(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("half a value")?;
        match self.0 {
            How::Panics => panic!("in a value"),
            How::Fails => Err(fmt::Error),
        }
    }
}

impl Display for Hostile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text(f)
    }
}

impl Debug for Hostile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text(f)
    }
}

impl Serialize for Hostile {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            How::Panics => panic!("in a value"),
            How::Fails => Err(serde::ser::Error::custom("no")),
        }
    }
}

impl Error for Hostile {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self.0 {
            How::Panics => panic!("in source"),
            How::Fails => None,
        }
    }
}

impl Classify for Hostile {
    fn outcome(&self) -> Outcome {
        match self.0 {
            How::Panics => panic!("in Classify"),
            How::Fails => Outcome::Error,
        }
    }
}

/// Fine itself, but what is behind it is not.
#[derive(Debug)]
struct Wrapped(Hostile);

impl Display for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("wrapped")
    }
}

impl Error for Wrapped {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

/// Every kind of value in every place, in the main thread and in another, each followed by a line
/// that has to be as if nothing had been.
fn hostile_values() {
    let _guard = init();
    let how = match &*argument(1).expect("the case gives it") {
        "panics" => How::Panics,
        _ => How::Fails,
    };
    let rounds = number(0);
    let all = move || {
        for round in 0..rounds {
            every_place(Hostile(how), round);
        }
    };
    all();
    thread::spawn(all).join().expect("nothing comes out of it");
    facts::put("rounds", 2 * rounds);
}

fn every_place(value: Hostile, round: u64) {
    let reference = || {
        evt!(
            "reference",
            "field" = round,
            thread = thread::current().name().unwrap_or("-")
        );
    };
    evt!("in_display", round, a = %value);
    reference();
    evt!("in_debug", round, a = ?value);
    reference();
    evt!("in_serialize", round, a = json(value));
    reference();
    tracing::info!(round, a = %value, "in a field {round}");
    reference();
    tracing::info!("in the message {round} {value}");
    reference();
    log::info!("in a record {round} {value}");
    reference();
    {
        let span = tracing::info_span!("span", a = %value, late = tracing::field::Empty).entered();
        span.record("late", tracing::field::display(value));
        evt!("in_a_span", round);
    }
    reference();
    let _ = failing(value);
    reference();
    let _ = chained(value);
    reference();
    let _ = classified(value);
    reference();
    whole_job(value);
    reference();
}

#[stage("error")]
fn failing(value: Hostile) -> Result<(), Box<dyn Error + Send + Sync>> {
    Err(Box::new(Sendable(value)))
}

/// The same as an error that goes anywhere.
#[derive(Debug)]
struct Sendable(Hostile);

impl Display for Sendable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl Error for Sendable {}

#[stage("chain")]
fn chained(value: Hostile) -> Result<(), Wrapped> {
    Err(Wrapped(value))
}

#[stage("classified")]
fn classified(value: Hostile) -> Result<(), Hostile> {
    Err(value)
}

#[job("hostile", id = %value, ctx(video_id = %value, tenant = ?value), fields(a = %value))]
fn whole_job(value: Hostile) {
    evt!("in_a_job");
    record!(late = %value);
}

/// One value that misbehaves, caught by its caller, and what comes behind it.
fn one_hostile() {
    let _guard = init();
    let kind = argument(0).expect("the case gives it");
    let value = Hostile(if kind == "fails" {
        How::Fails
    } else {
        How::Panics
    });
    let span = tracing::info_span!("span", late = tracing::field::Empty).entered();
    let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        if kind == "record" {
            span.record("late", tracing::field::display(value));
        }
        tracing::info!(%value, "first");
    }));
    tracing::info!("second");
    evt!("third");
}

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

/// Logs when it is formatted, so deep.
struct Chatty(u64);

impl Display for Chatty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 > 0 {
            evt!("inner", depth = self.0, value = %Chatty(self.0 - 1));
            tracing::info!("depth {} {}", self.0, Chatty(0));
        }
        f.write_str("outer")
    }
}

fn logs_in_display() {
    let depth = number(0);
    if argument(1).is_some_and(|kind| kind == "scoped") {
        let layer = Logging::builder().layer().expect("nothing is set");
        let subscriber = tracing_subscriber::registry().with(layer);
        tracing::subscriber::with_default(subscriber, || evt!("outer", value = %Chatty(depth)));
    } else {
        let _guard = init();
        evt!("outer", value = %Chatty(depth));
        tracing::info!(value = %Chatty(depth.min(1)), "a message of {}", Chatty(0));
    }
}

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

/// Another layer that logs of every event it sees, but not of its own.
struct Echo;

thread_local! {
    static ECHOING: Cell<bool> = const { Cell::new(false) };
}

impl<S: tracing::Subscriber> tracing_subscriber::Layer<S> for Echo {
    fn on_event(&self, _: &tracing::Event<'_>, _: tracing_subscriber::layer::Context<'_, S>) {
        if !ECHOING.replace(true) {
            evt!("echo");
            tracing::info!("echo");
            ECHOING.set(false);
        }
    }
}

fn logs_in_layer() {
    let ours = Logging::builder()
        .set("RATE_LIMIT_PER_KEY", "0")
        .layer()
        .expect("nothing is set");
    let subscriber = tracing_subscriber::registry().with(ours).with(Echo);
    tracing::subscriber::set_global_default(subscriber).expect("it is the first");
    let n_lines = number(0);
    for n in 0..n_lines {
        tracing::info!(n, "line");
    }
    facts::put("sent", n_lines);
}

/// Formatted only by who gets a lock that somebody else holds, who logs.
fn waits_in_display() {
    struct Locked(Arc<Mutex<u64>>);
    impl Display for Locked {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{}", self.0.lock().expect("nobody panics"))
        }
    }
    let _guard = init();
    let lock = Arc::new(Mutex::new(0));
    let n_lines = number(0);
    thread::scope(|scope| {
        for thread in 0..4 {
            let lock = Arc::clone(&lock);
            scope.spawn(move || {
                for n in 0..n_lines {
                    if thread % 2 == 0 {
                        let mut held = lock.lock().expect("nobody panics");
                        *held += 1;
                        evt!("holding", thread, n);
                        tracing::info!("holding {thread} {n}");
                    } else {
                        evt!("formatting", thread, n, value = %Locked(Arc::clone(&lock)));
                    }
                }
            });
        }
    });
    facts::put("sent", 2 * n_lines * 3);
}

/// A stage ends while a panic unwinds, with values that panic again, and so does what it drops.
fn unwinds() {
    struct LogsWhenDropped;
    impl Drop for LogsWhenDropped {
        fn drop(&mut self) {
            evt!("dropped", value = %Hostile(How::Panics));
            let timer = StageTimer::start_with("in_drop", &[("a", &1)]);
            timer.record("b", json(Hostile(How::Panics)));
            tracing::error!(value = ?Hostile(How::Panics), "dropped");
        }
    }
    #[stage("unwinding", fields(a = %Hostile(How::Panics)))]
    fn unwinding() {
        let _dropped = LogsWhenDropped;
        record!(b = %Hostile(How::Panics));
        panic!("out of luck");
    }
    let _guard = init();
    for _ in 0..number(0) {
        let _ = std::panic::catch_unwind(unwinding);
    }
    let _ = thread::spawn(unwinding).join();
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
