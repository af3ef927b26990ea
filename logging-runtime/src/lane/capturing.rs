//! Work that follows a capture of a test.

use std::sync::atomic::{AtomicBool, Ordering};
#[cfg(feature = "testing")]
use std::time::{Duration, Instant};

use once_cell::sync::OnceCell;
#[cfg(feature = "testing")]
use tracing::Dispatch;
use tracing::dispatcher::{self, WeakDispatch};

use super::{Lane, current};
#[cfg(feature = "testing")]
use crate::clock;
use crate::context::node::Node;
use crate::context::scope;
use crate::context::shared::NodeRef;
#[cfg(feature = "testing")]
use crate::site;

/// Whether anything was ever captured; else nobody has to look for it.
static IN_USE: AtomicBool = AtomicBool::new(false);

/// What a lane knows of the capture that it is for.
#[derive(Debug, Default)]
pub(crate) struct Capturing(OnceCell<WeakDispatch>);

impl Capturing {
    /// Its events are captured from now on, as long as there is this dispatcher.
    #[cfg(feature = "testing")]
    pub(crate) fn start(&self, dispatch: &Dispatch) {
        IN_USE.store(true, Ordering::Relaxed);
        let _ = self.0.set(dispatch.downgrade());
    }

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

#[cfg(feature = "testing")]
impl Lane {
    /// Writes out what is queued, for the last time, and forgets the lane: it wants nothing any more. What still
    /// holds it can write to it.
    pub(crate) fn end(&self, limit: Duration) {
        let deadline = clock::after(Instant::now(), limit);
        for sink in std::iter::once(&self.sink).chain(&self.perf_sink) {
            sink.close(deadline);
        }
        self.is_forgotten.store(true, Ordering::Relaxed);
        site::update_all();
    }
}

/// A context without anything in it, for work that is to be captured outside of every scope.
pub(crate) fn blank_context() -> Option<NodeRef> {
    let is_captured = |lane: &&'static Lane| lane.capturing().is_on();
    IN_USE
        .load(Ordering::Relaxed)
        .then(current)
        .flatten()
        .filter(is_captured)
        .map(|_| Node::narrowed(None, scope::take()))
}
