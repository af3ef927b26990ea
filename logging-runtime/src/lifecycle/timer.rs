//! Jobs and stages by hand, where no function can be annotated.

use std::panic::{RefUnwindSafe, UnwindSafe};

use super::Run;
use crate::classify::Verdict;
use crate::context::Context;
use crate::line::NONE;
use crate::outcome::Outcome;
use crate::site::{JOB, STAGE, Site};
use crate::value::Value;

/// A stage that is timed by hand: it writes its start line at once, and its result on
/// [`StageTimer::finish`]. Dropped without it, it ends as `error`, with the detail `left without
/// finish`.
///
/// A timer does not make itself current, so it can be held across an `.await`.
/// [`StageTimer::scope`] and [`StageTimer::context`] do that.
///
/// ```
/// use logging_runtime::{Outcome, StageTimer};
/// let timer = StageTimer::start("download");
/// let bytes = timer.scope(|| 512);
/// timer.record("bytes", bytes);
/// timer.finish(Outcome::Success);
/// ```
#[derive(Debug)]
#[must_use = "a timer that is dropped ends its stage as an error"]
pub struct StageTimer(Timer);

/// A job that is timed by hand; see [`StageTimer`].
///
/// ```
/// use logging_runtime::{JobTimer, Outcome};
/// let job = JobTimer::start("transcript", Some("j-17"));
/// job.scope(|| logging_runtime::evt!("accepted"));
/// job.finish(Outcome::Success);
/// ```
#[derive(Debug)]
#[must_use = "a timer that is dropped ends its job as an error"]
pub struct JobTimer(Timer);

impl StageTimer {
    /// Starts a stage.
    pub fn start(name: &str) -> StageTimer {
        StageTimer::start_with(name, &[])
    }

    /// Starts a stage with fields, which stand on its start and result lines.
    ///
    /// ```
    /// use logging_runtime::{Outcome, StageTimer};
    /// StageTimer::start_with("youtubei", &[("attempt", &1), ("profile", &"mobile")])
    ///     .finish(Outcome::Blocked);
    /// ```
    pub fn start_with(name: &str, fields: &[(&str, &dyn Value)]) -> StageTimer {
        StageTimer(Timer(Run::named(stage_site(), name, |start| {
            for (key, value) in fields {
                start.push(key, value.capture());
            }
        })))
    }
}

impl JobTimer {
    /// Starts a job. Without an id it takes the one that the context brings from outside, else a
    /// new one.
    pub fn start(name: &str, id: Option<&str>) -> JobTimer {
        JobTimer::start_with(name, id, &[])
    }

    /// As [`JobTimer::start`], with fields, which stand on `job_received`.
    ///
    /// ```
    /// use logging_runtime::{JobTimer, Outcome};
    /// JobTimer::start_with("transcript", None, &[("video_count", &3)]).finish(Outcome::Success);
    /// ```
    pub fn start_with(name: &str, id: Option<&str>, fields: &[(&str, &dyn Value)]) -> JobTimer {
        JobTimer(Timer(Run::named(job_site(), name, |start| {
            if let Some(id) = id {
                start.id(id);
            }
            for (key, value) in fields {
                start.push(key, value.capture());
            }
        })))
    }
}

#[cfg(feature = "process")]
impl Run {
    /// Opens and starts a stage of this name.
    pub(crate) fn stage(name: &str, fields: impl FnOnce(&mut super::Start)) -> Option<Run> {
        Run::named(stage_site(), name, fields)
    }
}

/// The site of all stages whose name is known only when they start.
pub(super) fn stage_site() -> &'static Site {
    static SITE: Site = STAGE;
    SITE.__at("stage", module_path!())
}

/// The same of jobs.
fn job_site() -> &'static Site {
    static SITE: Site = JOB;
    SITE.__at("job", module_path!())
}

#[derive(Debug)]
struct Timer(Option<Run>);

/// A run is whole after a panic: it can still be ended.
impl UnwindSafe for Timer {}
impl RefUnwindSafe for Timer {}

macro_rules! timer {
    ($timer:ty) => {
        impl $timer {
            /// The context of this run, to be carried to where its work is done.
            pub fn context(&self) -> Context {
                let run = self.0.0.as_ref();
                run.map_or_else(Context::current, Run::context)
            }

            /// Runs code in the context of this run.
            pub fn scope<R>(&self, code: impl FnOnce() -> R) -> R {
                self.context().scope(code)
            }

            /// Adds a field to the result line.
            pub fn record(&self, key: &str, value: impl Value) {
                if self.0.0.is_some() {
                    self.scope(|| super::record::record(key, &value));
                }
            }

            /// Ends the run.
            pub fn finish(mut self, outcome: Outcome) {
                self.0.end(Verdict::of(outcome));
            }
        }
    };
}

timer!(StageTimer);
timer!(JobTimer);

impl Timer {
    fn end(&mut self, verdict: Verdict) {
        if let Some(run) = self.0.take() {
            run.end(verdict, &NONE);
        }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.end(Verdict::of(Outcome::Error).with_detail("left without finish"));
    }
}
