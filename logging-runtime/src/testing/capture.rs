//! A lane of its own for a closure, which goes wherever the closure's context goes.

use std::future::poll_fn;
use std::io::{self, Write};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tracing::dispatcher::{self, Dispatch};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::{Layer, Registry};

use super::Events;
use crate::config::{Logging, Settings};
use crate::context::current;
use crate::lane::{self, Lane};
use crate::layer::{LaneFilter, LaneLayer, bridge};
use crate::sink::{Output, Sink};

/// Runs `code`, and returns what it has logged: every level, nothing held back, whatever the
/// environment says. Secrets are cut as ever.
///
/// A future is captured by [`capture_future`].
///
/// # Panics
///
/// If `code` panics.
///
/// ```
/// use logging_runtime::{evt, testing};
/// let events = testing::capture(|| {
///     evt!("downloaded", bytes = 512);
///     logging_runtime::thread::spawn(|| tracing::debug!("unpacked")).join()
/// });
/// assert_eq!(events.one("downloaded").u64("bytes"), 512);
/// assert_eq!(events.one("log").str("lvl"), "DEBUG");
/// ```
pub fn capture<R>(code: impl FnOnce() -> R) -> Events {
    capture_with(everything(), code)
}

/// The same with settings of the test's own. Its writer, file and format are replaced.
///
/// # Panics
///
/// If a setting cannot be read, or `code` panics.
///
/// ```
/// use logging_runtime::{evt, testing, Logging};
/// let logging = Logging::builder().rate_limit(1, std::time::Duration::from_secs(60));
/// let events = testing::capture_with(logging, || (0..5).for_each(|_| evt!("again")));
/// assert_eq!(events.len(), 2);
/// assert_eq!(events[1].str("detail"), "[suppressed]");
/// ```
pub fn capture_with<R>(logging: Logging, code: impl FnOnce() -> R) -> Events {
    let recording = Recording::start(logging);
    recording.run(code);
    recording.end()
}

/// Runs a future to its end, and gives what it has logged, with the settings of [`capture`]. It is
/// captured wherever it is polled, so a test whose function is `async` awaits this.
///
/// ```
/// use logging_runtime::{evt, stage, testing};
///
/// #[stage("fetch")]
/// async fn fetch(url: &str) -> usize {
///     evt!("connected");
///     url.len()
/// }
///
/// # futures::executor::block_on(async {
/// let events = testing::capture_future(fetch("https://example.com")).await;
/// events.assert_stage("fetch", "success");
/// assert_eq!(events.one("connected").str("stage"), "fetch");
/// # });
/// ```
pub async fn capture_future(future: impl Future) -> Events {
    let recording = Recording::start(everything());
    let mut future = pin!(future);
    poll_fn(|task| recording.run(|| future.as_mut().poll(task).map(drop))).await;
    recording.end()
}

/// Every level, nothing held back, whatever the environment says.
fn everything() -> Logging {
    let logging = Logging::with(Settings::default());
    logging.filter("trace").set("RATE_LIMIT_PER_KEY", "0")
}

/// A capture whose lines are kept in memory.
struct Recording {
    capture: Capture,
    written: Written,
}

impl Recording {
    fn start(logging: Logging) -> Recording {
        let logging = logging.json();
        assert!(
            logging.problems.is_empty(),
            "{}",
            logging.problems.join("\n")
        );
        let written = Written::default();
        let output = Output::writer(Box::new(written.clone()));
        let sink = Sink::new(output, logging.settings.delivery);
        let lane = Lane::new(logging.settings, sink, None);
        let capture = Capture::start(lane, Registry::default());
        Recording { capture, written }
    }

    /// What is around the test is no part of it.
    fn run<R>(&self, code: impl FnOnce() -> R) -> R {
        dispatcher::with_default(&self.capture.dispatch, || current::with_node(None, code))
    }

    fn end(self) -> Events {
        drop(self.capture);
        match Events::read(&self.written.take()) {
            Ok(events) => events,
            Err(problem) => panic!("a captured line cannot be read: {problem}"),
        }
    }
}

/// How long a writer may take for what is queued.
const LONGEST: Duration = Duration::from_secs(10);

/// A lane that is in use until this is dropped.
pub(super) struct Capture {
    lane: &'static Lane,
    pub(super) dispatch: Dispatch,
}

impl Capture {
    /// Puts the lane's layer on `subscriber`.
    pub(super) fn start<S>(lane: Lane, subscriber: S) -> Capture
    where
        S: tracing::Subscriber + Send + Sync + 'static,
        S: for<'a> LookupSpan<'a>,
    {
        let lane = lane::add(lane);
        let layer = LaneLayer::new(lane).with_filter(LaneFilter::new(lane));
        let dispatch = Dispatch::new(subscriber.with(layer));
        lane.capturing().start(&dispatch);
        // The program may have a logger of its own; then records of `log` go there.
        bridge::install();
        Capture { lane, dispatch }
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        self.lane.end(LONGEST);
        bridge::update_max_level();
    }
}

/// Bytes in memory that several hold.
#[derive(Clone, Default)]
pub(super) struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    pub(super) fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        written.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
