//! Programs that end in every way, and programs whose reader does not read.

use std::io::{self, BufRead};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use logging_runtime::{evt, health, init, stage};

use super::Scenarios;
use crate::work;

pub(super) const ALL: Scenarios = &[
    ("vanishes", vanishes),
    ("vanishes_after_an_error", vanishes_after_an_error),
    ("returns", returns),
    ("exits", exits),
    ("exits_without_a_guard", exits_without_a_guard),
    ("panics", panics),
    ("flushes", flushes),
    ("stuck", stuck),
    ("fills", fills),
    ("stuck_in_a_notice", stuck_in_a_notice),
    ("stuck_in_threads", stuck_in_threads),
];

/// Ends without any code of this process, as a kill would.
#[allow(unsafe_code)]
fn vanish() -> ! {
    // SAFETY: it has no preconditions.
    unsafe { libc::_exit(0) }
}

fn vanishes() {
    let _guard = init();
    tracing::info!("last words");
    vanish();
}

fn vanishes_after_an_error() {
    let _guard = init();
    tracing::info!("before");
    tracing::error!("last words");
    vanish();
}

fn returns() {
    let _guard = init();
    work::two_jobs();
}

fn exits() {
    let _guard = init();
    tracing::info!("last words");
    std::process::exit(3);
}

fn exits_without_a_guard() {
    std::mem::forget(init());
    tracing::info!("last words");
    std::process::exit(3);
}

/// The hook writes out what is queued; then nothing else can have done it.
fn panics() {
    let _guard = init();
    tracing::info!("last words");
    let _ = std::panic::catch_unwind(|| panic!("out of luck"));
    vanish();
}

fn flushes() {
    let guard = init();
    tracing::info!("last words");
    if guard.flush(Duration::from_secs(30)) {
        eprintln!("flushed");
    }
    vanish();
}

/// Writes until its reader does not take any more, says so, and goes on when it is told to.
fn stuck() {
    let _guard = init();
    let padding = "x".repeat(1_000);
    let mut n = 0;
    while health().dropped == 0 {
        evt!("filling", n, padding);
        n += 1;
    }
    step();
    tracing::info!("lost as well");
    eprintln!("stuck after {n}");
    let mut answer = String::new();
    // Whatever is said, or that nobody says anything any more, is the sign to go on.
    let _ = io::stdin().lock().read_line(&mut answer);
    tracing::info!("back again");
    step();
}

/// Ten threads find a full pipe at the same time.
fn stuck_in_threads() {
    let _guard = init();
    let padding = "x".repeat(1_000);
    let mut n = 0;
    while health().dropped == 0 {
        evt!("filling", n, padding);
        n += 1;
    }
    let started = Instant::now();
    thread::scope(|scope| {
        for n in 0..10 {
            scope.spawn(move || evt!("one_of_ten", n));
        }
    });
    eprintln!("{}", started.elapsed().as_millis());
    vanish();
}

/// Nothing can be written, and nobody reads what is said of it. One thread has to wait for that, the
/// other has nothing to say which is not said.
fn stuck_in_a_notice() {
    let _guard = init();
    let (ended, first) = mpsc::channel();
    for n in 0..2 {
        let ended = ended.clone();
        thread::spawn(move || {
            tracing::info!("line {n}");
            let _ = ended.send(());
        });
    }
    if first.recv_timeout(Duration::from_secs(20)).is_err() {
        std::process::abort();
    }
    vanish();
}

/// Writes more than a pipe takes.
fn fills() {
    let _guard = init();
    let padding = "x".repeat(1_000);
    for n in 0..200 {
        evt!("filling", n, padding);
    }
    step();
}

#[stage("step")]
fn step() {}
