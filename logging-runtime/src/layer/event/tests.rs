use std::fmt;
use std::io;
use std::time::Duration;

use tracing::field::Empty;

use crate::config::Settings;
use crate::testing::capture_with;
use crate::{Logging, evt};

/// Formatting it logs.
struct Loud;

impl fmt::Display for Loud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        tracing::info!(inner = 1, "from inside");
        f.write_str("loud")
    }
}

struct Bomb;

impl fmt::Debug for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("half")?;
        panic!("no")
    }
}

/// Events of all kinds, with values by their number.
#[allow(clippy::cognitive_complexity)]
fn say(n: i64) {
    let error = io::Error::other("no route");
    let error: &(dyn std::error::Error + 'static) = &error;
    let maybe = (n % 2 == 0).then_some("here");
    let long = "x".repeat(60 + usize::try_from(n).unwrap_or(0) * 3);
    tracing::info!(
        proxy = "fra-3",
        latency_ms = 183_u64,
        ok = true,
        n,
        "proxy rotated"
    );
    tracing::info!(n, "number {n}");
    tracing::info!("a \"quoted\" one, {n}");
    tracing::info!("Bearer abcdefgh12345678 and password={n}");
    tracing::info!(
        password = "hunter2",
        note = "Bearer abcdefgh12345678",
        "secret"
    );
    tracing::info!(text = %long, "{long}");
    tracing::info!(text = long, half = 0.5, none = f64::NAN, "long");
    tracing::info!(maybe, n, always = 1, "some fields are left out");
    tracing::info!(
        event = "mine",
        detail = "mine",
        target = "mine",
        ts = 1,
        n,
        "taken keys"
    );
    tracing::info!(
        stage = "s",
        outcome = "o",
        dur_ms = 1,
        suppressed = 2,
        "of the schema"
    );
    tracing::info!(
        attempt = n,
        profile = "p",
        job_id = "j",
        trace_id = 1,
        "of the schema"
    );
    tracing::info!(field_ts = 0, ts = 1, field_ts = 2, "renamed");
    tracing::info!(n, a = 2, n = 3, "twice");
    tracing::info!(r#type = "t", r#n = n, "words of the language");
    tracing::info!(error, dyn_error = error, bomb = ?Bomb, loud = %Loud, "code of the user");
    tracing::info!(message = error, n);
    tracing::info!(message = n, text = "text");
    tracing::info!(n, message = "behind a field", text = "text");
    tracing::info!(message = "twice", n, "and what is formatted");
    tracing::info!(message = Empty, n);
    tracing::info!(n, text = "text");
    tracing::info!(log.target = "elsewhere", n, log.line = 3, "from `log`");
    tracing::info!(target: "a target that is longer than it may be to be kept ready for a line", n, "x");
    tracing::warn!(
        a = 1,
        b = 2,
        c = 3,
        d = 4,
        e = 5,
        f = 6,
        g = 7,
        h = 8,
        i = 9,
        j = 10,
        "many"
    );
    evt!("between");
}

fn lines(logging: Logging, rounds: i64) -> Vec<String> {
    let events = capture_with(logging, || (0..rounds).for_each(say));
    let timeless = |line: &str| line.split_once(",\"lvl\"").map(|(_, rest)| rest.to_owned());
    let lines = events.iter().filter_map(|event| timeless(event.line()));
    lines.collect()
}

/// What is known of a callsite holds for the lane that was the first to ask, so the second one makes its lines
/// as those of an unknown callsite.
fn assert_same_lines(settings: fn(Logging) -> Logging) {
    let lines = || {
        let logging = Logging::with(Settings::default()).filter("trace");
        lines(settings(logging), 4)
    };
    let (known, unknown) = (lines(), lines());
    assert!(known.len() > 30, "{known:#?}");
    assert_eq!(known, unknown);
}

#[test]
fn an_event_that_is_known_makes_the_line_that_any_makes() {
    assert_same_lines(|logging| logging.set("RATE_LIMIT_PER_KEY", "0"));
}

#[test]
fn it_is_held_back_as_any_is() {
    assert_same_lines(|logging| logging.rate_limit(2, Duration::from_secs(60)));
}

#[test]
fn its_keys_are_hashed_as_those_of_any_are() {
    assert_same_lines(|logging| {
        let logging = logging.set("RATE_LIMIT_PER_KEY", "0");
        let logging = logging.set("LOG_HASH_SECRET", "pepper");
        logging.set("LOG_HASH_KEYS", "detail,n,proxy")
    });
}

#[test]
fn of_an_event_with_two_messages_neither_is_lost() {
    let events = capture_with(Logging::with(Settings::default()), || {
        tracing::info!(message = 5, n = 1, "both");
    });
    let line = events.one("log");
    assert_eq!(line.str("detail"), "both");
    assert_eq!((line.u64("message"), line.u64("n")), (5, 1));
}
