//! Code of the user that logs while it is being logged, or waits for somebody who does.

use std::cell::Cell;
use std::fmt::{self, Display};
use std::sync::{Arc, Mutex};
use std::thread;

use logging_runtime::{Logging, evt, init};
use tracing_subscriber::prelude::*;

use super::{argument, composed, number, programs};
use crate::facts;

programs!(logs_in_display, logs_in_layer, waits_in_display);

/// Logs when it is formatted, so deep.
struct Chatty(u64);

impl Display for Chatty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 > 0 {
            evt!("inner", depth = self.0, value = %Chatty(self.0 - 1));
            tracing::info!("depth {} {}", self.0, Chatty(0));
        }
        f.write_str("outer")
    }
}

fn logs_in_display() {
    let depth = number(0);
    if argument(1).is_some_and(|kind| kind == "scoped") {
        tracing::subscriber::with_default(composed(), || evt!("outer", value = %Chatty(depth)));
    } else {
        let _guard = init();
        evt!("outer", value = %Chatty(depth));
        tracing::info!(value = %Chatty(depth.min(1)), "a message of {}", Chatty(0));
    }
}

/// Another layer that logs of every event it sees, but not of its own.
struct Echo;

thread_local! {
    static ECHOING: Cell<bool> = const { Cell::new(false) };
}

impl<S: tracing::Subscriber> tracing_subscriber::Layer<S> for Echo {
    fn on_event(&self, _: &tracing::Event<'_>, _: tracing_subscriber::layer::Context<'_, S>) {
        if !ECHOING.replace(true) {
            evt!("echo");
            tracing::info!("echo");
            ECHOING.set(false);
        }
    }
}

fn logs_in_layer() {
    let ours = Logging::builder()
        .set("RATE_LIMIT_PER_KEY", "0")
        .layer()
        .expect("nothing is set");
    let subscriber = tracing_subscriber::registry().with(ours).with(Echo);
    tracing::subscriber::set_global_default(subscriber).expect("it is the first");
    let n_lines = number(0);
    for n in 0..n_lines {
        tracing::info!(n, "line");
    }
    facts::put("sent", n_lines);
}

/// Formatted only by who gets a lock that somebody else holds, who logs.
fn waits_in_display() {
    struct Locked(Arc<Mutex<u64>>);
    impl Display for Locked {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{}", self.0.lock().expect("nobody panics"))
        }
    }
    let _guard = init();
    let lock = Arc::new(Mutex::new(0));
    let n_lines = number(0);
    thread::scope(|scope| {
        for thread in 0..4 {
            let lock = Arc::clone(&lock);
            scope.spawn(move || {
                for n in 0..n_lines {
                    if thread % 2 == 0 {
                        let mut held = lock.lock().expect("nobody panics");
                        *held += 1;
                        evt!("holding", thread, n);
                        tracing::info!("holding {thread} {n}");
                    } else {
                        evt!("formatting", thread, n, value = %Locked(Arc::clone(&lock)));
                    }
                }
            });
        }
    });
    facts::put("sent", 2 * n_lines * 3);
}
