//! Lines below the level filter: kept for a job that may fail.

use std::ptr;

use super::{Event, Lane};
use crate::buffer::{self, Bounds};
use crate::config::filter;
use crate::context::scope::Scope;
use crate::lifecycle::job::Job;
use crate::outcome::Outcome;
use crate::sink::{Content, Weight};

impl Lane {
    /// The job around an event that is not written at once, if it keeps its line.
    pub(super) fn job_that_keeps<'a>(
        &self,
        event: &Event<'_>,
        scope: &'a Scope,
    ) -> Option<&'a Job> {
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
