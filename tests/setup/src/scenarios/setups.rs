//! Programs that set up logging in every way there is, and in some that should not be.

use std::io::{self, Write};

use logging_runtime::{Logging, evt, init, testing};
use tracing::subscriber::{set_global_default, with_default};
use tracing_subscriber::{prelude::*, registry};

use super::{Scenarios, argument};
use crate::probe::Probe;
use crate::work;

pub(super) const ALL: Scenarios = &[
    ("twice", twice),
    ("second_guard", second_guard),
    ("second_guard_batched", second_guard_batched),
    ("second_handle", second_handle),
    ("early_guard", early_guard),
    ("after_a_subscriber", after_a_subscriber),
    ("after_a_logger", after_a_logger),
    ("after_a_capture", after_a_capture),
    ("strict", strict),
    ("strict_after_a_subscriber", strict_after_a_subscriber),
    ("strict_after_a_logger", strict_after_a_logger),
    ("strict_after_a_capture", strict_after_a_capture),
    ("strict_twice", strict_twice),
    ("strict_after_init", strict_after_init),
    ("strict_inside_a_scope", strict_inside_a_scope),
    ("to_file", to_file),
    ("to_file_strict", to_file_strict),
    ("rotated", rotated),
    ("to_writer", to_writer),
    ("to_a_writer_that_panics", to_a_writer_that_panics),
    ("json", json),
    ("with_legacy", with_legacy),
    ("without_legacy", without_legacy),
    ("by_code", by_code),
];

fn twice() {
    let _first = init();
    let _second = init();
    tracing::info!("tracing");
    log::info!("log");
    evt!("evt");
}

/// What the rate limit holds back is reported when the first guard is dropped, not the second.
fn second_guard() {
    let first = init();
    let second = init();
    for _ in 0..8 {
        tracing::info!("retrying");
    }
    drop(second);
    tracing::info!("the second guard is gone");
    drop(first);
    tracing::info!("both are gone");
}

/// Ends as a kill would, so that nothing is written out which is still queued.
#[allow(unsafe_code)]
fn second_guard_batched() {
    let _first = init();
    drop(init());
    tracing::info!("queued");
    // SAFETY: it has no preconditions.
    unsafe { libc::_exit(0) }
}

fn second_handle() {
    let _first = init();
    let second = init();
    second.handle().set_filter("debug").expect("a level");
    tracing::debug!("seen");
}

fn early_guard() {
    drop(init());
    tracing::info!("tracing");
    log::info!("log");
    work::two_jobs();
}

fn after_a_subscriber() {
    set_global_default(registry().with(Probe)).expect("nothing else is installed");
    let _guard = init();
    tracing::info!("for the other subscriber");
    log::info!("a log record");
    evt!("evt", n = 1);
    work::two_jobs();
    let _again = init();
}

/// A logger of somebody else.
struct Theirs;

impl log::Log for Theirs {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        eprintln!("theirs: {}", record.args());
    }

    fn flush(&self) {}
}

fn install_their_logger() {
    log::set_logger(&Theirs).expect("nothing else is installed");
    log::set_max_level(log::LevelFilter::Info);
}

fn after_a_logger() {
    install_their_logger();
    let guard = init();
    tracing::info!("tracing");
    log::info!("a log record");
    log::trace!("one that is too fine for their level");
    log::set_max_level(log::LevelFilter::Trace);
    guard.handle().set_filter("warn").expect("a level");
    log::trace!("one that is not too fine any more");
    evt!(warn, "evt");
}

fn after_a_capture() {
    assert!(testing::capture(|| ()).is_empty());
    let _guard = init();
    log::info!("a log record");
    let events = testing::capture(|| log::info!("captured"));
    assert_eq!(events.one("log").str("detail"), "captured");
    log::info!("another");
}

fn strict_after_a_capture() {
    assert!(testing::capture(|| ()).is_empty());
    try_init(Logging::builder());
}

