//! Programs whose lines depend on the environment.

use std::process::Command;
use std::time::{Duration, Instant};

use logging_runtime::process::Capture;
use logging_runtime::{evt, health, init, job};

use super::{Scenarios, argument};
use crate::work;

pub(super) const ALL: Scenarios = &[
    ("jobs", jobs),
    ("levels", levels),
    ("repetitions", repetitions),
    ("keys", keys),
    ("event_levels", event_levels),
    ("call_sites", call_sites),
    ("call_sites_of_a_line", call_sites_of_a_line),
    ("no_call_sites", no_call_sites),
    ("window", window),
    ("long_lines", long_lines),
    ("subprocess", subprocess),
    ("secrets", secrets),
    ("buffered", buffered),
    ("two_buffers", two_buffers),
];

fn jobs() {
    let _guard = init();
    work::two_jobs();
}

fn levels() {
    let _guard = init();
    tracing::error!("tracing error");
    tracing::warn!("tracing warn");
    tracing::info!("tracing info");
    tracing::debug!("tracing debug");
    tracing::trace!("tracing trace");
    log::info!("log info");
    log::debug!("log debug");
    log::trace!(target: "app::asr", "log trace of app::asr");
    evt!("evt_info");
    evt!(debug, "evt_debug");
}

fn repetitions() {
    let _guard = init();
    for _ in 0..8 {
        tracing::info!("retrying");
    }
}

/// Two messages by turns, and each of them more often than a key may.
fn keys() {
    let _guard = init();
    for _ in 0..8 {
        tracing::info!("one");
        tracing::info!("other");
    }
}

/// One event on two levels, on each no more often than a key may.
fn event_levels() {
    let _guard = init();
    for _ in 0..5 {
        evt!("retrying");
        evt!(warn, "retrying");
    }
}

/// Each line is a key of its own; each kind of line has one place in the program.
fn call_sites() {
    let _guard = init();
    for n in 0..4 {
        tracing::info!("tracing {n}");
        log::info!("log {n}");
        evt!("item", n);
    }
    tracing::info!("tracing elsewhere");
    work::two_jobs();
}

/// What a macro writes stands on the line of its call.
fn call_sites_of_a_line() {
    macro_rules! say {
        ($($name:literal)*) => {{
            $(evt!($name);)*
            $(tracing::info!("tracing {}", $name);)*
        }};
    }
    let _guard = init();
    say!("one" "two");
}

/// Records that do not say where they come from, as those of another language do.
fn no_call_sites() {
    let _guard = init();
    for n in 0..3 {
        for target in ["python", "lua"] {
            let record = |args| {
                let mut record = log::Record::builder();
                let record = record.target(target).level(log::Level::Info);
                log::logger().log(&record.args(args).build());
            };
            record(format_args!("{target} {n}"));
        }
    }
}

/// Says the same thing until it passes again, for at most so many milliseconds.
fn window() {
    let _guard = init();
    let patience = Duration::from_millis(argument(0).parse().expect("a number"));
    let started = Instant::now();
    while health().written < 3 && started.elapsed() < patience {
        tracing::info!("retrying");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn long_lines() {
    let _guard = init();
    tracing::info!("{}", "x".repeat(20_000));
    evt!("short");
}

/// Runs a shell script as a stage, with whatever the environment says of subprocesses.
fn subprocess() {
    let _guard = init();
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(argument(0));
    // The log says how it ended, which is all that is asked for here.
    let _ = Capture::new(shell).name("ffmpeg").run();
}

fn secrets() {
    let _guard = init();
    evt!(
        "login",
        password = "hunter2",
        user_id = "u-17",
        recipient = "ada@example.com"
    );
    tracing::info!(
        user_id = "u-17",
        "sent Authorization: Bearer c2VjcmV0LXRva2Vu"
    );
}

/// Chatty jobs of which one fails.
fn buffered() {
    let _guard = init();
    tracing::debug!("outside of any job");
    for fails in [false, true] {
        let _ = chatty(fails);
    }
}

#[job("chatty", id = if fails { "j-2" } else { "j-1" })]
fn chatty(fails: bool) -> Result<(), &'static str> {
    tracing::debug!(step = 1, "first");
    tracing::trace!("too fine");
    log::debug!("second");
    tracing::debug!(target: "hyper::client", "noise");
    evt!(debug, "third", password = "hunter2");
    tracing::info!("in plain sight");
    // Time has to pass, or a line of an earlier time could not be told from a later one.
    std::thread::sleep(Duration::from_millis(5));
    if fails { Err("no luck") } else { Ok(()) }
}

/// An old job and a young one: what they keep is more than both may have together.
fn two_buffers() {
    let _guard = init();
    let _ = old();
}

#[job(id = "old")]
fn old() -> Result<(), &'static str> {
    tracing::debug!("of the old job");
    let _ = young();
    Err("the old job fails")
}

#[job(id = "young")]
fn young() -> Result<(), &'static str> {
    for n in 0..3 {
        tracing::debug!("of the young job {n}");
    }
    Err("the young job fails")
}
