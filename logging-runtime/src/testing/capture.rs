//! A lane of its own for a closure, which goes wherever the closure's context goes.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use once_cell::sync::OnceCell;
use tracing::dispatcher::{self, Dispatch, WeakDispatch};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::{Layer, Registry};

use super::Events;
use crate::config::{Logging, Settings};
use crate::context::current;
use crate::context::node::Node;
use crate::context::scope;
use crate::context::shared::NodeRef;
use crate::lane::{self, Lane};
use crate::layer::{LaneFilter, LaneLayer, bridge};
use crate::sink::{Output, Sink};

/// Runs `code`, and returns what it has logged: every level, nothing held back, whatever the
/// environment says. Secrets are cut as ever.
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
    let logging = Logging::with(Settings::default());
    let logging = logging.filter("trace").set("RATE_LIMIT_PER_KEY", "0");
    capture_with(logging, code)
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
    let written = Written::default();
    let logging = logging.json();
    assert!(
        logging.problems.is_empty(),
        "{}",
        logging.problems.join("\n")
    );
    let sink = Sink::new(
        Output::writer(Box::new(written.clone())),
        logging.settings.delivery,
    );
    let capture = Capture::start(Lane::new(logging.settings, sink, None), Registry::default());
    // What is around the test is no part of it.
    dispatcher::with_default(&capture.dispatch, || current::with_node(None, code));
    drop(capture);
    match Events::read(&written.take()) {
        Ok(events) => events,
        Err(problem) => panic!("a captured line cannot be read: {problem}"),
    }
}

/// Whether anything was ever captured; else nobody has to look for it.
static IN_USE: AtomicBool = AtomicBool::new(false);

/// What a lane knows of the capture that it is for.
#[derive(Debug, Default)]
pub(crate) struct Capturing(OnceCell<WeakDispatch>);

impl Capturing {
    /// Runs `code` where its events are captured, if they are.
    pub(crate) fn scope<R>(&self, code: impl FnOnce() -> R) -> R {
        match self.0.get().and_then(WeakDispatch::upgrade) {
            Some(dispatch) => dispatcher::with_default(&dispatch, code),
            None => code(),
        }
    }

    fn is_on(&self) -> bool {
        self.0.get().is_some()
    }
}

/// A context without anything in it, for work that is to be captured outside of every scope.
pub(crate) fn blank_context() -> Option<NodeRef> {
    let is_captured = |lane: &&'static Lane| lane.capturing().is_on();
    IN_USE
        .load(Ordering::Relaxed)
        .then(lane::current)
        .flatten()
        .filter(is_captured)
        .map(|_| Node::narrowed(None, scope::take()))
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
        IN_USE.store(true, Ordering::Relaxed);
        let _ = lane.capturing().0.set(dispatch.downgrade());
        // The program may have a logger of its own; then records of `log` go there.
        bridge::install();
        Capture { lane, dispatch }
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        self.lane.close(LONGEST);
        lane::remove(self.lane);
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
