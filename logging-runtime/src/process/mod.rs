//! Programs as stages: run one, keep what it says, log how it ended.
//!
//! [`Capture`] runs a [`std::process::Command`] as a stage named after the program. What the
//! program writes to standard error is not printed while it runs; the last lines are kept in
//! bounded memory and stand, as `stderr_tail`, on the stage's result line when it fails.
//!
//! ```
//! use std::process::Command;
//! use std::time::Duration;
//! use logging_runtime::process::Capture;
//!
//! # fn main() -> Result<(), logging_runtime::process::Error> {
//! let done = Capture::new(Command::new("echo").arg("hello"))
//!     .timeout(Duration::from_secs(60))
//!     .capture_stdout(1024)
//!     .run()?;
//! assert_eq!(done.stdout, b"hello\n");
//! # Ok(())
//! # }
//! ```
//!
//! # What is promised
//!
//! - Standard output and error are both read all the time: a program cannot stop on a full pipe.
//! - Memory stays bounded: at most 1,000 lines of standard error, 2 KiB of each, 64 KiB together,
//!   and of standard output what was asked for. Gigabytes, a line without end and invalid UTF-8
//!   change nothing about that.
//! - The call comes back within 1 s of the program's end, also when processes that it left behind
//!   hold its pipes open. They are not killed.
//! - On Unix a program that takes too long is killed with its whole process group, and no zombie
//!   is left. Elsewhere the program alone is killed.
//!
//! # What to know
//!
//! - The program runs in a process group of its own, so a Ctrl-C at the terminal does not reach it.
//! - Standard input is empty unless [`Capture::stdin`] says otherwise. What the command itself says
//!   about standard streams and process group is replaced: std lets nobody read it.
//! - The arguments are not logged unless [`Capture::log_command`] asks for it.

mod background;
mod class;
mod command;
mod error;
mod ffmpeg;
mod finished;
mod leash;
#[cfg(any(test, not(unix)))]
mod other;
mod pem;
mod pump;
mod run;
mod stage;
mod tail;
#[cfg(test)]
mod tests;
#[cfg(unix)]
mod unix;

use std::borrow::BorrowMut;
use std::fmt;
use std::mem;
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

pub use class::Class;
pub use error::{Error, ErrorKind};
pub use finished::Finished;

use background::Background;
use class::Classifier;
use leash::Leash;
#[cfg(not(unix))]
use other as platform;
use run::{Ended, Plan};
use stage::Stage;
#[cfg(unix)]
use unix as platform;

/// A program that is run as a stage.
///
/// Built from a [`Command`] (of tokio's, `into_std()` gives one), set up with the methods below,
/// and run with [`run`](Capture::run) or [`run_async`](Capture::run_async).
#[must_use = "nothing runs before `run` or `run_async`"]
pub struct Capture {
    plan: Plan,
    classifier: Classifier,
    program: String,
    stage: String,
    log_command: bool,
}

impl Capture {
    /// A stage that runs `command`. One that is lent, as its own methods return it, is taken all the same:
    /// what is left in its place runs nothing.
    ///
    /// Unless changed below, `FFMPEG_STDERR_TAIL_LINES` lines (40) of standard error are kept, the
    /// program may run for `FFMPEG_TIMEOUT` seconds (no limit), and a program called `ffmpeg` or
    /// `ffprobe` is classified as by [`ffmpeg`](Capture::ffmpeg).
    pub fn new(mut command: impl BorrowMut<Command>) -> Self {
        let mut command = mem::replace(command.borrow_mut(), Command::new(""));
        let (tail_lines, limit) = stage::defaults();
        let name = command::program_name(&command);
        let classifier = Classifier {
            own: None,
            ffmpeg: matches!(&*name, "ffmpeg" | "ffprobe"),
        };
        command.stdin(Stdio::null());
        Self {
            stage: command::stage_name(&name),
            program: command.get_program().to_string_lossy().into_owned(),
            plan: Plan {
                command,
                limit,
                tail_lines,
                stdout_limit: None,
                output_file: None,
            },
            classifier,
            log_command: false,
        }
    }

    /// Names the stage; without it, the file name of the program does.
    pub fn name(mut self, name: &str) -> Self {
        self.stage = command::stage_name(name);
        self
    }

