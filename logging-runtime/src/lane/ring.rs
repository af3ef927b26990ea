//! Lines below the level filter: kept for a job that may fail.

use std::ptr;

use super::{Event, Lane};
use crate::buffer::{self, Bounds};
use crate::config::filter;
use crate::context::scope::Scope;
use crate::lifecycle::job::Job;
use crate::line::fast::Others;
use crate::outcome::Outcome;
use crate::sink::Weight;

impl Lane {
    /// Keeps a line for the job around it, if there is one and it wants that.
    pub(super) fn keep_in_ring(&self, event: &Event<'_>, scope: &Scope, others: Others<'_>) {
        let buffer = self.settings.buffer;
        // What happens in a job of another lane would come out where that lane's lines go.
        if let Some(job) = &scope.job
            && job.lane.is_some_and(|lane| ptr::eq(lane, self))
            && buffer.takes(event.level)
            && !filter::is_noisy(event.target)
        {
            let bounds = Bounds {
                job: buffer.job_bytes,
                total: buffer.total_bytes,
            };
            self.with_line(event, others, |line| {
                job.ring.keep(&buffer::TOTAL, bounds, line);
            });
        }
    }

    /// A job has ended: what was kept of it is written if it failed, else forgotten.
    pub(crate) fn close_ring(&self, job: &Job, outcome: Outcome) {
        let kept = job.ring.close(&buffer::TOTAL);
        if outcome.is_failure() {
            for line in kept.lines() {
                self.sink.write(line, Weight::LIFECYCLE);
            }
        }
    }
}
