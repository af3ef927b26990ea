//! What went wrong with a program.

use std::fmt;
use std::io;
use std::process::ExitStatus;
use std::time::Duration;

use super::class::Class;
use crate::{Classify, Outcome};

/// Why a program gave no result.
///
/// The error is opaque and one word wide; [`kind`](Error::kind) tells the cases apart. Its text
/// names the program and the reason, never the arguments, which may hold secrets. In an enclosing
/// stage or job it counts as what the program's own stage counted as.
///
/// ```
/// use std::process::Command;
/// use logging_runtime::process::{Capture, ErrorKind};
///
/// let error = Capture::new(Command::new("no-such-program")).run().unwrap_err();
/// assert!(matches!(error.kind(), ErrorKind::NotFound));
/// assert_eq!(error.to_string(), "no-such-program: not found in PATH");
/// ```
#[derive(Debug)]
pub struct Error(Box<Failure>);

#[derive(Debug)]
struct Failure {
    program: String,
    reason: String,
    kind: ErrorKind,
    class: Class,
    stderr_tail: String,
}

/// The cases of an [`Error`].
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no such program.
    NotFound,
    /// The system could not start the program.
    Spawn(io::Error),
    /// The program ended, and its end counts as a failure.
    Exit(ExitStatus),
    /// The program was killed with its process group after this time.
    Timeout(Duration),
    /// The program ran, but the system did not say what became of it.
    Io(io::Error),
}

impl Error {
    pub(super) fn new(
        program: String,
        kind: ErrorKind,
        reason: String,
        class: Class,
        stderr_tail: String,
    ) -> Self {
        Self(Box::new(Failure {
            program,
            reason,
            kind,
            class,
            stderr_tail,
        }))
    }

    /// Which case it is.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The last lines of standard error, as the program wrote them: secrets in it are not yet cut,
    /// as they are in a log line.
    pub fn stderr_tail(&self) -> &str {
        &self.0.stderr_tail
    }

    /// The exit code, if the program ended by itself.
    pub fn exit_code(&self) -> Option<i32> {
        match self.0.kind {
            ErrorKind::Exit(status) => status.code(),
            _ => None,
        }
    }

    /// Whether the program took longer than it was given.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Timeout(_))
    }

    pub(super) fn class(&self) -> &Class {
        &self.0.class
    }

    /// The text for the program's own stage, which carries its name already; where the program
    /// never ran the stage may have another name, so it is said.
    pub(super) fn detail(&self) -> String {
        let Failure { reason, .. } = &*self.0;
        match &self.0.kind {
            ErrorKind::NotFound => self.to_string(),
            ErrorKind::Spawn(error) => format!("{self}: {error}"),
            ErrorKind::Io(error) => format!("{reason}: {error}"),
            ErrorKind::Exit(_) | ErrorKind::Timeout(_) => reason.clone(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.program, self.0.reason)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            ErrorKind::Spawn(error) | ErrorKind::Io(error) => Some(error),
            ErrorKind::NotFound | ErrorKind::Exit(_) | ErrorKind::Timeout(_) => None,
        }
    }
}

impl Classify for Error {
    fn outcome(&self) -> Outcome {
        self.0.class.outcome
    }

    fn error_type(&self) -> Option<&'static str> {
        self.0.class.error_type
    }
}
