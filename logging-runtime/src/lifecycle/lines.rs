//! The start and the end of a run, and what is written then.

use std::sync::LazyLock;

use tracing::Level;

use super::open;
use super::result::End;
use crate::classify::Verdict;
use crate::clock::{self, Now};
use crate::config::Lifecycle;
use crate::context::node::{Node, RunState};
use crate::lane::{Event, Kind, Lane};
use crate::line::fast::Said;
use crate::line::{Draft, Fields, NONE, Named, Stamp, spare};
use crate::outcome::Outcome;
use crate::relay;

/// Starts a run whose scope is set, and writes its start line.
pub(super) fn start(node: &Node) {
    let Some(run) = node.state() else { return };
    let now = clock::now();
    if !run.started.set(now) {
        return;
    }
    open::started();
    let scope = node.scope();
    if let Some(job) = &scope.job
        && let Some(name) = stage_name(node)
    {
        job.note(name);
    }
    let settings = node.settings();
    let writes = settings.lifecycle == Lifecycle::All && (run.is_job() || settings.stage_start);
    if !writes || !run.options.starts {
        return;
    }
    let level = run.options.level;
    if run.is_job() {
        write_job_start(node, level, now);
    } else {
        write_state(node, level, Said::Started, now);
    }
}

#[inline(never)]
fn write_job_start(node: &Node, level: Level, now: Now) {
    let mut own = named(node, "job_received");
    own.append(&node.scope().of_job().given);
    event(node, level, &own, None, now).write_to(node.lane);
    spare::give_fields(own);
}

/// Ends a run that has started, and writes what is to be said of it. The verdict is changed to what is told.
pub(super) fn end(node: &Node, verdict: &mut Verdict, more: &Fields) {
    let Some(run) = node.state() else { return };
    let Some(started) = run.started.take() else {
        return;
    };
    open::ended();
    let now = clock::now();
    let dur_ms = now.ms_since(started);
    let recorded = changed(node, run, verdict);
    let recorded = recorded.as_ref().unwrap_or(&NONE);
    let outcome = verdict.outcome();
    if let Some(job) = &node.scope().job {
        if let Some(name) = stage_name(node) {
            job.count(name, dur_ms, outcome);
        }
        if run.is_job()
            && let Some(lane) = node.lane
        {
            lane.close_ring(job, outcome);
        }
    }
    let end = End {
        node,
        run,
        verdict,
        dur_ms,
        now,
    };
    match run.is_job() {
        _ if !is_told(node, outcome) => {}
        true => end.write_job(more, recorded),
        false => end.write_stage(more, recorded),
    }
    // Last, since it runs code of other layers.
    if let Some(span) = &run.span {
        relay::record_end(span, outcome, dur_ms);
    }
}

/// Ends a stage as a success, where no more than that is to be said to anybody. `false`: there is more, and
/// nothing was done.
pub(super) fn end_plainly(node: &Node) -> bool {
    let Some(run) = node.state() else {
        return false;
    };
    let is_plain = !run.is_job()
        && !run.is_changed()
        && run.span.is_none()
        && node.scope().job.is_none()
        && node.settings().lifecycle == Lifecycle::All;
    if is_plain && let Some(started) = run.started.take() {
        open::ended();
        let now = clock::now();
        let dur_ms = now.ms_since(started);
        let said = Said::Succeeded { dur_ms };
        write_state(node, run.options.level, said, now);
    }
    is_plain
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

/// Changes the verdict by `set_outcome` and `set_detail`; gives what `record!` has recorded.
fn changed(node: &Node, run: &RunState, verdict: &mut Verdict) -> Option<Fields> {
    verdict.resolve(|| {
        let none = run.options.none;
        none.unwrap_or(node.settings().none_outcome)
    });
    let changes = run.take_changes()?;
    if let Some(outcome) = changes.outcome.filter(|_| verdict.can_be_changed()) {
        verdict.overrule(outcome);
    }
    if let Some(detail) = changes.detail
        && (verdict.can_be_changed() || verdict.detail().is_none())
    {
        verdict.set_detail(detail);
    }
    Some(changes.recorded)
}

/// What most lines of stages say.
static STAGE_START: LazyLock<Fields> = LazyLock::new(|| Fields::ready(Said::Started.fields()));
static STAGE_SUCCESS: LazyLock<Fields> =
    LazyLock::new(|| Fields::ready(Said::Succeeded { dur_ms: 0 }.fields()));

/// The fields that every line of this job has, in a list to be given back.
#[allow(clippy::unnecessary_box_returns, reason = "it was taken in its box")]
pub(super) fn named(node: &Node, event: &str) -> Box<Draft> {
    let mut own = spare::fields();
    own.push_name(node.rules(), Named::Event, event);
    own.append(&node.scope().of_job().labels);
    own
}

/// Writes one of the usual lines of stages.
pub(super) fn write_state(node: &Node, level: Level, said: Said, now: Now) {
    let write = |lane: &Lane| lane.write_of_run(node.scope(), Stamp { now, level }, said);
    if !node.lane.is_some_and(write) {
        write_unusual(node, level, said, now);
    }
}

#[cold]
fn write_unusual(node: &Node, level: Level, said: Said, now: Now) {
    let (own, dur_ms): (&Fields, _) = match said {
        Said::Started => (&STAGE_START, None),
        Said::Succeeded { dur_ms } => (&STAGE_SUCCESS, Some(dur_ms)),
    };
    event(node, level, own, dur_ms, now).write_to(node.lane);
}

pub(super) fn event<'a>(
    node: &'a Node,
    level: Level,
    own: &'a Fields,
    dur_ms: Option<u64>,
    now: Now,
) -> Event<'a> {
    Event {
        level,
        target: node.state().map_or("", |run| run.site.place().target),
        place: ("", 0),
        kind: Kind::Lifecycle,
        lead: &NONE,
        own,
        dur_ms,
        node: Some(node),
        spans: None,
        now,
        decision: None,
    }
}
