//! Clocks that step, stand, or say what no clock should.

use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use logging_runtime::{Outcome, StageTimer, evt, init};

use super::{number, programs};
use crate::facts;
use crate::interpose::CLOCKS;

programs!(wall_steps, far_times, local_time, suspended, monotonic_back);

const HOUR: i64 = 3_600_000_000_000;

/// The wall clock steps an hour back and a year forward in turn, and a stage is open meanwhile.
fn wall_steps() {
    let _guard = init();
    for n in 0..number(0) {
        let stage = StageTimer::start("step");
        let step = if n % 2 == 0 { -HOUR } else { 365 * 24 * HOUR };
        CLOCKS.wall.store(step, Relaxed);
        stage.finish(Outcome::Success);
        tracing::info!("the same");
    }
    // How long the log takes to notice.
    CLOCKS.wall.store(20 * 365 * 24 * HOUR, Relaxed);
    for n in 0..100 {
        evt!("noticed", n);
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Times before 1970, after 9999, and at the ends of what a clock can say.
fn far_times() {
    let _guard = init();
    let now = now_ns();
    let year = 365.25 * 24.0 * HOUR as f64;
    for target in [
        0,
        -1,
        -1_000_000_000,
        1,
        (8_200.0 * year).min(i64::MAX as f64) as i64,
        i64::MAX,
        i64::MIN / 2,
    ] {
        CLOCKS.wall.store(target.saturating_sub(now), Relaxed);
        // A clock that is read anew for each line needs no time; one that is not has some.
        std::thread::sleep(Duration::from_millis(1_100));
        evt!("at", target = target.to_string());
    }
}

fn now_ns() -> i64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(now.expect("after 1970").as_nanos()).expect("before 2262")
}

fn local_time() {
    let _guard = init();
    facts::put("now_ms", now_ns() / 1_000_000);
    evt!("now");
}

/// The wall clock goes on by an hour, and the monotonic one does not: that is what a system that
/// sleeps looks like. Then both go on.
fn suspended() {
    let _guard = init();
    for _ in 0..10 {
        tracing::info!("the same");
    }
    CLOCKS.wall.store(HOUR, Relaxed);
    for _ in 0..10 {
        tracing::info!("the same");
    }
    CLOCKS.monotonic.store(HOUR, Relaxed);
    // No reading of before is used again: an hour takes longer than some microseconds.
    std::thread::sleep(Duration::from_millis(1));
    for _ in 0..10 {
        tracing::info!("the same");
    }
}

/// The monotonic clock stands an hour back, from call N on, for each N.
fn monotonic_back() {
    let _guard = init();
    let mut at = 0;
    loop {
        at += 1;
        CLOCKS.calls.store(0, Relaxed);
        CLOCKS.backs.store(3, Relaxed);
        CLOCKS.back_at.store(at, Relaxed);
        let stage = StageTimer::start("step");
        stage.scope(|| evt!("inside", at));
        tracing::info!("at {at}");
        stage.finish(Outcome::Success);
        CLOCKS.back_at.store(0, Relaxed);
        if CLOCKS.calls.load(Relaxed) < at {
            break;
        }
    }
    facts::put("calls", at);
}
