//! The lines that tell how a run has ended: `stage_result`, `job_failed`, `job_finished`.

use tracing::Level;

use super::lines::{event, named, write_state};
use crate::classify::Verdict;
use crate::clock::Now;
use crate::config::Lifecycle;
use crate::context::node::{Node, RunState};
use crate::line::fast::Said;
use crate::line::{Fields, Giver, Named, Rules, spare};
use crate::value::Value;

/// A run that has ended, and how.
pub(super) struct End<'a> {
    pub(super) node: &'a Node,
    pub(super) run: &'a RunState,
    pub(super) verdict: &'a Verdict,
    pub(super) dur_ms: u64,
    pub(super) now: Now,
}

impl End<'_> {
    pub(super) fn write_stage(&self, more: &Fields, recorded: &Fields) {
        let is_all = more.is_empty() && recorded.is_empty();
        if is_all && self.verdict.is_bare_success() && !self.is_unpaired() {
            let said = Said::Succeeded {
                dur_ms: self.dur_ms,
            };
            write_state(self.node, self.level(), said, self.now);
            return;
        }
        let mut own = spare::fields();
        own.push_name(self.rules(), Named::Event, "stage_result");
        self.push_outcome(&mut own);
        self.push_failure(&mut own);
        self.push_unpaired(&mut own);
        if !is_all {
            own.append(more);
            // What was recorded is newer than what the stage was given under the same key.
            let mut given = Fields::EMPTY;
            self.node.scope().copy_stage_to(&mut given);
            given.replace(recorded);
            own.append_foreign(&given);
        }
        self.write(self.level(), &own);
        spare::give_fields(own);
    }

    pub(super) fn write_job(&self, more: &Fields, recorded: &Fields) {
        let outcome = self.verdict.outcome();
        let job = &self.node.scope().job;
        if outcome.is_failure() {
            let mut own = named(self.node, "job_failed");
            self.push_outcome(&mut own);
            self.push_failure(&mut own);
            if self.verdict.detail().is_none() {
                self.push(&mut own, "detail", &"no detail was given");
            }
            self.push_unpaired(&mut own);
            self.write(Level::ERROR, &own);
            spare::give_fields(own);
        }
        let mut own = named(self.node, "job_finished");
        self.push_outcome(&mut own);
        if !outcome.is_failure() {
            self.push(&mut own, "detail", &self.verdict.detail());
        }
        self.push_unpaired(&mut own);
        if self.node.settings().job_summary
            && let Some(summary) = job.as_ref().and_then(|job| job.summary())
        {
            own.push_json(self.rules(), "stages", &summary);
        }
        own.append(more);
        own.append_foreign(recorded);
        self.write(self.level(), &own);
        spare::give_fields(own);
    }

    fn rules(&self) -> &'static Rules {
        self.node.rules()
    }

    fn level(&self) -> Level {
        self.verdict.level(self.run.options.level)
    }

    fn push(&self, own: &mut Fields, key: &str, value: &impl Value) {
        own.push(self.rules(), Giver::Framework, key, value.capture());
    }

    fn push_outcome(&self, own: &mut Fields) {
        let outcome = self.verdict.outcome();
        own.push_name(self.rules(), Named::Outcome, outcome.as_str());
        own.push_dur_ms(self.dur_ms);
        if let Some(name) = outcome.refused_name() {
            self.push(own, "outcome_name", &name);
        }
    }

    fn push_failure(&self, own: &mut Fields) {
        if let Some(detail) = self.verdict.detail() {
            self.push(own, "detail", &detail);
        }
        if self.verdict.outcome().is_failure() {
            let keywords = self.node.settings().keywords;
            self.push(own, "error_type", &self.verdict.error_type(keywords));
            self.push(own, "panic_at", &self.verdict.panic_at());
        }
    }

    fn push_unpaired(&self, own: &mut Fields) {
        if self.is_unpaired() {
            self.push(own, "unpaired", &true);
        }
    }

    fn is_unpaired(&self) -> bool {
        self.node.settings().lifecycle == Lifecycle::Failures
    }

    fn write(&self, level: Level, own: &Fields) {
        event(self.node, level, own, None, self.now).write_to(self.node.lane);
    }
}
