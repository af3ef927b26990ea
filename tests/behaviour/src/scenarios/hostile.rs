//! Values whose own code panics, fails, logs or never ends.

use std::error::Error;
use std::fmt::{self, Debug, Display};

use logging_runtime::{
    Classify, Outcome, evt, init, job, json, record, set_detail, set_outcome, stage,
};
use serde::{Serialize, Serializer};

scenarios!(
    event_fields,
    attribute_fields,
    foreign_fields,
    return_values,
    parameters,
    not_panicking
);

/// Panics whatever it is asked for.
struct Bomb;

impl Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("half a value")?;
        panic!("in Display")
    }
}

impl Debug for Bomb {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("in Debug")
    }
}

impl Serialize for Bomb {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("in Serialize")
    }
}

impl Error for Bomb {}

fn event_fields() {
    let _guard = init();
    evt!("display", a = 1, b = %Bomb, c = 2);
    evt!("debug", a = ?Bomb);
    evt!("serialize", a = json(Bomb), b = json([Bomb]));
    evt!("schema_key", detail = %Bomb);
}

fn attribute_fields() {
    let _guard = init();
    armed_job();
}

#[job("armed", id = %Bomb, ctx(video_id = %Bomb, tenant = ?Bomb), fields(a = %Bomb))]
fn armed_job() {
    armed_stage();
}

#[stage("armed", fields(a = %Bomb, b = ?Bomb))]
fn armed_stage() {
    record!(c = %Bomb, d = json(Bomb));
    set_detail(Bomb);
    set_outcome(Outcome::other("partial"));
}

fn foreign_fields() {
    let _guard = init();
    tracing::info!(a = %Bomb, b = ?Bomb, "fields");
    tracing::info!("message {Bomb}");
    log::info!(a:% = Bomb, b:? = Bomb; "pairs");
    log::info!("message {Bomb}");
    let _span = tracing::info_span!("span", a = %Bomb).entered();
    evt!("in_a_span");
}

fn return_values() {
    let _guard = init();
    assert!(error().is_err());
    assert!(debug_only().is_err());
    assert_eq!(classified(), Unclear);
    assert_eq!(closure(), 7);
}

#[stage("error")]
fn error() -> Result<(), Bomb> {
    Err(Bomb)
}

struct Speechless;

impl Debug for Speechless {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("in Debug")
    }
}

#[stage("debug_only")]
fn debug_only() -> Result<(), Speechless> {
    Err(Speechless)
}

#[derive(Debug, PartialEq)]
struct Unclear;

impl Classify for Unclear {
    fn outcome(&self) -> Outcome {
        panic!("in Classify")
    }
}

#[stage("classified")]
fn classified() -> Unclear {
    Unclear
}

#[stage("closure", outcome = |n: &u8| panic!("in a closure: {n}"))]
fn closure() -> u8 {
    7
}

fn parameters() {
    let _guard = init();
    parameter(&Bomb);
}

#[stage("parameter")]
fn parameter(video_id: &Bomb) {
    let _ = video_id;
}

/// Fails, and keeps what it has written.
struct Failing;

impl Display for Failing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("half")?;
        Err(fmt::Error)
    }
}

/// Logs while it is being logged.
struct Talkative;

impl Display for Talkative {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        evt!("inside", n = 1);
        tracing::info!("inside as well");
        f.write_str("talked")
    }
}

/// Logs itself while it is being logged.
struct Recursive;

impl Display for Recursive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        tracing::info!(again = %Recursive, "deeper");
        f.write_str("came back")
    }
}

/// Writes until it is told to stop.
struct Endless;

impl Display for Endless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        loop {
            f.write_str("more and ")?;
        }
    }
}

fn not_panicking() {
    let _guard = init();
    evt!("failing", a = %Failing);
    evt!("talkative", a = %Talkative);
    evt!("recursive", a = %Recursive);
    evt!("endless", a = %Endless);
}
