//! What a scope shares with every line written inside it.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use once_cell::race::OnceBox;
use tracing::Span;

use super::scope::{NOWHERE, Scope};
use super::shared::{NodeRef, ScopeCell};
use crate::clock::Now;
use crate::config::Settings;
use crate::forked;
use crate::lane::{self, Lane};
use crate::latch::{Held, Latch};
use crate::line::{Fields, Rules};
use crate::outcome::Outcome;
use crate::site::{Options, Role, Site};

/// A node of the context tree: a run of a job or stage, or a context narrowed by hand. It is shared
/// by the scope and by everything spawned inside, and nobody changes it once its scope is set.
///
/// A node owns no node but the run that it narrows, so a chain of contexts that are made from each
/// other without end holds no memory but its own.
pub(crate) struct Node {
    /// Where lines of this context go; `None` where only other subscribers listen.
    pub(crate) lane: Option<&'static Lane>,
    pub(super) scope: ScopeCell,
    pub(super) kind: Kind,
}

/// What kind of node it is.
pub(crate) enum Kind {
    Run(RunState),
    Narrowed {
        run: Option<NodeRef>,
    },
    /// None, kept for its memory.
    Spare,
}

/// The state of a run.
pub(crate) struct RunState {
    pub(crate) site: &'static Site,
    /// What the site says.
    pub(crate) options: &'static Options,
    /// The stage's or job's name, where it is not the site's.
    pub(crate) own_name: Option<Box<str>>,
    /// Whether the start line waits for the first poll of a future.
    pub(crate) postponed: bool,
    /// The span for other layers, where any listens. In a box: it is seldom there, and everything here is moved
    /// when a run is opened.
    pub(crate) span: Option<Box<Span>>,
    pub(crate) started: Started,
    changes: OnceBox<Latch<Changes>>,
}

impl Drop for RunState {
    /// Where a span ends, other layers run, and a function must not fail by what they do.
    fn drop(&mut self) {
        if let Some(span) = self.span.take() {
            let _ = crate::user::contained(|| drop(span));
        }
    }
}

/// When a run's start line was written, if it was.
#[derive(Default)]
pub(crate) struct Started(AtomicU64);

/// What `record!`, `set_outcome` and `set_detail` have said so far.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub(crate) recorded: Fields,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) detail: Option<String>,
}

impl Node {
    pub(super) fn spare() -> Node {
        Node {
            lane: None,
            scope: ScopeCell::default(),
            kind: Kind::Spare,
        }
    }

    /// A narrower context than `parent`.
    pub(crate) fn narrowed(parent: Option<&NodeRef>, scope: Box<Scope>) -> NodeRef {
        let lane = parent.and_then(|parent| parent.lane);
        let run = parent.and_then(Node::nearest_run).cloned();
        let node = NodeRef::new(lane.or_else(lane::current), || Kind::Narrowed { run });
        node.set_scope(scope);
        node
    }

    /// What stands on lines written here.
    #[inline]
    pub(crate) fn scope(&self) -> &Scope {
        self.scope.get().unwrap_or(&NOWHERE)
    }

    /// Sets the scope, once.
    #[inline]
    pub(crate) fn set_scope(&self, mut scope: Box<Scope>) {
        scope.make_ready(self.lane);
        self.scope.set(scope);
    }

    /// Whether the run's fields have been evaluated.
    #[inline]
    pub(crate) fn has_scope(&self) -> bool {
        self.scope.get().is_some()
    }

    /// The state of a run; nothing for a context that was narrowed by hand.
    pub(crate) fn state(&self) -> Option<&RunState> {
        match &self.kind {
            Kind::Run(run) => Some(run),
            Kind::Narrowed { .. } | Kind::Spare => None,
        }
    }

    /// The innermost run of which a context is a part.
    pub(crate) fn nearest_run(this: &NodeRef) -> Option<&NodeRef> {
        match &this.kind {
            Kind::Run(_) => Some(this),
            Kind::Narrowed { run } => run.as_ref(),
            Kind::Spare => None,
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
    #[inline]
    pub(crate) fn new(
        site: &'static Site,
        own_name: Option<Box<str>>,
        postponed: bool,
        span: Option<Box<Span>>,
    ) -> RunState {
        RunState {
            site,
            options: site.options(),
            own_name,
            postponed,
            span,
            started: Started::default(),
            changes: OnceBox::new(),
        }
    }

    /// The stage's or job's name.
    pub(crate) fn name(&self) -> &str {
        self.own_name.as_deref().unwrap_or(self.site.place().name)
    }

    pub(crate) fn is_job(&self) -> bool {
        self.options.role == Role::Job
    }

    /// Locks what has been recorded. A panic meanwhile leaves it usable: each change is complete in itself. Nothing
    /// where a forked child cannot get at it.
    pub(crate) fn changes(&self) -> Option<Held<'_, Changes>> {
        forked::enter(self.changes.get_or_init(Box::default))
    }

    /// Whether anything has been recorded.
    pub(crate) fn is_changed(&self) -> bool {
        self.changes.get().is_some()
    }

    /// Takes what has been recorded, if anything has.
    pub(crate) fn take_changes(&self) -> Option<Changes> {
        self.changes.get()?;
        Some(std::mem::take(&mut *self.changes()?))
    }
}

impl Started {
    /// `false`: it was started before. A run is started by its owner alone, so that nobody does it at
    /// the same time.
    pub(crate) fn set(&self, now: Now) -> bool {
        let is_new = self.get().is_none();
        if is_new {
            // 0 stands for never.
            self.0.store(now.0.saturating_add(1), Ordering::Relaxed);
        }
        is_new
    }

    /// When it was started, once: a run ends once.
    pub(crate) fn take(&self) -> Option<Now> {
        let started = self.get();
        self.0.store(0, Ordering::Relaxed);
        started
    }

    pub(crate) fn get(&self) -> Option<Now> {
        self.0.load(Ordering::Relaxed).checked_sub(1).map(Now)
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Node")
            .field("scope", self.scope())
            .finish_non_exhaustive()
    }
}
