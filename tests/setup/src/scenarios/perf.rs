//! Programs that measure themselves.

use std::time::{Duration, Instant};

use logging_runtime::{Logging, health, init, job, perf_evt, stage};

use super::{Scenarios, argument};

pub(super) const ALL: Scenarios = &[
    ("by_hand", by_hand),
    ("to_a_writer", to_a_writer),
    ("sampled", sampled),
];

fn by_hand() {
    let _guard = init();
    perf_evt!(cpu = 12.5, mem_mb = 512);
    measured();
    for _ in 0..8 {
        perf_evt!(cpu = 0.0, mem_mb = 1);
    }
}

/// Metrics go to standard error.
fn to_a_writer() {
    let _guard = Logging::builder().perf_writer(std::io::stderr()).init();
    perf_evt!(cpu = 12.5, mem_mb = 512);
    measured();
}

#[job(id = "j-1", ctx(video_id = "v-1"))]
fn measured() {
    perf_evt!(cpu = 99.9, mem_mb = 1_024, queue = 3);
    inside();
}

#[stage("asr")]
fn inside() {
    perf_evt!(cpu = 100, mem_mb = 2_048);
}

/// Waits for so many samples, at most so many milliseconds.
fn sampled() {
    let _guard = init();
    tracing::info!("ready");
    let wanted: u64 = argument(0).parse().expect("a number");
    let patience = Duration::from_millis(argument(1).parse().expect("a number"));
    let started = Instant::now();
    while health().written <= wanted && started.elapsed() < patience {
        std::thread::sleep(Duration::from_millis(10));
    }
}
