//! Programs whose lines come from `tracing` and `log`.

use std::thread;

use logging_runtime::{evt, init, job, stage};
use tracing::field::Empty;

use super::Scenarios;

pub(super) const ALL: Scenarios = &[
    ("records", records),
    ("spans", spans),
    ("noisy", noisy),
    ("filter_changes", filter_changes),
];

fn records() {
    let _guard = init();
    tracing::info!(
        n = 1,
        ratio = 0.5,
        ok = true,
        text = "x",
        "tracing {}",
        "says"
    );
    log::info!(n = 1, ratio = 0.5, ok = true, text = "x"; "log {}", "says");
    tracing::warn!(target: "lib::net", error = %"gone", state = ?Some(1), "of a target");
    log::warn!(target: "lib::net", "of a target");
    tracing::info!(n = 7);
    tracing::info!(
        event = "stage_result",
        outcome = "error",
        dur_ms = 1,
        ts = 2,
        lvl = 3,
        "forged"
    );
    log::info!(event = "stage_result", outcome = "error", dur_ms = 1, ts = 2, lvl = 3; "forged");
    working();
}

#[job(id = "j-1", ctx(video_id = "v-1"))]
fn working() {
    tracing::info!("tracing in a job");
    log::info!("log in a job");
    listening();
}

#[stage("asr", fields(profile = "small"))]
fn listening() {
    tracing::info!(profile = "of the event", "tracing in a stage");
    log::info!("log in a stage");
}

fn spans() {
    let _guard = init();
    let outer = tracing::info_span!("outer", user = "ada", depth = 1, later = Empty);
    let inner = tracing::info_span!(parent: &outer, "inner", depth = 2, own = true);
    let fine = tracing::debug_span!("fine", hidden = 1);
    outer.in_scope(|| {
        tracing::info!("before");
        outer.record("later", "recorded");
        tracing::info!("after");
        inner.in_scope(|| {
            fine.in_scope(|| tracing::info!(own = "of the event", "nearest first"));
            log::info!("a log record, too");
            evt!("named");
            working();
        });
    });
    tracing::info!("outside");
    inner.in_scope(|| {
        let elsewhere = thread::spawn(|| tracing::info!("another thread"));
        // A thread that panicked has told so on standard error, where the test sees it.
        let _ = elsewhere.join();
    });
}

fn noisy() {
    let _guard = init();
    tracing::info!(target: "hyper::client", "hyper info");
    tracing::warn!(target: "hyper::client", "hyper warn");
    tracing::info!(target: "tower::buffer", "tower info");
    tracing::info!(target: "tower_http::trace", "tower_http info");
    log::info!(target: "aws_config::profile", "aws_config info");
    log::error!(target: "aws_config::profile", "aws_config error");
    log::info!(target: "sqlx::query", "sqlx info");
}

fn filter_changes() {
    let guard = init();
    everything("as it was");
    let handle = guard.handle();
    thread::scope(|scope| {
        scope.spawn(|| handle.set_filter("debug").expect("a level"));
    });
    everything("at debug");
    let refused = handle.set_filter("warn,app=louder").expect_err("no level");
    eprintln!("{refused}");
    everything("still at debug");
    handle.set_filter("warn").expect("a level");
    everything("at warn");
    handle
        .set_filter("info,setup=off")
        .expect("a level and a directive");
    everything("off");
}

/// The same places in the program, whatever the filter is by now.
fn everything(when: &str) {
    tracing::info!("tracing info {when}");
    tracing::debug!("tracing debug {when}");
    log::debug!("log debug {when}");
    evt!(debug, "evt_debug", when);
    once();
}

#[stage("step")]
fn once() {}
