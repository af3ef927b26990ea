//! Programs that fork while other threads are in the middle of something.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use logging_runtime::{JobTimer, Outcome, evt, init, record, stage};

use super::{init_or_compose, number, programs, step};
use crate::facts;
use crate::interpose;

programs!(
    forks,
    forks_once,
    forks_while_stuck,
    forks_while_reconfigured,
    forks_in_a_job,
);

/// Four threads log while the main one forks, and each child logs as well: through what `init` sets up, or
/// through a layer that the program has put together itself.
fn forks() {
    let guard = init_or_compose(1);
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

#[stage("only_in_children")]
fn only_in_children() {}

/// A thread changes the filter all the time while the main one forks. Each child meets a stage and an
/// event for the first time, and changes the filter itself.
fn forks_while_reconfigured() {
    let guard = init();
    let handle = guard.handle();
    let (n_forks, ended, changes) = (number(0), AtomicBool::new(false), AtomicU64::new(0));
    step();
    thread::scope(|scope| {
        scope.spawn(|| {
            while !ended.load(Relaxed) {
                for directives in ["debug", "info,faults=debug"] {
                    handle.set_filter(directives).expect("they can be read");
                    changes.fetch_add(1, Relaxed);
                }
            }
        });
        let mut failed = 0;
        for fork in 0..n_forks {
            let (is_child, pid) = interpose::fork();
            if is_child {
                interpose::end_in(20);
                only_in_children();
                for n in 0..9 {
                    evt!("child", fork, n);
                }
                tracing::info!("child");
                handle.set_filter("warn").expect("it is a level");
                evt!("unwanted", fork);
                handle.set_filter("debug").expect("it is a level");
                evt!(debug, "wanted", fork);
                match fork % 3 {
                    0 => interpose::vanish(0),
                    _ => std::process::exit(0),
                }
            }
            if interpose::wait_for(pid) != Some(0) {
                failed += 1;
            }
        }
        ended.store(true, Relaxed);
        facts::put("failed", failed);
    });
    facts::put("changes", changes.into_inner());
}

/// Two threads work in the job in which the main one forks: they record, keep lines for its failure and run
/// stages. Each child does the same, and ends its job.
fn forks_in_a_job() {
    let guard = init();
    let (n_forks, ended) = (number(0), AtomicBool::new(false));
    let mut job = Some(JobTimer::start("shared", Some("j-1")));
    let context = job.as_ref().expect("it has just started").context();
    let mut finish = |outcome| job.take().expect("it ends once").finish(outcome);
    let work = |n: u64| {
        record!(n);
        tracing::debug!(n, "kept");
        step();
    };
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                context.scope(|| {
                    while !ended.load(Relaxed) {
                        work(1);
                    }
                });
            });
        }
        let mut failed = 0;
        for fork in 0..n_forks {
            let (is_child, pid) = interpose::fork();
            if is_child {
                interpose::end_in(20);
                context.scope(|| {
                    work(fork);
                    for n in 0..9 {
                        evt!("child", fork, n);
                    }
                    tracing::info!("child");
                });
                finish(Outcome::Error);
                drop(guard);
                interpose::vanish(0);
            }
            if interpose::wait_for(pid) != Some(0) {
                failed += 1;
            }
        }
        ended.store(true, Relaxed);
        facts::put("failed", failed);
    });
    finish(Outcome::Success);
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
