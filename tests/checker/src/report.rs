//! What a check found.

use std::fmt::{self, Write as _};

use crate::line::Line;

/// What a check of a stream found.
///
/// Its `Display` form is one line of counts: `437 lines, 12 jobs, 400 stages, 0 problems`.
#[derive(Debug, Clone)]
#[must_use]
pub struct Report {
    /// The lines that are JSON objects, also those with problems, in their order.
    pub lines: Vec<Line>,
    /// The problems in the order of their lines, the first 50 of them.
    pub problems: Vec<Problem>,
    /// How many problems were found beyond those listed.
    pub unlisted: usize,
    /// How many lines the stream has.
    pub n_lines: usize,
}

/// One thing that is wrong with a stream, as `line 12: what is wrong`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from 1, in which the problem shows.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl Problem {
    pub(crate) fn new(line: usize, message: impl Into<String>) -> Self {
        Problem {
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

const MAX_LISTED: usize = 50;

impl Report {
    pub(crate) fn new(n_lines: usize, lines: Vec<Line>, mut problems: Vec<Problem>) -> Self {
        // Maps have no order of their own, the message makes the list the same in every run.
        problems.sort_by(|a, b| (a.line, &a.message).cmp(&(b.line, &b.message)));
        let unlisted = problems.len().saturating_sub(MAX_LISTED);
        problems.truncate(MAX_LISTED);
        Report {
            lines,
            problems,
            unlisted,
            n_lines,
        }
    }

    /// Whether nothing is wrong.
    pub fn is_ok(&self) -> bool {
        self.problems.is_empty()
    }

    /// The lines of one event, in their order.
    pub fn events<'a>(&'a self, event: &'a str) -> impl Iterator<Item = &'a Line> {
        self.lines
            .iter()
            .filter(move |line| line.get_str("event") == Some(event))
    }

    /// Demands that nothing is wrong.
    ///
    /// # Panics
    ///
    /// If the report has problems; the message lists them with their lines.
    #[track_caller]
    pub fn assert_ok(&self) {
        assert!(self.is_ok(), "{}", self.listing());
    }

    fn listing(&self) -> String {
        let mut listing = format!("{self}\n");
        for problem in &self.problems {
            let line = self.lines.iter().find(|line| line.number() == problem.line);
            let text = line.map_or("(not JSON)", Line::text);
            // Writing to a string cannot fail.
            let _ = writeln!(listing, "{problem}\n    {text}");
        }
        listing
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n_jobs = self.events("job_finished").count();
        let n_stages = self.events("stage_result").count();
        let n_problems = self.problems.len() + self.unlisted;
        let counts = [
            (self.n_lines, "line"),
            (n_jobs, "job"),
            (n_stages, "stage"),
            (n_problems, "problem"),
        ];
        let words = counts.map(|(n, noun)| format!("{n} {noun}{}", if n == 1 { "" } else { "s" }));
        f.write_str(&words.join(", "))
    }
}
