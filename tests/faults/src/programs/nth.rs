//! Something that fails at its Nth call, for every N until there is no Nth call.

use std::fs;
use std::sync::atomic::Ordering::Relaxed;

use logging_runtime::{Logging, evt, job, record, stage};
use tracing_subscriber::prelude::*;

use super::{argument, folder, number, programs};
use crate::facts;
use crate::interpose::{ALLOCATION_FAILS_AT, ALLOCATIONS, WRITES};

programs!(nth_write, nth_allocation);

#[job("nth")]
fn work() -> Result<usize, String> {
    evt!("line", text = "ä\n😀");
    tracing::warn!("a record");
    let _ = part(false);
    part(true)
}

#[stage("part", fields(fails))]
fn part(fails: bool) -> Result<usize, String> {
    record!(bytes = 7);
    if fails {
        Err("on purpose".to_owned())
    } else {
        Ok(1)
    }
}

/// A sink whose Nth write fails, once or so many times, after parts of a line or none.
fn nth_write() {
    let (step, fails) = (number(0) as usize, number(1));
    let error = match &*argument(2).expect("the case gives it") {
        "full" => libc::ENOSPC,
        "broken" => libc::EIO,
        _ => libc::EINTR,
    };
    let path = folder().join("nth.log");
    let mut n_runs = 0;
    for fail_at in 1_u64.. {
        let _ = fs::remove_file(&path);
        let layer = Logging::builder().file(&path).json().layer();
        let subscriber = tracing_subscriber::registry().with(layer.expect("it can be opened"));
        let fd = super::descriptor::descriptor_of(&path);
        let before = logging_runtime::health();
        WRITES.calls.store(0, Relaxed);
        WRITES.step.store(step, Relaxed);
        WRITES.error.store(error, Relaxed);
        WRITES.fails.store(fails, Relaxed);
        WRITES.fail_at.store(fail_at, Relaxed);
        WRITES.fd.store(fd, Relaxed);
        tracing::subscriber::with_default(subscriber, || {
            let _ = work();
            // The descriptor works again.
            WRITES.fd.store(-1, Relaxed);
            evt!("after");
        });
        let calls = WRITES.calls.load(Relaxed);
        let after = logging_runtime::health();
        let lines = fs::read_to_string(&path).expect("it is UTF-8");
        println!(
            "= {} {}",
            after.written - before.written,
            after.dropped - before.dropped
        );
        print!("{lines}");
        if calls < fail_at {
            break;
        }
        n_runs += 1;
    }
    facts::put("runs", n_runs);
}

/// The Nth allocation fails; with 0 it says how many there are.
fn nth_allocation() {
    let _guard = logging_runtime::init();
    let _ = work();
    let fails_at = number(0);
    let before = ALLOCATIONS.load(Relaxed);
    if fails_at > 0 {
        ALLOCATION_FAILS_AT.store(before + fails_at, Relaxed);
    }
    let _ = work();
    ALLOCATION_FAILS_AT.store(0, Relaxed);
    facts::put("allocations", ALLOCATIONS.load(Relaxed) - before);
}
