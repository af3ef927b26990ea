//! What every line of a job shares.

pub(crate) mod carry;
pub(crate) mod current;
mod future;
pub(crate) mod legacy;
pub(crate) mod node;
#[cfg(panic = "abort")]
mod outer;
pub(crate) mod scope;
pub(crate) mod shared;
mod spawn;

pub use future::{InContext, WithContext};
pub use legacy::{clear_job_ctx, get_job_ctx, set_job_ctx};
#[cfg(feature = "rayon")]
pub use spawn::rayon;
pub use spawn::thread;
#[cfg(feature = "tokio")]
pub use spawn::{spawn, spawn_blocking};

use std::panic::{RefUnwindSafe, UnwindSafe};

use crate::lane;
use crate::line::read;
use crate::value::Value;
use node::Node;
use shared::NodeRef;

/// What the lines written in a scope share: the job's id, the context keys, the running stage.
///
/// A context is an immutable value, cheap to clone. It follows `.await` by itself; work that is
/// handed to another thread or task takes it along with [`Context::scope`],
/// [`InContext::in_context`] or one of the spawn functions.
///
/// ```
/// use logging_runtime::{evt, Context};
/// let video = Context::current().with("video_id", "bbz2boNSeL0");
/// std::thread::spawn(move || video.scope(|| evt!("downloaded"))).join().unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct Context(Option<NodeRef>);

/// What its holders share is whole after a panic.
impl UnwindSafe for Context {}
impl RefUnwindSafe for Context {}

impl Context {
    /// The context that lines written here and now would carry.
    pub fn current() -> Context {
        Context(current::get().or_else(lane::blank_context))
    }

    /// A narrower context that also has `key`. A context key (by default `video_id`) stands behind
    /// the job's id, any other key behind the line's own fields.
    #[must_use]
    pub fn with(&self, key: &str, value: impl Value) -> Context {
        let lane = self.0.as_ref().and_then(|node| node.lane);
        let rules = lane::rules(lane.or_else(lane::current));
        let outer = self.0.as_ref().map_or(&scope::NOWHERE, |node| node.scope());
        let mut scope = scope::take();
        scope.context.push_context(rules, key, value.capture());
        scope.narrow(outer);
        Context(Some(Node::narrowed(self.0.as_ref(), scope)))
    }

    /// Runs `code` with this context as the current one. The one before is current again
    /// afterwards, also when `code` panics.
    pub fn scope<R>(&self, code: impl FnOnce() -> R) -> R {
        let node = self.0.as_ref();
        let code = || current::with_node(node, code);
        match node.and_then(|node| node.lane) {
            Some(lane) => lane.capturing().scope(code),
            None => code(),
        }
    }

    /// The job's id, as it stands on lines.
    pub fn job_id(&self) -> Option<String> {
        read::text(self.0.as_ref()?.scope().of_context("job_id")?)
    }

    pub(crate) fn of(node: &NodeRef) -> Context {
        Context(Some(node.clone()))
    }

    pub(crate) fn node(&self) -> Option<&NodeRef> {
        self.0.as_ref()
    }
}