    /// How long the program may run, or `None` for as long as it likes.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.plan.limit = limit.into();
        self
    }

    /// How many lines at the end of standard error are kept: at most 1,000. A carriage return ends
    /// a line too, so that each state of a progress bar counts.
    pub fn tail_lines(mut self, lines: usize) -> Self {
        self.plan.tail_lines = lines;
        self
    }

    /// What the program reads. Without it, nothing: a program that asks a question gets no answer
    /// instead of waiting for one. From a terminal it cannot read on Unix, where only the
    /// foreground process group may.
    ///
    /// ```
    /// # use std::process::{Command, Stdio};
    /// # use logging_runtime::process::Capture;
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let manifest = std::fs::File::open("Cargo.toml")?;
    /// let counted = Capture::new(Command::new("cat")).stdin(manifest).run()?;
    /// assert_eq!(counted.bytes_out, std::fs::metadata("Cargo.toml")?.len());
    /// # Ok(())
    /// # }
    /// ```
    pub fn stdin(mut self, stdin: impl Into<Stdio>) -> Self {
        self.plan.command.stdin(stdin);
        self
    }

    /// Keeps the first `limit` bytes of standard output. Without it they are only counted.
    pub fn capture_stdout(mut self, limit: usize) -> Self {
        self.plan.stdout_limit = Some(limit);
        self
    }

    /// The file the program writes: `bytes_out` is its size (0 if there is none) instead of the
    /// bytes of standard output.
    pub fn output_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.plan.output_file = Some(path.into());
        self
    }

    /// Logs the command line, with the secrets that can be told by their look or their key cut, as
    /// the field `command`.
    pub fn log_command(mut self, log: bool) -> Self {
        self.log_command = log;
        self
    }

    /// Decides how an end counts, from the exit status and the last lines of standard error.
    ///
    /// It is asked for every end but a timeout, a success included; `None` leaves the decision to
    /// the rules that hold without it. It can make an error of a success and the other way round:
    ///
    /// ```
    /// # use std::process::Command;
    /// use logging_runtime::Outcome;
    /// use logging_runtime::process::{Capture, Class};
    ///
    /// # fn main() -> Result<(), logging_runtime::process::Error> {
    /// let found = Capture::new(Command::new("grep").args(["no such text", "Cargo.toml"]))
    ///     .classify(|status, _| (status.code() == Some(1)).then(|| Class::of(Outcome::NoCaptions)))
    ///     .run()?;
    /// assert_eq!(found.bytes_out, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn classify(
        mut self,
        rule: impl Fn(ExitStatus, &str) -> Option<Class> + Send + Sync + 'static,
    ) -> Self {
        self.classifier.own = Some(Box::new(rule));
        self
    }

    /// Reads failures as ffmpeg's: `error_type` is `network_error`, `tls_error`, `format_error` or
    /// `eof_error` where the last lines of standard error say so.
    ///
    /// For programs that wrap ffmpeg; for `ffmpeg` and `ffprobe` themselves it is on.
    pub fn ffmpeg(mut self) -> Self {
        self.classifier.ffmpeg = true;
        self
    }

    /// Runs the program and waits for it.
    ///
    /// # Errors
    ///
    /// When the program cannot be started, ends in a way that counts as a failure, or takes too
    /// long.
    pub fn run(self) -> Result<Finished, Error> {
        let (stage, plan, conclusion) = self.begin();
        conclusion.draw(stage, run::run(plan, &Leash::default()))
    }

    /// Runs the program without blocking the thread, on any runtime.
    ///
    /// Nothing happens before the first poll. Dropping the future kills the program with its
    /// process group, and the stage ends as `cancelled`.
    ///
    /// # Errors
    ///
    /// As [`run`](Capture::run).
    pub async fn run_async(self) -> Result<Finished, Error> {
        let (stage, plan, conclusion) = self.begin();
        let ended = Background::start(plan).await;
        conclusion.draw(stage, ended)
    }

    fn begin(self) -> (Stage, Plan, Conclusion) {
        let command = self
            .log_command
            .then(|| command::command_line(&self.plan.command, stage::is_secret, stage::clean));
        let stage = Stage::start(&self.stage, command.as_deref());
        (
            stage,
            self.plan,
            Conclusion {
                program: self.program,
                classifier: self.classifier,
            },
        )
    }
}

/// What is needed once more when the program has ended.
struct Conclusion {
    program: String,
    classifier: Classifier,
}

impl Conclusion {
    fn draw(self, stage: Stage, ended: Ended) -> Result<Finished, Error> {
        finished::conclude(stage, self.program, &self.classifier, ended)
    }
}

/// Without the command, whose arguments may hold secrets.
impl fmt::Debug for Capture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Capture")
            .field("stage", &self.stage)
            .field("timeout", &self.plan.limit)
            .finish_non_exhaustive()
    }
}

/// The tail of a stream that came in these chunks.
#[cfg(feature = "inspect")]
pub(crate) fn tail_of<'a>(chunks: impl IntoIterator<Item = &'a [u8]>, limit: usize) -> String {
    let mut tail = tail::Tail::new(limit);
    chunks.into_iter().for_each(|chunk| tail.push(chunk));
    tail.into_text()
}
