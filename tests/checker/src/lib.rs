//! The strict reader of event lines.
//!
//! It shares no code with the logging framework, so that it can judge what that writes: every
//! line against the schema, and the whole stream against the promise that what starts ends,
//! once. The program `check-lines` does the same for a file or a pipe.
//!
//! # Example
//!
//! ```
//! let report = checker::check(concat!(
//!     r#"{"ts":"2025-08-27T16:24:06.123Z","lvl":"INFO","job_id":"j-1","stage":"asr","event":"stage_start"}"#, "\n",
//!     r#"{"ts":"2025-08-27T16:24:06.165Z","lvl":"INFO","job_id":"j-1","stage":"asr","event":"stage_result","outcome":"success","dur_ms":42}"#, "\n",
//! ));
//! report.assert_ok();
//! assert_eq!(report.lines[1].u64("dur_ms"), 42);
//! assert_eq!(report.to_string(), "2 lines, 0 jobs, 1 stage, 0 problems");
//! ```

mod grouped;
mod lifecycle;
mod line;
mod outcome;
mod report;
mod schema;
mod story;
mod timestamp;
mod value;

pub mod json;
pub mod stats;

pub use grouped::grouped;
pub use line::{Line, LineError};
pub use report::{Problem, Report};
pub use value::{Member, Value};

use schema::Schema;
use story::Story;

/// Checks a whole stream with the default [`Checker`].
pub fn check(stream: impl AsRef<[u8]>) -> Report {
    Checker::new().check(stream)
}

/// Reads one line with the default [`Checker`].
///
/// # Errors
///
/// If the line breaks a rule; see [`Checker::parse`].
pub fn parse(line: impl AsRef<[u8]>) -> Result<Line, LineError> {
    Checker::new().parse(line)
}

/// The rules that a stream is checked by.
///
/// # Example
///
/// ```
/// let checker = checker::Checker::new().context_keys(["tenant"]).max_bytes(1024);
/// let line = checker.parse(
///     r#"{"ts":"2025-08-27T16:24:06.123Z","lvl":"INFO","tenant":"acme","event":"log","detail":"hello"}"#,
/// )?;
/// assert_eq!(line.str("tenant"), "acme");
/// # Ok::<(), checker::LineError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Checker {
    context_keys: Vec<String>,
    max_bytes: usize,
    pairing: Pairing,
    levels: bool,
    late_lines: bool,
}

/// Which starts and ends of a stream have to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Pairing {
    /// Every start has one end, and every end one start unless it is marked `unpaired`.
    #[default]
    Full,
    /// The same, but `stage_start` lines may be left out.
    StageStartsLeftOut,
    /// None: the stream is a part of one, or its program was killed.
    Unchecked,
}

impl Default for Checker {
    fn default() -> Self {
        Checker {
            context_keys: vec!["video_id".to_owned()],
            max_bytes: 16 * 1024 - 256,
            pairing: Pairing::default(),
            levels: true,
            late_lines: true,
        }
    }
}

impl Checker {
    /// The rules of a program that configured nothing.
    pub fn new() -> Self {
        Checker::default()
    }

    /// The context keys in their order; `video_id` alone by default.
    #[must_use]
    pub fn context_keys<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        self.context_keys = keys.into_iter().map(Into::into).collect();
        self
    }

    /// How many bytes a line may have, its newline not counted; 16,128 by default.
    #[must_use]
    pub fn max_bytes(mut self, max_bytes: usize) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    /// Which starts and ends have to match; all by default.
    #[must_use]
    pub fn pairing(mut self, pairing: Pairing) -> Self {
        self.pairing = pairing;
        self
    }

    /// Whether the level of a result has to fit its outcome, which it does by default.
    ///
    /// Not so where a program gives its outcomes or its stages levels of their own.
    #[must_use]
    pub fn levels(mut self, checked: bool) -> Self {
        self.levels = checked;
        self
    }

    /// Whether a job may have lines after its `job_finished`, which it may by default.
    ///
    /// A job that waits for all the work it starts has none.
    #[must_use]
    pub fn late_lines(mut self, allowed: bool) -> Self {
        self.late_lines = allowed;
        self
    }

    /// Reads one line, without its newline.
    ///
    /// # Errors
    ///
    /// If the line is no strict JSON object, is too long, or breaks a rule of its event.
    pub fn parse(&self, line: impl AsRef<[u8]>) -> Result<Line, LineError> {
        let schema = Schema::new(&self.context_keys);
        match self.read(&schema, 1, line.as_ref()) {
            (Some(line), problems) if problems.is_empty() => Ok(line),
            (_, problems) => Err(LineError { problems }),
        }
    }

    /// Checks a whole stream: each of its lines, and that what starts ends.
    pub fn check(&self, stream: impl AsRef<[u8]>) -> Report {
        let schema = Schema::new(&self.context_keys);
        let mut story = Story::new(self);
        let (mut lines, mut problems, mut n_lines) = (Vec::new(), Vec::new(), 0);
        for piece in stream.as_ref().split_inclusive(|byte| *byte == b'\n') {
            n_lines += 1;
            let ended = piece.strip_suffix(b"\n");
            let (line, faults) = self.read(&schema, n_lines, ended.unwrap_or(piece));
            problems.extend(faults.into_iter().map(|fault| Problem::new(n_lines, fault)));
            if ended.is_none() {
                problems.push(Problem::new(
                    n_lines,
                    "the line does not end with a newline",
                ));
            }
            if let Some(line) = line {
                story.line(&line);
                lines.push(line);
            }
        }
        if n_lines == 0 {
            problems.push(Problem::new(1, "the stream is empty"));
        }
        problems.extend(story.end());
        Report::new(n_lines, lines, problems)
    }

    fn read(&self, schema: &Schema, number: usize, bytes: &[u8]) -> (Option<Line>, Vec<String>) {
        let mut problems = Vec::new();
        if bytes.len() > self.max_bytes {
            problems.push(format!(
                "{} bytes, more than {}",
                bytes.len(),
                self.max_bytes
            ));
        }
        match Line::read(number, bytes) {
            Err(fault) => {
                problems.push(fault);
                (None, problems)
            }
            Ok(line) => {
                problems.extend(schema.problems(&line));
                problems.extend(lifecycle::problems(&line));
                problems.extend(lifecycle::level_problem(&line).filter(|_| self.levels));
                (Some(line), problems)
            }
        }
    }
}
