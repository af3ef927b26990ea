//! Which lines of a run are written.

use logging_runtime::{Outcome, StageTimer, evt, init, job, stage};

use super::lifecycle::{inner, middle, parse};

scenarios!(levels, without_start, summary, filter_changes,);

fn levels() {
    let _guard = init();
    let _ = verbose(true);
    let _ = verbose(false);
    let _ = severe();
}

#[stage("verbose", level = "debug")]
fn verbose(works: bool) -> Result<(), String> {
    inner();
    if works {
        Ok(())
    } else {
        Err("it failed".to_owned())
    }
}

#[stage("severe", level = "warn")]
fn severe() -> Option<()> {
    None
}

fn without_start() {
    let _guard = init();
    quiet_start();
    inner();
}

#[stage("quiet_start", start = false)]
fn quiet_start() {
    evt!("inside_quiet_start");
}

fn summary() {
    let _guard = init();
    summarized();
}

#[job("summarized", id = "j-1")]
fn summarized() {
    middle();
    inner();
    let _ = parse("x");
    for n in 0..40 {
        StageTimer::start(&format!("extra{n:02}")).finish(Outcome::Success);
    }
}

fn filter_changes() {
    let guard = init();
    let handle = guard.handle();
    let set = |filter| handle.set_filter(filter).expect("a filter");
    inner();
    verbose_around(|| set("debug"));
    verbose_around(|| set("info"));
    off_around(|| set("info,behaviour::scenarios::decisions=off"));
    off_around(|| set("info"));
    off_around(|| ());
    assert!(handle.set_filter("loud").is_err());
}

#[stage("verbose_around", level = "debug")]
fn verbose_around(change: impl Fn()) {
    change();
}

#[stage("off_around")]
fn off_around(change: impl Fn()) {
    change();
}
