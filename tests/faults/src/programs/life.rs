//! The life and death of processes and threads.

use std::cell::RefCell;
use std::io;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use logging_runtime::{InContext, JobTimer, Logging, Outcome, evt, init};

use super::{argument, number, programs, step};
use crate::facts;
use crate::interpose;

programs!(
    counts,
    ends,
    panics_full,
    outlives_guard,
    slow_sink,
    forks,
    forks_once,
    forks_while_stuck,
    thread_ends,
    hook_logs,
    handler_logs,
    short_threads,
    tasks,
    writer_panics,
    second_copy,
    reconfigured,
    set_up_together,
);

/// Counts for ever, and says in shared memory of each line that its call has returned.
fn counts() {
    let _guard = init();
    let acknowledged = interpose::shared_number(&std::env::var_os("FAULTS_SHARED").expect("given"));
    for n in 1_u64.. {
        evt!("line", n);
        acknowledged.store(n, Relaxed);
    }
}

/// Ends in one of the ways that there are.
fn ends() {
    let guard = init();
    let (n_lines, how) = (number(0), argument(1).expect("the case gives it"));
    for n in 0..n_lines {
        evt!("line", n);
    }
    match &*how {
        "return" => drop(guard),
        "exit" => std::process::exit(3),
        "_exit" => interpose::vanish(3),
        "abort" => std::process::abort(),
        _ => panic!("out of luck"),
    }
}

/// A thread panics, or the main one does, when thousands of lines are queued.
fn panics_full() {
    let _guard = init();
    for n in 0..number(0) {
        evt!("line", n);
    }
    if argument(1).is_some_and(|thread| thread == "worker") {
        let _ = thread::spawn(|| panic!("out of luck")).join();
        interpose::vanish(0);
    }
    panic!("out of luck");
}

/// Eight threads log on when the guard is gone.
fn outlives_guard() {
    let guard = init();
    let n_lines = number(0);
    thread::scope(|scope| {
        for thread in 0..8 {
            scope.spawn(move || {
                for n in 0..n_lines {
                    evt!("line", thread, n);
                    if n.is_multiple_of(16) {
                        step();
                    }
                }
            });
        }
        drop(guard);
    });
    facts::put("sent", 8 * n_lines);
    facts::put("sent_stages", 8 * n_lines.div_ceil(16));
}

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

/// Four threads log while the main one forks, and each child logs as well.
fn forks() {
    let guard = init();
    let (n_forks, ended, sent) = (number(0), AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !ended.load(Relaxed) {
                    evt!("parent", n = sent.fetch_add(1, Relaxed));
                    tracing::info!("again and again");
                    if sent.load(Relaxed).is_multiple_of(64) {
                        logging_runtime::health();
                        step();
                    }
                }
            });
        }
        let mut failed = 0;
        for fork in 0..n_forks {
            let (is_child, pid) = interpose::fork();
            if is_child {
                interpose::end_in(20);
                for n in 0..9 {
                    evt!("child", fork, n);
                }
                tracing::info!("child");
                match fork % 3 {
                    0 => interpose::vanish(0),
                    // What the program arranges for its exit runs in the child, too.
                    _ => std::process::exit(0),
                }
            }
            if interpose::wait_for(pid) != Some(0) {
                failed += 1;
            }
        }
        ended.store(true, Relaxed);
        facts::put("forks", n_forks);
        facts::put("failed", failed);
    });
    facts::put("sent", sent.into_inner());
    drop(guard);
}

/// One child with many lines, and a guard.
fn forks_once() {
    let guard = init();
    evt!("parent");
    let started = Instant::now();
    let (is_child, pid) = interpose::fork();
    if is_child {
        for n in 0..100 {
            evt!("child", n);
        }
        drop(guard);
        interpose::vanish(0);
    }
    assert_eq!(interpose::wait_for(pid), Some(0), "the child ends well");
    facts::put("child_ms", started.elapsed().as_millis());
}

