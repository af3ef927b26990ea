//! Programs that compose layers themselves.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use logging_runtime::{Handle, Logging, evt, json, stage, stage_block};
use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id};
use tracing::subscriber::{set_global_default, with_default};
use tracing_subscriber::layer::{Context, Layer};
use tracing_subscriber::{prelude::*, registry, reload};

use super::{Scenarios, argument};
use crate::probe::Probe;
use crate::work;

pub(super) const ALL: Scenarios = &[
    ("alone", alone),
    ("beside", beside),
    ("inside", inside),
    ("behind_reload", behind_reload),
    ("replaced_by_reload", replaced_by_reload),
    ("handle", handle),
    ("handle_behind_reload", handle_behind_reload),
    ("handle_of_a_file", handle_of_a_file),
    ("beside_a_filter", beside_a_filter),
    (
        "behind_reload_beside_a_filter",
        behind_reload_beside_a_filter,
    ),
    ("alone_in_a_scope", alone_in_a_scope),
    ("explicit_parents", explicit_parents),
    ("without_ours_events_panic", without_ours_events_panic),
    ("beside_one_that_panics", beside_one_that_panics),
    (
        "beside_one_that_panics_at_ends",
        beside_one_that_panics_at_ends,
    ),
    ("secrets_beside", secrets_beside),
    ("block_beside", block_beside),
    ("scoped", scoped),
    ("in_threads", in_threads),
    ("buffers", buffers),
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

fn alone_in_a_scope() {
    let layer = builder().layer().expect("no setting is wrong");
    with_default(registry().with(layer), everything);
}

/// As the global subscriber, then in a scope.
fn explicit_parents() {
    let [global, scoped] = [(); 2].map(|()| builder().layer().expect("no setting is wrong"));
    set_global_default(registry().with(global)).expect("nothing else is installed");
    with_parents();
    with_default(registry().with(scoped), with_parents);
}

fn with_parents() {
    let outer = tracing::info_span!("outer", path = "/outer", n = 1);
    let other = tracing::info_span!(parent: &outer, "other", path = "/other");
    tracing::info_span!("current", current = true).in_scope(|| {
        tracing::info!("of the current");
        tracing::info!(parent: &other, "of the other");
        tracing::info!(parent: None, "of none");
    });
    tracing::info!(parent: &other, "of the other, outside");
}

/// A layer of somebody else that panics at the spans of our stages.
struct Panics;

impl<S: Subscriber> Layer<S> for Panics {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        assert_ne!(attributes.metadata().name(), "step", "a layer panics");
    }
}

/// One that panics where they end.
struct PanicsAtEnds;

impl<S: Subscriber> Layer<S> for PanicsAtEnds {
    fn on_close(&self, _: Id, _: Context<'_, S>) {
        panic!("a layer panics");
    }
}

fn beside_one_that_panics_at_ends() {
    let layer = builder().layer().expect("no setting is wrong");
    let layers = registry().with(layer).with(PanicsAtEnds);
    set_global_default(layers).expect("nothing else is installed");
    step();
    let mut task = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(std::pin::pin!(quiet()).poll(&mut task).is_ready());
    evt!("after_it");
}

fn beside_one_that_panics() {
    let layer = builder().layer().expect("no setting is wrong");
    set_global_default(registry().with(layer).with(Panics)).expect("nothing else is installed");
    step();
    tracing::info_span!("request", path = "/").in_scope(|| evt!("after_it"));
}

#[logging_runtime::stage(
    "login",
    fields(
        url = "https://x.io/?token=hunter2",
        note = "Authorization: Bearer abcdefghijklmnop",
        password = 12,
        tokens = 512,
        tries = 3
    )
)]
fn login() {}

/// The lines of a future go to a layer of somebody else, which panics at each of them.
fn without_ours_events_panic() {
    std::panic::set_hook(Box::new(|_| ()));
    set_global_default(registry().with(Probe).with(PanicsAtEvents))
        .expect("nothing else is installed");
    let mut future = Box::pin(quiet());
    for _ in 0..2 {
        let mut task = std::task::Context::from_waker(std::task::Waker::noop());
        let poll = std::panic::AssertUnwindSafe(|| future.as_mut().poll(&mut task).is_ready());
        let polled = std::panic::catch_unwind(poll);
        eprintln!(
            "{}",
            if polled.is_err() {
                "panicked"
            } else {
                "polled"
            }
        );
    }
}

