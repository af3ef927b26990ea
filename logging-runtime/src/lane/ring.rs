//! Lines below the level filter: kept for a job that may fail.

use std::ptr;

use super::{Event, Kind, Lane};
use crate::buffer::{self, Bounds};
use crate::config::filter;
use crate::context::scope::Scope;
use crate::lifecycle::job::Job;
use crate::outcome::Outcome;
use crate::sink::{Content, Weight};

/// Nobody wants the line of an event.
pub(super) struct Unwanted;

impl Lane {
    /// The job that keeps an event's line, or nothing where it is written at once.
    ///
    /// # Errors
    ///
    /// If neither is done.
    #[inline]
    pub(super) fn keeper<'a>(
        &self,
        event: &Event<'_>,
        scope: &'a Scope,
    ) -> Result<Option<&'a Job>, Unwanted> {
        let is_of_ours = matches!(event.kind, Kind::Lifecycle | Kind::Metric);
        if is_of_ours || self.is_enabled(event) {
            return Ok(None);
        }
        self.job_that_keeps(event, scope).map(Some).ok_or(Unwanted)
    }

    /// Whether the line is written at once. Where nothing is kept for later, nothing else comes here.
    #[inline]
    pub(super) fn is_enabled(&self, event: &Event<'_>) -> bool {
        self.settings.buffer.job_bytes == 0 || self.filter().enables(event.target, event.level)
    }

    fn job_that_keeps<'a>(&self, event: &Event<'_>, scope: &'a Scope) -> Option<&'a Job> {
        let job = scope.job.as_deref()?;
        // What happens in a job of another lane would come out where that lane's lines go.
        let keeps = job.lane.is_some_and(|lane| ptr::eq(lane, self))
            && self.settings.buffer.takes(event.level)
            && !filter::is_noisy(event.target);
        keeps.then_some(job)
    }

    pub(super) fn keep(&self, job: &Job, line: &[u8]) {
        let buffer = self.settings.buffer;
        let bounds = Bounds {
            job: buffer.job_bytes,
            total: buffer.total_bytes,
        };
        job.ring.keep(&buffer::TOTAL, bounds, line);
    }

    /// A job has ended: what was kept of it is written if it failed, else forgotten.
    pub(crate) fn close_ring(&self, job: &Job, outcome: Outcome) {
        let kept = job.ring.close(&buffer::TOTAL);
        if outcome.is_failure() {
            for line in kept.lines() {
                self.sink
                    .write(line, Content::Line(Weight::LIFECYCLE), None);
            }
        }
    }
}
