//! What a scope shares with every line written inside it.

use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Instant;

use once_cell::sync::OnceCell;
use tracing::Span;

use super::current;
use crate::config::Settings;
use crate::lane::{self, Lane};
use crate::lifecycle::job::Job;
use crate::line::{Fields, Rules};
use crate::outcome::Outcome;
use crate::site::Site;

/// A node of the context tree: a run of a job or stage, or a context narrowed by hand. It is shared
/// by the scope and by everything spawned inside, and nobody changes it once its scope is set.
///
/// A node owns no node but the run that it narrows, so a chain of contexts that are made from each
/// other without end holds no memory but its own.
#[derive(Debug)]
pub(crate) struct Node {
    /// Where lines of this context go; `None` where only other subscribers listen.
    pub(crate) lane: Option<&'static Lane>,
    outer: Arc<Scope>,
    scope: OnceCell<Arc<Scope>>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Run {
        run: Box<RunState>,
        outside: Weak<Node>,
    },
    Narrowed {
        run: Option<Arc<Node>>,
    },
}

/// The part of a context that stands on lines.
#[derive(Debug, Default, Clone)]
pub(crate) struct Scope {
    /// The job's id, the context keys and the values given with `ctx(..)`.
    pub(crate) context: Fields,
    /// The innermost stage's name and fields.
    pub(crate) stage: Fields,
    pub(crate) job: Option<Arc<Job>>,
}

/// The state of a run.
#[derive(Debug)]
pub(crate) struct RunState {
    pub(crate) site: &'static Site,
    /// The stage's or job's name.
    pub(crate) name: String,
    pub(crate) is_job: bool,
    /// Whether the start line waits for the first poll of a future.
    pub(crate) postponed: bool,
    /// Set when the start line is written.
    pub(crate) started: OnceCell<Instant>,
    /// The span for other layers; disabled where nobody listens.
    pub(crate) span: Span,
    pub(crate) changes: Mutex<Changes>,
}

/// What `record!`, `set_outcome` and `set_detail` have said so far.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub(crate) recorded: Fields,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) detail: Option<String>,
}

impl Node {
    /// A run inside the current context. Its scope is set when its fields are known.
    pub(crate) fn run(lane: Option<&'static Lane>, run: RunState) -> Arc<Node> {
        let outside = current::get();
        Arc::new(Node {
            lane,
            outer: outside
                .as_ref()
                .map_or_else(Arc::default, Node::shared_scope),
            scope: OnceCell::new(),
            kind: Kind::Run {
                run: Box::new(run),
                outside: outside.as_ref().map_or_else(Weak::new, Arc::downgrade),
            },
        })
    }

    /// A narrower context than `parent`.
    pub(crate) fn narrowed(parent: Option<&Arc<Node>>, scope: Scope) -> Arc<Node> {
        Arc::new(Node {
            lane: parent.and_then(|parent| parent.lane).or_else(lane::current),
            outer: Arc::default(),
            scope: OnceCell::with_value(Arc::new(scope)),
            kind: Kind::Narrowed {
                run: parent.and_then(Node::nearest_run).cloned(),
            },
        })
    }

    /// What stands on lines written here. While a run's fields are being evaluated, that is what
    /// stands on the lines around it.
    pub(crate) fn scope(&self) -> &Scope {
        self.scope.get().unwrap_or(&self.outer)
    }

    /// What stands on lines around this run.
    pub(crate) fn outer_scope(&self) -> &Scope {
        &self.outer
    }

    fn shared_scope(self: &Arc<Self>) -> Arc<Scope> {
        Arc::clone(self.scope.get().unwrap_or(&self.outer))
    }

    /// Sets the scope of a run, once.
    pub(crate) fn set_scope(&self, scope: Scope) {
        let _ = self.scope.set(Arc::new(scope));
    }

    /// Whether the run's fields have been evaluated.
    pub(crate) fn has_scope(&self) -> bool {
        self.scope.get().is_some()
    }

    /// The state of a run; nothing for a context that was narrowed by hand.
    pub(crate) fn state(&self) -> Option<&RunState> {
        match &self.kind {
            Kind::Run { run, .. } => Some(run),
            Kind::Narrowed { .. } => None,
        }
    }

    /// The innermost run of which this context is a part.
    pub(crate) fn nearest_run(self: &Arc<Self>) -> Option<&Arc<Node>> {
        match &self.kind {
            Kind::Run { .. } => Some(self),
            Kind::Narrowed { run } => run.as_ref(),
        }
    }

    /// The context around a run, if it still exists.
    pub(crate) fn outside(&self) -> Option<Arc<Node>> {
        match &self.kind {
            Kind::Run { outside, .. } => outside.upgrade(),
            Kind::Narrowed { .. } => None,
        }
    }

    pub(crate) fn rules(&self) -> &'static Rules {
        lane::rules(self.lane)
    }

    pub(crate) fn settings(&self) -> &'static Settings {
        lane::settings(self.lane)
    }
}

impl RunState {
    /// Locks what has been recorded. A panic while it was locked leaves it usable: each change is
    /// complete in itself.
    pub(crate) fn changes(&self) -> std::sync::MutexGuard<'_, Changes> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `inner`, and behind it the fields of `outer` that it has not.
pub(crate) fn merged(mut inner: Fields, outer: &Fields) -> Fields {
    inner.append_missing(outer);
    inner
}
