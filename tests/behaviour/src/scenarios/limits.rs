//! What is held back when it repeats.

use std::time::Duration;

use logging_runtime::{evt, health, init, perf_evt, stage};

scenarios!(
    equal_stages,
    different_events,
    equal_events,
    equal_events_with_detail,
    equal_records,
    records_of_two_levels,
    long_records,
    records_with_fields,
    records_without_a_message,
    equal_long_records,
    next_window,
    metrics,
    many_threads,
    context_makes_a_difference,
);

#[stage("repeated")]
fn repeated() {}

fn equal_stages() {
    let _guard = init();
    for _ in 0..100_000 {
        repeated();
    }
}

fn different_events() {
    let _guard = init();
    for id in 0..1_000 {
        evt!("video_processed", id);
    }
}

fn equal_events() {
    let _guard = init();
    for _ in 0..1_000 {
        evt!("heartbeat", ok = true);
    }
}

fn equal_events_with_detail() {
    let _guard = init();
    for n in 0..1_000_u64 {
        evt!("tick", detail = "said \"before\"", dur_ms = n);
    }
}

fn equal_records() {
    let _guard = init();
    for _ in 0..500 {
        log::info!("again");
        tracing::info!("again");
    }
}

fn records_of_two_levels() {
    let _guard = init();
    for _ in 0..10 {
        log::info!("again");
        log::warn!("again");
    }
}

fn long_records() {
    let _guard = init();
    for n in 0..50 {
        log::info!("{} {n}", "a long beginning ".repeat(20));
    }
}

fn records_with_fields() {
    let _guard = init();
    for n in 0..50 {
        tracing::info!(n, "the message alone is the key");
    }
}

fn records_without_a_message() {
    let _guard = init();
    for id in 0..20 {
        tracing::info!(id);
        tracing::info!(same = true);
    }
}

fn equal_long_records() {
    let _guard = init();
    for _ in 0..6 {
        log::info!("{}", "a long message ".repeat(200));
    }
}

/// Repeats one message until it passes again, and tells how often it did not.
fn next_window() {
    let _guard = init();
    for _ in 0..6 {
        log::info!("again");
    }
    let written = health().written;
    let mut held = 0;
    loop {
        log::info!("again");
        if health().written > written {
            break;
        }
        held += 1;
        std::thread::sleep(Duration::from_millis(20));
    }
    evt!("told", held);
}

fn metrics() {
    let _guard = init();
    for _ in 0..1_000 {
        perf_evt!(cpu = 1.5, mem_mb = 512);
    }
}

fn many_threads() {
    let _guard = init();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..1_000 {
                    log::info!("again");
                }
            });
        }
    });
}

fn context_makes_a_difference() {
    let _guard = init();
    for n in 0..20 {
        let context = logging_runtime::Context::current().with("video_id", format!("v-{n}"));
        context.scope(|| {
            for _ in 0..2 {
                evt!("downloaded");
            }
        });
    }
}
