//! Set-ups: two of them, one that changes, one that many threads make at once.

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;

use logging_runtime::{evt, init};

use super::{argument, number, programs, step};
use crate::interpose;

programs!(second_copy, reconfigured, set_up_together);

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
