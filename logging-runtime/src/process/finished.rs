//! From how a program ended to what its caller gets and its stage says.

use std::io;
use std::process::ExitStatus;
use std::time::Duration;

use super::class::{Class, Classifier};
use super::error::{Error, ErrorKind};
use super::platform;
use super::run::{Ended, How};
use super::stage::{Report, Stage};
use super::tail::last_line;
use crate::Outcome;

/// A program that ended well.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Finished {
    /// How it ended. Not a success where a classifier said that another exit code is none to worry
    /// about.
    pub status: ExitStatus,
    /// The beginning of standard output; empty unless
    /// [`capture_stdout`](super::Capture::capture_stdout) asked for it.
    pub stdout: Vec<u8>,
    /// Standard output was captured, and longer than what was kept.
    pub stdout_truncated: bool,
    /// The bytes of standard output, or of the output file.
    pub bytes_out: u64,
    /// The last lines of standard error, joined by line feeds. As the program wrote them: secrets
    /// in it are not yet cut, as they are in a log line.
    pub stderr_tail: String,
    /// How long it ran.
    pub elapsed: Duration,
}

/// Ends the stage of a program, and answers its caller.
pub(super) fn conclude(
    stage: Stage,
    program: String,
    classifier: &Classifier,
    ended: Ended,
) -> Result<Finished, Error> {
    let stdout_truncated = ended.output.is_truncated();
    let stderr_tail = ended.output.tail.into_text();
    let judged = match ended.how {
        How::Exited(status) => {
            let class = stage.scope(|| classifier.classify(status, &stderr_tail));
            if class.is_failure() {
                Err(exited(status, class, &stderr_tail))
            } else {
                Ok((status, class))
            }
        }
        How::TimedOut(after) => Err(timed_out(after, &stderr_tail)),
        How::NotStarted { error, reason } => Err(not_started(error, reason)),
        How::Lost(error) => Err(lost(error)),
    };
    match judged {
        Ok((status, class)) => {
            let detail = (!status.success()).then(|| exit_text(status, &stderr_tail));
            let report = Report::finished(status, ended.bytes_out, &stderr_tail);
            stage.end(&class, detail, &report);
            Ok(Finished {
                status,
                stdout: ended.output.stdout,
                stdout_truncated,
                bytes_out: ended.bytes_out,
                stderr_tail,
                elapsed: ended.elapsed,
            })
        }
        Err((kind, reason, class)) => {
            let error = Error::new(program, kind, reason, class, stderr_tail);
            stage.end(error.class(), Some(error.detail()), &Report::failed(&error));
            Err(error)
        }
    }
}

/// The case, the reason in words, and how it counts.
type Problem = (ErrorKind, String, Class);

fn exited(status: ExitStatus, class: Class, tail: &str) -> Problem {
    (ErrorKind::Exit(status), exit_text(status, tail), class)
}

fn timed_out(after: Duration, tail: &str) -> Problem {
    let reason = with_last_line(format!("timeout after {after:?}"), tail);
    let class = Class::of(Outcome::Timeout).error_type("timeout_error");
    (ErrorKind::Timeout(after), reason, class)
}

fn not_started(error: io::Error, reason: String) -> Problem {
    let class = Class::error(if platform::is_exhausted(&error) {
        "resource_error"
    } else {
        "config_error"
    });
    match error.kind() {
        io::ErrorKind::NotFound => (ErrorKind::NotFound, reason, class),
        _ => (ErrorKind::Spawn(error), reason, class),
    }
}

fn lost(error: io::Error) -> Problem {
    let reason = "its end was not seen".to_owned();
    (ErrorKind::Io(error), reason, Class::error("service_error"))
}

fn exit_text(status: ExitStatus, tail: &str) -> String {
    let text = match (status.code(), platform::signal(status)) {
        (Some(code), _) => format!("exit_code={code}"),
        (None, Some(signal)) => format!("signal={signal}"),
        (None, None) => status.to_string(),
    };
    with_last_line(text, tail)
}

fn with_last_line(mut text: String, tail: &str) -> String {
    if let Some(last) = last_line(tail) {
        text.push_str(": ");
        text.push_str(last);
    }
    text
}
