//! A program whose `tracing` speaks to `log` as well.

use logging_runtime::{evt, init, job};

fn main() {
    tracing::info!("before the set-up, for nobody");
    let _guard = init();
    tracing::info!(n = 1, "tracing");
    tracing::debug!("too fine");
    log::info!("log");
    // On one line, they differ in nothing but their maker.
    tracing::info!("both"); log::info!("both");
    let span = tracing::info_span!("request", path = "/", user = tracing::field::Empty);
    span.record("user", "ada");
    span.in_scope(|| tracing::warn!(target: "lib::net", "in a span"));
    evt!("evt", n = 2);
    for n in 0..2 {
        tracing::info!("again {n}");
    }
    work();
}

#[job("work", id = "j-1")]
fn work() {
    tracing::error!("in a job");
    log::error!("in a job, by log");
}
