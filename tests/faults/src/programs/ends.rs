//! The ways in which a program ends, and what is on its way then.

use std::sync::atomic::Ordering::Relaxed;
use std::thread;

use logging_runtime::{evt, init};

use super::{argument, init_or_compose, number, programs, step};
use crate::facts;
use crate::interpose;

programs!(counts, ends, panics_full, outlives_guard);

/// Counts for ever, and says in shared memory of each line that its call has returned.
fn counts() {
    let _guard = init();
    let acknowledged = interpose::shared_number(&std::env::var_os("FAULTS_SHARED").expect("given"));
    for n in 1_u64.. {
        evt!("line", n);
        acknowledged.store(n, Relaxed);
    }
}

/// Ends in one of the ways that there are, through what `init` sets up or through a layer that the program
/// has put together itself.
fn ends() {
    let guard = init_or_compose(2);
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
