//! Programs that compose layers themselves.

use std::io::{self, Write};
use std::thread;

use logging_runtime::{Logging, evt};
use tracing::level_filters::LevelFilter;
use tracing::subscriber::{set_global_default, with_default};
use tracing_subscriber::{prelude::*, registry, reload};

use super::Scenarios;
use crate::probe::Probe;
use crate::work;

pub(super) const ALL: Scenarios = &[
    ("alone", alone),
    ("beside", beside),
    ("inside", inside),
    ("behind_reload", behind_reload),
    ("beside_a_filter", beside_a_filter),
    (
        "behind_reload_beside_a_filter",
        behind_reload_beside_a_filter,
    ),
    ("scoped", scoped),
    ("in_threads", in_threads),
];

fn builder() -> Logging {
    Logging::builder().json()
}

/// What every stack here has to tell.
fn everything() {
    let span = tracing::info_span!("request", path = "/");
    span.in_scope(|| {
        tracing::info!(n = 1, "hello");
        tracing::debug!("too fine for the lines");
        for _ in 0..8 {
            evt!("tick");
        }
        evt!(debug, "too_fine");
        evt!(
            "login",
            password = "hunter2",
            user_id = "u-17",
            tenant = "acme"
        );
        work::two_jobs();
    });
}

fn alone() {
    let layer = builder().layer().expect("no setting is wrong");
    set_global_default(registry().with(layer)).expect("nothing else is installed");
    everything();
}

fn beside() {
    let layer = builder().layer().expect("no setting is wrong");
    set_global_default(registry().with(layer).with(Probe)).expect("nothing else is installed");
    everything();
}

/// The other way round: the other layer below ours.
fn inside() {
    let layer = builder().layer().expect("no setting is wrong");
    set_global_default(registry().with(Probe).with(layer)).expect("nothing else is installed");
    everything();
}

fn behind_reload() {
    let layer = builder().layer().expect("no setting is wrong");
    let (layer, _handle) = reload::Layer::new(layer);
    set_global_default(registry().with(layer)).expect("nothing else is installed");
    everything();
}

/// The other layer has a filter of its own, which keeps its decisions for each thread.
fn beside_a_filter() {
    let layer = builder().layer().expect("no setting is wrong");
    let others = Probe.with_filter(LevelFilter::WARN);
    set_global_default(registry().with(layer).with(others)).expect("nothing else is installed");
    by_turns();
}

fn behind_reload_beside_a_filter() {
    let layer = builder().layer().expect("no setting is wrong");
    let (layer, _handle) = reload::Layer::new(layer);
    let others = Probe.with_filter(LevelFilter::WARN);
    set_global_default(registry().with(layer).with(others)).expect("nothing else is installed");
    by_turns();
}

/// What only one of two layers wants, and what both want, by turns.
fn by_turns() {
    for n in 0..3 {
        tracing::warn!("for both {n}");
        evt!("for_lines", n);
        tracing::error!("for both again {n}");
        tracing::info!("for lines {n}");
        tracing::warn!("for both at last {n}");
        step();
    }
    work::two_jobs();
}

/// A writer that puts a name before each line.
struct Named(&'static str);

impl Write for Named {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut named = format!("{} ", self.0).into_bytes();
        named.extend_from_slice(line);
        io::stdout().write_all(&named)?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().flush()
    }
}

/// One subscriber inside another, and none outside.
fn scoped() {
    let layer = |name, filter| builder().writer(Named(name)).filter(filter).layer();
    let outer = registry().with(layer("outer", "info").expect("no setting is wrong"));
    let inner = registry().with(layer("inner", "debug").expect("no setting is wrong"));
    say("nowhere");
    with_default(outer, || {
        say("to the outer");
        with_default(inner, || say("to the inner"));
        say("to the outer again");
    });
    say("nowhere again");
}

fn say(what: &str) {
    tracing::info!("{what}");
    tracing::debug!("{what}, in detail");
    evt!("said", what);
    evt!(debug, "said_in_detail", what);
    step();
}

#[logging_runtime::stage("step")]
fn step() {}

/// Threads that have a subscriber each, at the same time.
fn in_threads() {
    thread::scope(|scope| {
        for name in ["a", "b", "c", "d"] {
            scope.spawn(move || {
                let layer = builder().writer(Named(name)).layer();
                let subscriber = registry().with(layer.expect("no setting is wrong"));
                with_default(subscriber, || {
                    for n in 0..50 {
                        tracing::info!("{name} {n}");
                        step();
                    }
                });
            });
        }
    });
}