#[stage("quiet")]
async fn quiet() {}

struct PanicsAtEvents;

impl<S: Subscriber> Layer<S> for PanicsAtEvents {
    fn on_event(&self, _: &tracing::Event<'_>, _: Context<'_, S>) {
        panic!("at an event");
    }
}

fn secrets_beside() {
    let layer = builder().layer().expect("no setting is wrong");
    set_global_default(registry().with(layer).with(Probe)).expect("nothing else is installed");
    login();
}

/// A block whose fields are of every type that a span takes.
fn block_beside() {
    let layer = builder().layer().expect("no setting is wrong");
    set_global_default(registry().with(layer).with(Probe)).expect("nothing else is installed");
    let (text, error) = ("\"a\"\n\u{9b}", io::ErrorKind::TimedOut);
    stage_block!(
        "block",
        fields(
            text,
            %error,
            kind = ?error,
            r#type = -1,
            "a key" = true,
            large = u128::MAX,
            share = 0.1,
            none = None::<u8>,
            list = json([1, 2])
        ),
        {}
    );
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

fn replaced_by_reload() {
    let [layer, another] = [(); 2].map(|()| builder().layer().expect("no setting is wrong"));
    let (layer, handle) = reload::Layer::new(layer);
    set_global_default(registry().with(layer)).expect("nothing else is installed");
    handle.reload(another).expect("the subscriber is there");
    std::panic::set_hook(Box::new(|panic| {
        eprintln!("{}", panic.payload_as_str().unwrap_or_default());
    }));
    let event = || tracing::info!("a filter without its id");
    eprintln!("panicked: {}", std::panic::catch_unwind(event).is_err());
}

fn handle() {
    let (layer, handle) = builder().layer_with_handle().expect("no setting is wrong");
    set_global_default(registry().with(layer)).expect("nothing else is installed");
    at_three_levels(&handle);
}

fn handle_behind_reload() {
    let (layer, handle) = builder().layer_with_handle().expect("no setting is wrong");
    let (layer, _handle) = reload::Layer::new(layer);
    set_global_default(registry().with(layer)).expect("nothing else is installed");
    at_three_levels(&handle);
}

fn at_three_levels(handle: &Handle) {
    for level in ["info", "debug", "warn"] {
        handle.set_filter(level).expect("a level");
        tracing::info!("info at {level}");
        tracing::debug!("debug at {level}");
        evt!(debug, "evt", level);
    }
    handle.set_filter("loud").expect_err("no level");
}

/// Another program renames the file while this one writes; what is queued is written on request.
fn handle_of_a_file() {
    let (path, renamed) = (argument(0), argument(1));
    let logging = builder().file(&path).batched();
    let (layer, handle) = logging.layer_with_handle().expect("a folder to write in");
    set_global_default(registry().with(layer)).expect("nothing else is installed");
    tracing::info!("first");
    assert!(handle.flush(Duration::from_secs(10)));
    std::fs::rename(&path, &renamed).expect("a file");
    handle.reopen().expect("a folder that can be written");
    tracing::info!("second");
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

/// Jobs of one lane that keep their lines, one of them with a line of another lane inside.
fn buffers() {
    let layer = |name| builder().writer(Named(name)).layer();
    let outer = registry().with(layer("outer").expect("no setting is wrong"));
    let inner = registry().with(layer("inner").expect("no setting is wrong"));
    with_default(outer, || {
        let _ = failing(|| with_default(inner, || tracing::debug!("in the other lane")));
        let _ = failing(|| ());
    });
}

#[logging_runtime::job("failing", id = "j-1")]
fn failing(inside: impl FnOnce()) -> Result<(), &'static str> {
    tracing::debug!("before");
    inside();
    Err("no luck")
}
