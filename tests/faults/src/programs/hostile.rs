//! Values that panic and fail, in every place that a value can have.

use std::error::Error;
use std::fmt::{self, Debug, Display};
use std::thread;

use logging_runtime::{Classify, Outcome, StageTimer, evt, init, job, json, record, stage};
use serde::ser::{Serialize, Serializer};

use super::{argument, number, programs};
use crate::facts;

programs!(one_hostile, hostile_values, unwinds);

/// How a value misbehaves.
#[derive(Clone, Copy)]
enum How {
    Panics,
    Fails,
}

/// Misbehaves whatever it is asked for.
#[derive(Clone, Copy)]
struct Hostile(How);

impl Hostile {
    fn text(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("half a value")?;
        match self.0 {
            How::Panics => panic!("in a value"),
            How::Fails => Err(fmt::Error),
        }
    }
}

impl Display for Hostile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text(f)
    }
}

impl Debug for Hostile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text(f)
    }
}

impl Serialize for Hostile {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            How::Panics => panic!("in a value"),
            How::Fails => Err(serde::ser::Error::custom("no")),
        }
    }
}

impl Error for Hostile {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self.0 {
            How::Panics => panic!("in source"),
            How::Fails => None,
        }
    }
}

impl Classify for Hostile {
    fn outcome(&self) -> Outcome {
        match self.0 {
            How::Panics => panic!("in Classify"),
            How::Fails => Outcome::Error,
        }
    }
}

/// Fine itself, but what is behind it is not.
#[derive(Debug)]
struct Wrapped(Hostile);

impl Display for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("wrapped")
    }
}

impl Error for Wrapped {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

/// Every kind of value in every place, in the main thread and in another, each followed by a line
/// that has to be as if nothing had been.
fn hostile_values() {
    let _guard = init();
    let how = match &*argument(1).expect("the case gives it") {
        "panics" => How::Panics,
        _ => How::Fails,
    };
    let rounds = number(0);
    let all = move || {
        for round in 0..rounds {
            every_place(Hostile(how), round);
        }
    };
    all();
    thread::spawn(all).join().expect("nothing comes out of it");
    facts::put("rounds", 2 * rounds);
}

fn every_place(value: Hostile, round: u64) {
    let reference = || {
        evt!(
            "reference",
            "field" = round,
            thread = thread::current().name().unwrap_or("-")
        );
    };
    evt!("in_display", round, a = %value);
    reference();
    evt!("in_debug", round, a = ?value);
    reference();
    evt!("in_serialize", round, a = json(value));
    reference();
    tracing::info!(round, a = %value, "in a field {round}");
    reference();
    tracing::info!("in the message {round} {value}");
    reference();
    log::info!("in a record {round} {value}");
    reference();
    {
        let span = tracing::info_span!("span", a = %value, late = tracing::field::Empty).entered();
        span.record("late", tracing::field::display(value));
        evt!("in_a_span", round);
    }
    reference();
    let _ = failing(value);
    reference();
    let _ = chained(value);
    reference();
    let _ = classified(value);
    reference();
    whole_job(value);
    reference();
}

#[stage("error")]
fn failing(value: Hostile) -> Result<(), Box<dyn Error + Send + Sync>> {
    Err(Box::new(Sendable(value)))
}

/// The same as an error that goes anywhere.
#[derive(Debug)]
struct Sendable(Hostile);

impl Display for Sendable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl Error for Sendable {}

#[stage("chain")]
fn chained(value: Hostile) -> Result<(), Wrapped> {
    Err(Wrapped(value))
}

#[stage("classified")]
fn classified(value: Hostile) -> Result<(), Hostile> {
    Err(value)
}

#[job("hostile", id = %value, ctx(video_id = %value, tenant = ?value), fields(a = %value))]
fn whole_job(value: Hostile) {
    evt!("in_a_job");
    record!(late = %value);
}

/// One value that misbehaves, caught by its caller, and what comes behind it.
fn one_hostile() {
    let _guard = init();
    let kind = argument(0).expect("the case gives it");
    let value = Hostile(if kind == "fails" {
        How::Fails
    } else {
        How::Panics
    });
    let span = tracing::info_span!("span", late = tracing::field::Empty).entered();
    let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        if kind == "record" {
            span.record("late", tracing::field::display(value));
        }
        tracing::info!(%value, "first");
    }));
    tracing::info!("second");
    evt!("third");
}

/// A stage ends while a panic unwinds, with values that panic again, and so does what it drops.
fn unwinds() {
    struct LogsWhenDropped;
    impl Drop for LogsWhenDropped {
        fn drop(&mut self) {
            evt!("dropped", value = %Hostile(How::Panics));
            let timer = StageTimer::start_with("in_drop", &[("a", &1)]);
            timer.record("b", json(Hostile(How::Panics)));
            tracing::error!(value = ?Hostile(How::Panics), "dropped");
        }
    }
    #[stage("unwinding", fields(a = %Hostile(How::Panics)))]
    fn unwinding() {
        let _dropped = LogsWhenDropped;
        record!(b = %Hostile(How::Panics));
        panic!("out of luck");
    }
    let _guard = init();
    for _ in 0..number(0) {
        let _ = std::panic::catch_unwind(unwinding);
    }
    let _ = thread::spawn(unwinding).join();
    evt!("after");
}
