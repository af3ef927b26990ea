//! The lines of a run: `job_received`, `stage_start`, `stage_result`, `job_failed`, `job_finished`.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use tracing::Level;

use crate::classify::Verdict;
use crate::clock;
use crate::config::Lifecycle;
use crate::context::node::{Node, RunState};
use crate::lane::{Event, Kind};
use crate::line::{Fields, Giver, Rules};
use crate::outcome::Outcome;
use crate::relay;
use crate::value::Value;

/// Runs that have started and not ended, in the whole program.
static OPEN: AtomicUsize = AtomicUsize::new(0);

/// How many jobs and stages have started and not ended yet.
pub(crate) fn open_runs() -> usize {
    OPEN.load(Ordering::Relaxed)
}

/// Starts a run whose scope is set, and writes its start line.
pub(super) fn start(node: &Node) {
    let Some(run) = node.state() else { return };
    if run.started.set(Instant::now()).is_err() {
        return;
    }
    OPEN.fetch_add(1, Ordering::Relaxed);
    if let (Some(job), Some(name)) = (&node.scope().job, stage_name(node)) {
        job.note(name);
    }
    let settings = node.settings();
    let writes = settings.lifecycle == Lifecycle::All && (run.is_job || settings.stage_start);
    if writes && run.site.options().starts {
        let mut own = named(
            node,
            if run.is_job {
                "job_received"
            } else {
                "stage_start"
            },
        );
        if run.is_job
            && let Some(job) = &node.scope().job
        {
            own.append(&job.fields);
        }
        write(node, run.site.options().level, &own);
    }
}

/// Ends a run that has started, and writes what is to be said of it.
pub(super) fn end(node: &Node, verdict: Verdict, more: &Fields) {
    let Some(run) = node.state() else { return };
    let Some(&started) = run.started.get() else {
        return;
    };
    OPEN.fetch_sub(1, Ordering::Relaxed);
    let dur_ms = clock::ms_since(started);
    let (verdict, recorded) = changed(node, run, verdict);
    let outcome = verdict.outcome();
    let job = node.scope().job.as_ref();
    if let (Some(job), Some(name)) = (job, stage_name(node)) {
        job.count(name, dur_ms, outcome);
    }
    if run.is_job
        && let (Some(job), Some(lane)) = (job, node.lane)
    {
        lane.close_ring(job, outcome);
    }
    let end = End {
        node,
        run,
        verdict: &verdict,
        dur_ms,
    };
    match run.is_job {
        _ if !is_told(node, outcome) => {}
        true => end.write_job(more, &recorded),
        false => end.write_stage(more, &recorded),
    }
    // Last, since it runs code of other layers.
    relay::record_end(&run.span, outcome, dur_ms);
}

/// The name of a stage as it stands on its lines, redacted and as JSON; nothing for a job.
fn stage_name(node: &Node) -> Option<&str> {
    node.scope().stage.get("stage")
}

fn is_told(node: &Node, outcome: Outcome) -> bool {
    match node.settings().lifecycle {
        Lifecycle::Failures => outcome.is_failure(),
        Lifecycle::Off => false,
        Lifecycle::All => true,
    }
}

/// The verdict after `set_outcome` and `set_detail`, and what `record!` has recorded.
fn changed(node: &Node, run: &RunState, verdict: Verdict) -> (Verdict, Fields) {
    let changes = std::mem::take(&mut *run.changes());
    let none = run
        .site
        .options()
        .none
        .unwrap_or(node.settings().none_outcome);
    let mut verdict = verdict.resolved(none);
    if let Some(outcome) = changes.outcome.filter(|_| verdict.can_be_changed()) {
        verdict = verdict.overruled(outcome);
    }
    if let Some(detail) = changes.detail
        && (verdict.can_be_changed() || verdict.detail().is_none())
    {
        verdict = verdict.with_detail(detail);
    }
    (verdict, changes.recorded)
}

/// A run that has ended, and how.
struct End<'a> {
    node: &'a Node,
    run: &'a RunState,
    verdict: &'a Verdict,
    dur_ms: u64,
}

impl End<'_> {
    fn write_stage(&self, more: &Fields, recorded: &Fields) {
        let mut own = named(self.node, "stage_result");
        self.push_outcome(&mut own);
        self.push_failure(&mut own);
        self.push_unpaired(&mut own);
        own.append(more);
        // What was recorded is newer than what the stage was given under the same key.
        let mut given = self.node.scope().stage.clone();
        given.replace(recorded);
        own.append_foreign(&given);
        write(self.node, self.level(), &own);
    }

    fn write_job(&self, more: &Fields, recorded: &Fields) {
        let outcome = self.verdict.outcome();
        let job = self.node.scope().job.as_ref();
        if outcome.is_failure() {
            let mut own = named(self.node, "job_failed");
            self.push_outcome(&mut own);
            self.push_failure(&mut own);
            if self.verdict.detail().is_none() {
                self.push(&mut own, "detail", &"no detail was given");
            }
            self.push_unpaired(&mut own);
            write(self.node, Level::ERROR, &own);
        }
        let mut own = named(self.node, "job_finished");
        self.push_outcome(&mut own);
        if !outcome.is_failure() {
            self.push(&mut own, "detail", &self.verdict.detail());
        }
        self.push_unpaired(&mut own);
        if self.node.settings().job_summary
            && let Some(summary) = job.and_then(|job| job.summary())
        {
            own.push_json(self.rules(), "stages", &summary);
        }
        own.append(more);
        own.append_foreign(recorded);
        write(self.node, self.level(), &own);
    }

    fn rules(&self) -> &'static Rules {
        self.node.rules()
    }

    fn level(&self) -> Level {
        self.verdict.level(self.run.site.options().level)
    }

    fn push(&self, own: &mut Fields, key: &str, value: &impl Value) {
        own.push(self.rules(), Giver::Framework, key, value.capture());
    }

    fn push_outcome(&self, own: &mut Fields) {
        let outcome = self.verdict.outcome();
        self.push(own, "outcome", &outcome.as_str());
        self.push(own, "outcome_name", &outcome.refused_name());
        self.push(own, "dur_ms", &self.dur_ms);
    }

    fn push_failure(&self, own: &mut Fields) {
        self.push(own, "detail", &self.verdict.detail());
        if self.verdict.outcome().is_failure() {
            let keywords = self.node.settings().keywords;
            self.push(own, "error_type", &self.verdict.error_type(keywords));
            self.push(own, "panic_at", &self.verdict.panic_at());
        }
    }

    fn push_unpaired(&self, own: &mut Fields) {
        if self.node.settings().lifecycle == Lifecycle::Failures {
            self.push(own, "unpaired", &true);
        }
    }
}

/// The fields that every line of this run has.
fn named(node: &Node, event: &str) -> Fields {
    let rules = node.rules();
    let mut own = Fields::default();
    own.push(rules, Giver::Framework, "event", event.capture());
    let Some(run) = node.state().filter(|run| run.is_job) else {
        return own;
    };
    if !run.name.is_empty() {
        own.push(rules, Giver::Framework, "job", run.name.capture());
    }
    let parent = node
        .scope()
        .job
        .as_ref()
        .and_then(|job| job.parent_id.as_deref());
    if let Some(parent) = parent {
        own.push_json(rules, "parent_job_id", parent);
    }
    own
}

fn write(node: &Node, level: Level, own: &Fields) {
    let target = node.state().map_or("", |run| run.site.place().target);
    let event = Event {
        level,
        target,
        place: ("", 0),
        kind: Kind::Lifecycle,
        own,
        node: Some(node),
        spans: None,
    };
    event.write_to(node.lane);
}
