//! The part of a context that stands on lines.

use std::cell::RefCell;
use std::sync::Arc;

use crate::lifecycle::job::Job;
use crate::line::Fields;
use crate::line::around::Around;

/// What the lines of a scope share.
#[derive(Debug, Default, Clone)]
pub(crate) struct Scope {
    /// The job's id, the context keys and the values given with `ctx(..)`.
    pub(crate) context: Fields,
    /// The innermost stage's name and fields.
    pub(crate) stage: Fields,
    /// What was given with `fields(..)` to a job: it stands on `job_received`.
    pub(crate) given: Fields,
    /// What stands on each line of a job itself: its name, and the id of the job around it.
    pub(crate) labels: Fields,
    /// The id that a job was given.
    pub(crate) id: Fields,
    /// The stage's fields and those of the context, as lines have them.
    pub(crate) around: Around,
    /// Whether it is inside a job.
    pub(crate) is_in_job: bool,
    /// The job, where more is kept of it than what stands here.
    pub(crate) job: Option<Arc<Job>>,
}

/// What stands on lines where there is no context.
pub(crate) static NOWHERE: Scope = Scope::EMPTY;

impl Scope {
    const EMPTY: Scope = Scope {
        context: Fields::EMPTY,
        stage: Fields::EMPTY,
        given: Fields::EMPTY,
        labels: Fields::EMPTY,
        id: Fields::EMPTY,
        around: Around::EMPTY,
        is_in_job: false,
        job: None,
    };

    /// Makes it ready to stand on lines. Nothing in it is changed from now on.
    pub(super) fn make_ready(&mut self) {
        self.context.put_in_order();
        self.around.set(&self.stage, &self.context);
    }

    fn lists(&mut self) -> [&mut Fields; 5] {
        [
            &mut self.context,
            &mut self.stage,
            &mut self.given,
            &mut self.labels,
            &mut self.id,
        ]
    }
}

/// Scopes that a thread keeps for its next runs, each at most so large.
const SCOPES: usize = 6;
const BYTES: usize = 3 << 9;

/// What a thread keeps here at most.
#[cfg(test)]
pub(super) const KEPT: usize = SCOPES * (BYTES + size_of::<Scope>());

thread_local! {
    #[allow(clippy::vec_box, reason = "what is pooled are the boxes")]
    static POOL: RefCell<Vec<Box<Scope>>> = const { RefCell::new(Vec::new()) };
}

/// An empty scope.
pub(crate) fn take() -> Box<Scope> {
    let kept = POOL.try_with(|pool| pool.try_borrow_mut().ok()?.pop());
    kept.ok().flatten().unwrap_or_default()
}

/// Keeps a scope's memory for the next.
pub(super) fn give(mut scope: Box<Scope>) {
    scope.job = None;
    scope.is_in_job = false;
    scope.around.clear();
    let mut bytes = scope.around.memory();
    for list in scope.lists() {
        if !list.is_empty() || list.lost() > 0 {
            list.clear();
        }
        bytes += list.memory();
    }
    if bytes <= BYTES {
        let _ = POOL.try_with(|pool| {
            if let Ok(mut pool) = pool.try_borrow_mut()
                && pool.len() < SCOPES
            {
                pool.push(scope);
            }
        });
    }
}
