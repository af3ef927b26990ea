//! The jobs of one id, as far as a stream has told of them.

use super::is_unpaired;
use crate::line::Line;
use crate::outcome;
use crate::report::Problem;
use crate::{Checker, Pairing};

#[derive(Debug, Default)]
pub(super) struct Job {
    /// The lines of the starts that have no end yet; one id can be used for several jobs.
    open: Vec<usize>,
    finished_at: Option<usize>,
    /// The `job_failed` that was the last line of this id.
    failed: Option<Failed>,
}

#[derive(Debug)]
struct Failed {
    line: usize,
    outcome: String,
}

impl Job {
    /// Takes in one line that has this id, and tells what is wrong with it here.
    pub(super) fn line(&mut self, id: &str, line: &Line, checker: &Checker) -> Vec<Problem> {
        let failed = self.failed.take();
        let finished_at = self.finished_at;
        let mut problems = Vec::new();
        let event = line.get_str("event").unwrap_or_default();
        match event {
            "job_finished" => {
                problems.extend(self.finish(id, line, checker));
                problems.extend(mismatch(id, line, failed.as_ref()));
                return problems;
            }
            "job_received" => self.receive(line),
            "job_failed" => self.fail(line),
            _ => {}
        }
        problems.extend(failed.map(|failed| unfinished(&failed, id)));
        let may_be_late = checker.late_lines || event == "job_received";
        if let Some(end) = finished_at.filter(|_| !may_be_late) {
            let message = format!("job `{id}` was finished in line {end}");
            problems.push(Problem::new(line.number(), message));
        }
        problems
    }

    /// What is still open.
    pub(super) fn open_ends(&self, id: &str) -> Vec<Problem> {
        let message = format!("job `{id}` has no `job_finished`");
        let open = self
            .open
            .iter()
            .map(|line| Problem::new(*line, message.clone()));
        open.chain(self.failed.as_ref().map(|failed| unfinished(failed, id)))
            .collect()
    }

    fn receive(&mut self, line: &Line) {
        self.open.push(line.number());
        self.finished_at = None;
    }

    fn fail(&mut self, line: &Line) {
        let outcome = line.get_str("outcome").unwrap_or_default().to_owned();
        self.failed = Some(Failed {
            line: line.number(),
            outcome,
        });
    }

    fn finish(&mut self, id: &str, line: &Line, checker: &Checker) -> Option<Problem> {
        if is_unpaired(line) {
            return None;
        }
        let start = self.open.pop();
        if self.open.is_empty() {
            self.finished_at = Some(line.number());
        }
        let is_wrong = start.is_none() && checker.pairing != Pairing::Unchecked;
        let message = format!("job `{id}` has no open `job_received`");
        is_wrong.then(|| Problem::new(line.number(), message))
    }
}

/// Whether the end of a job agrees with the line before it.
fn mismatch(id: &str, line: &Line, failed: Option<&Failed>) -> Option<Problem> {
    let outcome = line.get_str("outcome").unwrap_or_default();
    let message = match failed {
        Some(Failed {
            outcome: failure,
            line,
        }) if failure != outcome => {
            format!("job `{id}` finished as `{outcome}`, but failed as `{failure}` in line {line}")
        }
        None if outcome::is_failure(outcome) => {
            format!("job `{id}` finished as `{outcome}`, but its line before is no `job_failed`")
        }
        _ => return None,
    };
    Some(Problem::new(line.number(), message))
}

fn unfinished(failed: &Failed, id: &str) -> Problem {
    let message = format!("`job_failed` of job `{id}` is not followed by its `job_finished`");
    Problem::new(failed.line, message)
}