/// A thread stands in a write that never ends, and the program forks, starts a program with code of
/// its own in between, and exits.
fn forks_while_stuck() {
    let _guard = init();
    thread::spawn(|| {
        let padding = "x".repeat(1_000);
        for n in 0.. {
            evt!("line", n, padding);
        }
    });
    // Nobody reads, and a pipe takes 64 KiB.
    let mut before = 0;
    loop {
        thread::sleep(Duration::from_millis(50));
        let written = logging_runtime::health().written;
        if written > 0 && written == before {
            break;
        }
        before = written;
    }
    let started = Instant::now();
    let (is_child, pid) = interpose::fork();
    if is_child {
        interpose::vanish(0);
    }
    let mut failed = i32::from(interpose::wait_for(pid) != Some(0));
    facts::put("fork_ms", started.elapsed().as_millis());
    let started = Instant::now();
    failed += i32::from(!interpose::start_with_code_in_between());
    facts::put("pre_exec_ms", started.elapsed().as_millis());
    facts::put("failed", failed);
    let started = Instant::now();
    let (is_child, pid) = interpose::fork();
    if is_child {
        std::process::exit(0);
    }
    failed += i32::from(interpose::wait_for(pid) != Some(0));
    facts::put("exit_of_fork_ms", started.elapsed().as_millis());
    facts::put("failed", failed);
    std::process::exit(0);
}

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
    static IS_INSIDE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
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

/// A writer that panics at every third line, under our lock.
fn writer_panics() {
    struct Panicking(u64);
    impl io::Write for Panicking {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += 1;
            assert!(!self.0.is_multiple_of(3), "no");
            io::Write::write(&mut io::stdout(), bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            io::stdout().flush()
        }
    }
    let guard = Logging::builder().writer(Panicking(0)).init();
    let n_lines = number(0);
    for n in 0..n_lines {
        evt!("line", n);
        assert!(guard.flush(Duration::from_secs(30)), "the queue drains");
    }
    facts::put("sent", n_lines);
    drop(guard);
    facts::put_health();
}

/// Another copy of the framework, in a library that is loaded into this process.
fn second_copy() {
    let _guard = init();
    evt!("first");
    step();
    interpose::call_in_library(&argument(0).expect("the case gives it"));
    evt!("first");
}

/// Eight threads log while another one turns the level up and down.
fn reconfigured() {
    let guard = init();
    let handle = guard.handle();
    let start = Barrier::new(9);
    let ended = AtomicBool::new(false);
    thread::scope(|scope| {
        for thread in 0..8 {
            let (start, ended) = (&start, &ended);
            scope.spawn(move || {
                start.wait();
                let mut n = 0_u64;
                while !ended.load(Relaxed) {
                    evt!(debug, "debug", thread, n);
                    n += 1;
                    if n.is_multiple_of(16) {
                        step();
                    }
                }
            });
        }
        start.wait();
        for flip in 0..number(0) {
            let level = if flip % 2 == 0 { "debug" } else { "warn" };
            handle.set_filter(level).expect("it is a level");
        }
        ended.store(true, Relaxed);
    });
    handle.set_filter("warn").expect("it is a level");
    evt!("at_the_end", level = "info");
    evt!(warn, "at_the_end", level = "warn");
    handle.set_filter("info").expect("it is a level");
    evt!("at_the_end", level = "info again");
    evt!(debug, "at_the_end", level = "debug");
}

/// Threads set it up at the same time, and log as soon as they have.
fn set_up_together() {
    let n_threads = number(0) as usize;
    let start = Barrier::new(n_threads);
    thread::scope(|scope| {
        for n in 0..n_threads {
            let start = &start;
            scope.spawn(move || {
                start.wait();
                let _guard = init();
                evt!("line", n);
                tracing::info!("record {n}");
            });
        }
    });
}