/// Sets up as asked for, or says what is wrong and how that looks to a program.
fn try_init(logging: Logging) {
    match logging.try_init() {
        Ok(_guard) => tracing::info!("ready"),
        Err(error) => {
            eprintln!("error: {error}");
            eprintln!("already installed: {}", error.is_already_installed());
            let source = std::error::Error::source(&error).map(ToString::to_string);
            eprintln!("source: {}", source.as_deref().unwrap_or("none"));
        }
    }
}

fn strict() {
    try_init(Logging::builder());
}

fn strict_after_a_subscriber() {
    set_global_default(registry().with(Probe)).expect("nothing else is installed");
    try_init(Logging::builder());
    log::info!("nobody has become the logger");
}

fn strict_after_a_logger() {
    install_their_logger();
    try_init(Logging::builder());
    let vacant = set_global_default(registry().with(Probe)).is_ok();
    eprintln!("nobody has become the subscriber: {vacant}");
}

fn strict_twice() {
    let _guard = Logging::builder().try_init().expect("nothing is wrong");
    try_init(Logging::builder());
    tracing::info!("the first one goes on");
}

fn strict_after_init() {
    let _guard = init();
    try_init(Logging::builder());
}

/// Sets up for the whole program while this thread has a subscriber of its own.
fn strict_inside_a_scope() {
    let guard = with_default(registry(), || Logging::builder().try_init());
    let _guard = guard.expect("no subscriber is global");
    std::thread::scope(|scope| {
        scope.spawn(|| tracing::info!("on another thread"));
    });
}

fn to_file() {
    let _guard = Logging::builder()
        .file(argument(0))
        .field("service", "tldw")
        .init();
    tracing::info!("hello");
}

fn to_file_strict() {
    try_init(Logging::builder().file(argument(0)));
}

/// Another program renames the file while this one writes.
fn rotated() {
    let (path, renamed) = (argument(0), argument(1));
    let guard = Logging::builder().file(&path).init();
    tracing::info!("first");
    std::fs::rename(&path, &renamed).expect("a file");
    tracing::info!("second");
    guard.reopen().expect("a folder that can be written");
    tracing::info!("third");
}

/// Each write to it is one whole line.
struct Counting;

impl Write for Counting {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let newlines = line.iter().filter(|byte| **byte == b'\n').count();
        eprintln!("a write with {newlines} line");
        io::stdout().write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().flush()
    }
}

fn to_writer() {
    let _guard = Logging::builder().writer(Counting).init();
    tracing::info!("hello");
    evt!("evt");
}

/// A writer that cannot take its second line.
struct Fragile(u32);

impl Write for Fragile {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0 += 1;
        assert_ne!(self.0, 2, "the writer is out of luck");
        io::stdout().write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().flush()
    }
}

fn to_a_writer_that_panics() {
    let _guard = Logging::builder().writer(Fragile(0)).init();
    for n in 0..4 {
        tracing::info!("line {n}");
    }
}

fn json() {
    let _guard = Logging::builder().json().init();
    work::two_jobs();
}

fn with_legacy() {
    let _guard = Logging::builder()
        .legacy(|| {
            eprintln!("the old set-up");
            set_global_default(registry().with(Probe)).expect("nothing else is installed");
        })
        .init();
    tracing::info!("hello");
    work::two_jobs();
}

fn without_legacy() {
    let _guard = init();
    tracing::info!(n = 1, "hello");
    tracing::debug!("too fine");
    log::info!(n = 1; "a log record");
    evt!("evt", n = 2);
    work::two_jobs();
}

/// What is set in code wins over the environment.
fn by_code() {
    let _guard = Logging::builder()
        .filter("info,setup::scenarios::setups=debug")
        .field("service", "tldw")
        .context_keys(["tenant"])
        .secret_keys(["shoe_size"])
        .public_keys(["password"])
        .rate_limit(1, std::time::Duration::from_secs(60))
        .init();
    tracing::debug!(shoe_size = 43, password = "swordfish", "hello");
    evt!("evt", tenant = "acme");
    evt!("evt", tenant = "acme");
}
