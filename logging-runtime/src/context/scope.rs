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
    /// The stage's fields and those of the context, as lines have them.
    pub(crate) around: Around,
    /// Whether it is inside a job.
    pub(crate) is_in_job: bool,
    /// The job, where more is kept of it than what stands here.
    pub(crate) job: Option<Arc<Job>>,
    /// Only a job has these, or a scope whose memory was that of one.
    of_job: Option<Box<OfJob>>,
}

/// What only the lines of a job itself have.
#[derive(Debug, Default, Clone)]
pub(crate) struct OfJob {
    /// What was given with `fields(..)`: it stands on `job_received`.
    pub(crate) given: Fields,
    /// What stands on each of them: the job's name, and the id of the job around it.
    pub(crate) labels: Fields,
    /// The id that it was given.
    pub(crate) id: Fields,
}

/// What stands on lines where there is no context.
pub(crate) static NOWHERE: Scope = Scope::EMPTY;

impl Scope {
    const EMPTY: Scope = Scope {
        context: Fields::EMPTY,
        stage: Fields::EMPTY,
        around: Around::EMPTY,
        is_in_job: false,
        job: None,
        of_job: None,
    };

    pub(crate) fn of_job(&self) -> &OfJob {
        self.of_job.as_deref().unwrap_or(&OF_NO_JOB)
    }

    pub(crate) fn of_job_mut(&mut self) -> &mut OfJob {
        self.of_job.get_or_insert_default()
    }

    /// Makes it ready to stand on lines. Nothing in it is changed from now on.
    pub(super) fn make_ready(&mut self) {
        self.context.put_in_order();
        self.around.set(&self.stage, &self.context);
    }

    /// Removes everything and keeps the memory, of which so many bytes are left.
    fn clear(&mut self) -> usize {
        self.job = None;
        self.is_in_job = false;
        self.around.clear();
        let mut bytes = self.around.memory();
        bytes += cleared([&mut self.context, &mut self.stage]);
        if let Some(of_job) = &mut self.of_job {
            bytes += cleared([&mut of_job.given, &mut of_job.labels, &mut of_job.id]);
        }
        bytes
    }
}

static OF_NO_JOB: OfJob = OfJob {
    given: Fields::EMPTY,
    labels: Fields::EMPTY,
    id: Fields::EMPTY,
};

/// Removes all fields; gives how many bytes of memory are left.
fn cleared<const N: usize>(lists: [&mut Fields; N]) -> usize {
    let mut bytes = 0;
    for list in lists {
        if !list.is_empty() || list.lost() > 0 {
            list.clear();
        }
        bytes += list.memory();
    }
    bytes
}

/// Scopes that a thread keeps for its next runs, each at most so large.
const SCOPES: usize = 6;
const BYTES: usize = 3 << 9;

/// What a thread keeps here at most.
#[cfg(test)]
pub(super) const KEPT: usize = SCOPES * (BYTES + size_of::<Scope>() + size_of::<OfJob>());

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
    if scope.clear() <= BYTES {
        let _ = POOL.try_with(|pool| {
            if let Ok(mut pool) = pool.try_borrow_mut()
                && pool.len() < SCOPES
            {
                pool.push(scope);
            }
        });
    }
}
