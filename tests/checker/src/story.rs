//! A whole stream of lines: what starts must end, once.

use std::collections::HashMap;

use crate::line::Line;
use crate::report::Problem;
use crate::{Checker, Pairing};

use job::Job;

mod job;

/// What is open at one point of a stream, and what went wrong up to it.
///
/// Lines of concurrent calls interleave, so starts and ends are matched by counting: equal
/// calls cannot be told apart, and at no point may more have ended than have started.
#[derive(Debug)]
pub(crate) struct Story<'a> {
    checker: &'a Checker,
    problems: Vec<Problem>,
    open_stages: HashMap<StageKey, Vec<usize>>,
    jobs: HashMap<String, Job>,
}

/// What the start and the result of a call have in common: stage name, job id, context values.
type StageKey = Vec<Option<String>>;

impl<'a> Story<'a> {
    pub(crate) fn new(checker: &'a Checker) -> Self {
        Story {
            checker,
            problems: Vec::new(),
            open_stages: HashMap::new(),
            jobs: HashMap::new(),
        }
    }

    pub(crate) fn line(&mut self, line: &Line) {
        if let Some(id) = line.get_str("job_id") {
            let job = self.jobs.entry(id.to_owned()).or_default();
            self.problems.extend(job.line(id, line, self.checker));
        }
        match line.get_str("event") {
            Some("stage_start") => {
                let starts = self.open_stages.entry(self.stage_key(line)).or_default();
                starts.push(line.number());
            }
            Some("stage_result") if !is_unpaired(line) => self.stage_result(line),
            _ => {}
        }
    }

    /// Everything that is wrong with the stream, once its last line was told.
    pub(crate) fn end(mut self) -> Vec<Problem> {
        if self.checker.pairing == Pairing::Unchecked {
            return self.problems;
        }
        for (key, starts) in &self.open_stages {
            let call = described(key);
            let open = |line| Problem::new(line, format!("{call} has no `stage_result`"));
            self.problems.extend(starts.iter().copied().map(open));
        }
        for (id, job) in &self.jobs {
            self.problems.extend(job.open_ends(id));
        }
        self.problems
    }

    fn stage_result(&mut self, line: &Line) {
        let key = self.stage_key(line);
        let start = self.open_stages.get_mut(&key).and_then(Vec::pop);
        if start.is_none() && self.checker.pairing == Pairing::Full {
            let message = format!("{} has no open `stage_start`", described(&key));
            self.problems.push(Problem::new(line.number(), message));
        }
    }

    fn stage_key(&self, line: &Line) -> StageKey {
        let context = self.checker.context_keys.iter().map(String::as_str);
        let keys = ["stage", "job_id"].into_iter().chain(context);
        keys.map(|key| line.get_str(key).map(str::to_owned))
            .collect()
    }
}

/// Whether a line is marked as the end of a call that left out its start.
fn is_unpaired(line: &Line) -> bool {
    line.get("unpaired").is_some()
}

fn described(key: &StageKey) -> String {
    let values: Vec<_> = key
        .iter()
        .flatten()
        .map(|value| format!("`{value}`"))
        .collect();
    match values.split_first() {
        Some((stage, [])) => format!("stage {stage}"),
        Some((stage, context)) => format!("stage {stage} of {}", context.join(", ")),
        None => "a stage without name".to_owned(),
    }
}
