//! On a warm thread nothing is allocated for an event, a stage or an async stage, and at most once for a
//! job; also from a value's `Display`, and where lines are held back.
//!
//! The allocator and the subscriber are those of the whole program, so these are the cases of one test.

use std::fmt::{self, Display};
use std::future::Future;
use std::hint::black_box;
use std::io::{self, Write};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use alloc::{Counting, allocations};
use logging_runtime::{Logging, evt, job, perf_evt, stage};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Takes lines and keeps none of them.
struct Nowhere;

impl Write for Nowhere {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        assert!(line.starts_with(b"{\"ts\":") && line.ends_with(b"}\n"));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[stage("plain")]
fn plain(n: u32) -> u32 {
    n
}

#[stage("youtubei", fields(profile = profile, use_proxy = n > 1, attempt = n))]
fn with_fields(profile: &str, n: u32) -> Result<u32, std::num::ParseIntError> {
    Ok(n)
}

#[stage("later", fields(attempt = n))]
async fn later(n: u32) -> Option<u32> {
    std::future::ready(()).await;
    Some(n)
}

#[stage("outer")]
fn nested() -> u32 {
    with_fields("web", 1).map_or(0, |n| n + plain(2))
}

#[job("transcript", id = "j-1", fields(videos = 3))]
fn a_job(video_id: &str) -> usize {
    video_id.len()
}

struct Shown(u32);

impl Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "number {}", self.0)
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            return value;
        }
    }
}

/// The compiler must not see that nobody wants the value.
fn keep(value: impl Sized) {
    black_box(value);
}

/// Allocations of the hundredth time that `code` runs.
fn warm(code: impl Fn(u32)) -> u64 {
    (0..100).for_each(&code);
    allocations(|| code(100))
}

#[job("all", id = "j-0")]
fn inside_a_job(_video_id: &str) {
    let span = tracing::info_span!("request", path = "/x");
    let inside = |code: &dyn Fn(u32)| warm(|n| span.in_scope(|| code(n)));
    let cases: [(&str, u64); 16] = [
        ("a stage", warm(|n| keep(plain(n)))),
        (
            "a stage with fields",
            warm(|n| keep(with_fields("mobile", n))),
        ),
        ("nested stages", warm(|_| keep(nested()))),
        ("an async stage", warm(|n| keep(block_on(later(n))))),
        (
            "an event",
            warm(|n| evt!("proxy_rotated", proxy = "fra-3", n, ok = true)),
        ),
        (
            "an event with a `Display`",
            warm(|n| evt!("shown", value = %Shown(n))),
        ),
        (
            "an event of `tracing`",
            warm(|n| tracing::info!(n, ok = true, "number {n}")),
        ),
        (
            "an event of `tracing` with a `Display`",
            warm(|n| tracing::info!(value = %Shown(n), other = ?n, "shown {n}")),
        ),
        (
            "an event with a key of the schema",
            warm(|n| evt!("retried", attempt = n, ok = true)),
        ),
        (
            "an event of `tracing` with a key of the schema",
            warm(|n| tracing::info!(attempt = n, ok = true, "retried")),
        ),
        (
            "a stage inside a span of `tracing`",
            inside(&|n| keep(plain(n))),
        ),
        (
            "an event inside a span of `tracing`",
            inside(&|n| evt!("proxy_rotated", proxy = "fra-3", n)),
        ),
        (
            "an event of `tracing` inside a span",
            inside(&|n| tracing::info!(n, ok = true, "rotated")),
        ),
        (
            "an event that is held back",
            warm(|_| tracing::info!(proxy = "fra-3", "proxy rotated")),
        ),
        ("an event that is off", warm(|n| evt!(debug, "off", n))),
        ("a metric", warm(|n| perf_evt!(cpu = 12.5, mem_mb = n))),
    ];
    for (what, n) in cases {
        assert_eq!(n, 0, "{what} allocates {n} times");
    }
}

#[test]
fn a_warm_thread_allocates_nothing_for_a_line_and_at_most_once_for_a_job() {
    // The limiter's own table grows by each new text until it has as many keys as it may.
    let logging = Logging::builder().json().set("RATE_LIMIT_MAX_KEYS", "64");
    let _guard = logging.writer(Nowhere).try_init();
    inside_a_job("bbz2boNSeL0");
    let of_a_job = warm(|_| keep(a_job("bbz2boNSeL0")));
    assert!(of_a_job <= 1, "a job allocates {of_a_job} times");
}
