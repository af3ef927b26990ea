//! Threads, tasks, panic hooks and signal handlers.

use std::cell::{Cell, RefCell};
use std::io;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::Instant;

use logging_runtime::{InContext, JobTimer, Logging, Outcome, evt, init};

use super::{number, programs, step};
use crate::facts;
use crate::interpose;

programs!(thread_ends, hook_logs, handler_logs, short_threads, tasks);

struct LogsAtTheEnd(&'static str);

impl Drop for LogsAtTheEnd {
    fn drop(&mut self) {
        evt!("destroyed", place = self.0);
        step();
        tracing::warn!(place = self.0, "destroyed");
    }
}

thread_local! {
    static EARLY: RefCell<Option<LogsAtTheEnd>> = const { RefCell::new(None) };
    static LATE: RefCell<Option<LogsAtTheEnd>> = const { RefCell::new(None) };
}

/// Threads whose own values log when they are destroyed, registered before and behind ours.
fn thread_ends() {
    let _guard = init();
    let live = |early: &'static str, late: &'static str| {
        EARLY.with_borrow_mut(|value| *value = Some(LogsAtTheEnd(early)));
        step();
        LATE.with_borrow_mut(|value| *value = Some(LogsAtTheEnd(late)));
    };
    let _ = thread::spawn(move || live("worker, before", "worker, behind")).join();
    live("main, before", "main, behind");
}

struct Bomb;

impl std::fmt::Display for Bomb {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        panic!("in Display")
    }
}

/// A panic hook of the program logs, before our set-up and behind it.
fn hook_logs() {
    let hook = |name: &'static str| {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            evt!(error, "hook", name);
            previous(info);
        }));
    };
    hook("before");
    let _guard = init();
    hook("behind");
    evt!("field", value = %Bomb);
    let _ = std::panic::catch_unwind(|| panic!("out of luck"));
    evt!("after");
}

thread_local! {
    static IS_INSIDE: Cell<bool> = const { Cell::new(false) };
}
static HANDLED: AtomicU64 = AtomicU64::new(0);

extern "C" fn log_from_handler(_: i32) {
    if IS_INSIDE.get() {
        HANDLED.fetch_add(1, Relaxed);
        evt!("handler");
    }
}

/// A signal handler logs while this thread is inside a write of the log: in the middle of a call,
/// with the lock held.
fn handler_logs() {
    struct Interrupted(libc::pthread_t);
    impl io::Write for Interrupted {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            IS_INSIDE.set(true);
            interpose::interrupt(self.0);
            IS_INSIDE.set(false);
            io::Write::write(&mut io::stdout(), bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let main = interpose::on_interruption(log_from_handler);
    let guard = Logging::builder().writer(Interrupted(main)).init();
    let n_lines = number(0);
    for n in 0..n_lines {
        evt!("line", n);
    }
    drop(guard);
    facts::put("sent", n_lines);
    facts::put("handled", HANDLED.load(Relaxed));
    facts::put_health();
}

/// Threads that log once, and end.
fn short_threads() {
    let _guard = init();
    let n_threads = number(0);
    let mut before = 0;
    for n in 0..n_threads {
        if n == n_threads / 2 {
            before = facts::memory_kib("VmRSS");
        }
        let thread = thread::spawn(move || {
            evt!("line", n, padding = "x".repeat(2_000));
            step();
        });
        thread.join().expect("it ends well");
    }
    facts::put("grown_kib", facts::memory_kib("VmRSS") - before);
    facts::put("sent", n_threads);
}

/// Tasks that hold a context across an await.
fn tasks() {
    let _guard = init();
    let n_tasks = number(0);
    let job = JobTimer::start("many", Some("j-1"));
    let context = job.context();
    let before = facts::memory_kib("VmRSS");
    let mut tasks: Vec<_> = Vec::with_capacity(n_tasks as usize);
    for _ in 0..n_tasks {
        tasks.push(Box::pin(
            std::future::pending::<()>().in_context(context.clone()),
        ));
    }
    let mut polling = std::task::Context::from_waker(std::task::Waker::noop());
    let started = Instant::now();
    for task in &mut tasks {
        assert!(task.as_mut().poll(&mut polling).is_pending());
    }
    facts::put("ns_per_poll", started.elapsed().as_nanos() as u64 / n_tasks);
    let grown = facts::memory_kib("VmRSS") - before;
    facts::put(
        "bytes_per_task",
        grown * 1_024 / i64::try_from(n_tasks).expect("it fits"),
    );
    drop(tasks);
    evt!("outside");
    job.finish(Outcome::Success);
}
