//! The part of a context that stands on lines.

use std::mem;
use std::ptr;
use std::sync::Arc;

use crate::lane::Lane;
use crate::lifecycle::job::Job;
use crate::line::around::{Around, Lists};
use crate::line::{Draft, Field, Fields, Name, Prefix};
use crate::pool::Pool;

/// What the lines of a scope share.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    /// The job's id, the context keys and the values given with `ctx(..)`, where the stage's list has none of them.
    pub(crate) context: Fields,
    /// The innermost stage's name and fields. Often behind the context around it, which stands before them in every line:
    /// then a line is made of one list less.
    pub(crate) stage: Draft,
    /// What of the context a stage inside begins its list with.
    prefix: Prefix,
    /// The stage's list begins with it itself.
    has_prefix: bool,
    /// How the two stand in a line.
    around: Around,
    /// The lane in which what a run says of itself makes a line of the usual case here.
    plain_in: Option<&'static Lane>,
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
        stage: Draft::EMPTY,
        prefix: Prefix::NONE,
        has_prefix: false,
        around: Around::EMPTY,
        plain_in: None,
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

    /// What is given to a stage stands on all lines inside, what is given to a job on its first.
    pub(crate) fn give_to_job(&mut self) {
        let of_job = self.of_job.get_or_insert_default();
        mem::swap(&mut *self.stage, &mut of_job.given);
    }

    /// Begins the stage's list with its name, and before that with the context of the scope around it where that can be.
    #[inline]
    pub(crate) fn begin_stage(&mut self, name: &Name, outer: &Scope) {
        if outer.prefix.is_empty() {
            self.stage.begin_with(name);
            return;
        }
        let list = if outer.has_prefix {
            &outer.stage
        } else {
            &outer.context
        };
        self.stage.begin_behind(list, &outer.prefix, name);
        self.prefix = outer.prefix;
        self.has_prefix = true;
    }

    /// Takes over what of the context around it is not there yet, unless the stage's list has it.
    #[inline]
    pub(crate) fn complete(&mut self, outer: &Scope) {
        if !self.stage.is_plain() {
            self.disinherit();
            self.stage.keep_first();
        }
        if !self.has_prefix {
            self.take_over_context(outer);
        }
        self.is_in_job = outer.is_in_job;
        self.job.clone_from(&outer.job);
    }

    /// Takes over all that the scope around it has, and the context has not yet.
    pub(crate) fn narrow(&mut self, outer: &Scope) {
        outer.copy_stage_to(&mut self.stage);
        self.complete(outer);
    }

    /// Copies the stage's own fields behind those of a list.
    pub(crate) fn copy_stage_to(&self, list: &mut Fields) {
        for field in self.fields_of_stage() {
            list.copy(field);
        }
        list.lose(self.stage.lost());
    }

    #[inline(never)]
    pub(crate) fn take_over_context(&mut self, outer: &Scope) {
        if outer.has_prefix {
            self.context.append_missing_of(outer.fields_of_context());
        } else {
            self.context.append_missing(&outer.context);
        }
    }

    /// Leaves the stage's list its own fields: the context is to be another.
    #[inline]
    pub(crate) fn disinherit(&mut self) {
        if self.has_prefix {
            self.stage.remove_prefix(&self.prefix);
            self.has_prefix = false;
        }
    }

    /// How many of the fields in the stage's list are those of the context.
    fn n_inherited(&self) -> usize {
        if self.has_prefix {
            self.prefix.len()
        } else {
            0
        }
    }

    /// The fields of the context, in the order in which they were given.
    pub(crate) fn fields_of_context(&self) -> impl Iterator<Item = Field<'_>> {
        let inherited = self.stage.iter().take(self.n_inherited());
        inherited.chain(self.context.iter())
    }

    /// Those of the stage.
    pub(crate) fn fields_of_stage(&self) -> impl Iterator<Item = Field<'_>> {
        self.stage.iter().skip(self.n_inherited())
    }

    /// A value of the context, as JSON.
    pub(crate) fn of_context(&self, key: &str) -> Option<&str> {
        let mut fields = self.fields_of_context();
        fields
            .find(|field| field.key == key)
            .map(|field| field.value)
    }

    /// Makes it ready to stand on lines of this lane. Nothing in it is changed from now on.
    #[inline]
    pub(super) fn make_ready(&mut self, lane: Option<&'static Lane>) {
        if self.has_prefix {
            self.around = Around::alone(&self.stage);
        } else {
            self.prefix = self.context.as_prefix();
            self.around = Around::of(&self.stage, &self.context);
        }
        self.plain_in = lane.filter(|lane| lane.writes_of_run(self.lists()));
    }

    /// Whether this lane, of perhaps several that write what happens here, is that one.
    #[inline]
    pub(crate) fn is_plain_in(&self, lane: &Lane) -> bool {
        self.plain_in.is_some_and(|own| ptr::eq(own, lane))
    }

    /// What stands on its lines.
    pub(crate) fn lists(&self) -> Lists<'_> {
        Lists {
            stage: &self.stage,
            context: &self.context,
            around: self.around,
        }
    }

    /// Removes everything and keeps the memory, of which so many bytes are left.
    fn clear(&mut self) -> usize {
        self.job = None;
        self.is_in_job = false;
        (self.around, self.plain_in) = (Around::EMPTY, None);
        (self.prefix, self.has_prefix) = (Prefix::NONE, false);
        let mut bytes = cleared([&mut self.context]) + self.stage.clear();
        if let Some(of_job) = &mut self.of_job {
            bytes += cleared([&mut of_job.given, &mut of_job.labels, &mut of_job.id]);
        }
        bytes
    }
}

impl Default for Scope {
    fn default() -> Self {
        Scope::EMPTY
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
const BYTES: usize = 5 << 8;

/// What a thread keeps here at most.
#[cfg(test)]
pub(super) const KEPT: usize = SCOPES * (BYTES + size_of::<Scope>() + size_of::<OfJob>());

thread_local! {
    static POOL: Pool<Scope, SCOPES> = const { Pool::new() };
}

/// An empty scope.
#[inline]
pub(crate) fn take() -> Box<Scope> {
    let kept = POOL.try_with(Pool::take);
    kept.ok().flatten().unwrap_or_default()
}

/// Keeps a scope's memory for the next.
pub(super) fn give(mut scope: Box<Scope>) {
    if scope.clear() <= BYTES {
        let _ = POOL.try_with(|pool| pool.give(scope));
    }
}
