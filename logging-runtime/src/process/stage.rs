//! The stage a program runs as: the only place that speaks to the rest of the crate.

use std::process::ExitStatus;
use std::time::Duration;

use once_cell::sync::OnceCell;

use super::class::Class;
use super::error::{Error, ErrorKind};
use super::platform;
use crate::classify::Verdict;
use crate::config::{self, Logging};
use crate::lane;
use crate::lifecycle::{self, Run};
pub(super) use crate::redact::REPLACEMENT;
use crate::redact::Treatment;
use crate::user;

/// What is set for all programs: how many lines of standard error are kept, how long one may run.
pub(super) fn defaults() -> (usize, Option<Duration>) {
    static SETTINGS: OnceCell<config::Process> = OnceCell::new();
    let settings = SETTINGS.get_or_init(|| match lane::current() {
        Some(lane) => lane.settings().process,
        None => Logging::builder().settings.process,
    });
    (settings.tail_lines, settings.timeout)
}

/// Whether a value of this name may not be written.
pub(super) fn is_secret(key: &str) -> bool {
    lane::rules(lane::current()).redactor.key(key) != Treatment::Keep
}

/// A text without its secrets.
pub(super) fn clean(text: &str) -> String {
    lane::rules(lane::current()).clean(text).into_owned()
}

/// Runs code of the user; nothing comes of code that panics.
pub(super) fn guarded<T>(code: impl FnOnce() -> T) -> Option<T> {
    user::run(code).ok()
}

/// The running stage. Dropped, it ends as `cancelled`.
pub(super) struct Stage(Option<Run>);

impl Stage {
    pub(super) fn start(name: &str, command: Option<&str>) -> Self {
        Self(Run::stage(name, |start| {
            if let Some(command) = command {
                start.field("command", command);
            }
        }))
    }

    /// Runs `f` inside the stage.
    pub(super) fn scope<T>(&self, f: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(run) => run.context().scope(f),
            None => f(),
        }
    }

    pub(super) fn end(self, class: &Class, detail: Option<String>, report: &Report<'_>) {
        let Some(run) = self.0 else {
            return;
        };
        let mut verdict = Verdict::of(class.outcome);
        if let Some(error_type) = class.error_type {
            verdict = verdict.with_error_type(error_type);
        }
        if let Some(detail) = detail {
            verdict = verdict.with_detail(detail);
        }
        run.end_reporting(verdict, |line| report.write(line));
    }
}

/// The fields of the result line.
#[derive(Debug, Default)]
pub(super) struct Report<'a> {
    exit_code: Option<i32>,
    signal: Option<i32>,
    bytes_out: Option<u64>,
    stderr_tail: Option<&'a str>,
}

impl<'a> Report<'a> {
    /// Of a program that ended well. Only what is out of the ordinary is said of its end.
    pub(super) fn finished(status: ExitStatus, bytes_out: u64, stderr_tail: &'a str) -> Self {
        let bytes_out = Some(bytes_out);
        if status.success() {
            Self {
                bytes_out,
                ..Self::default()
            }
        } else {
            Self {
                bytes_out,
                ..Self::of(status, stderr_tail)
            }
        }
    }

    /// Of a program that failed.
    pub(super) fn failed(error: &'a Error) -> Self {
        match error.kind() {
            ErrorKind::Exit(status) => Self::of(*status, error.stderr_tail()),
            _ => Self {
                stderr_tail: Some(error.stderr_tail()),
                ..Self::default()
            },
        }
    }

    fn of(status: ExitStatus, stderr_tail: &'a str) -> Self {
        Self {
            exit_code: status.code(),
            signal: platform::signal(status),
            bytes_out: None,
            stderr_tail: Some(stderr_tail),
        }
    }

    fn write(&self, line: &mut lifecycle::Report) {
        if let Some(exit_code) = self.exit_code {
            line.field("exit_code", &exit_code);
        }
        if let Some(signal) = self.signal {
            line.field("signal", &signal);
        }
        if let Some(bytes_out) = self.bytes_out {
            line.field("bytes_out", &bytes_out);
        }
        if let Some(tail) = self.stderr_tail.filter(|tail| !tail.is_empty()) {
            line.field("stderr_tail", tail);
        }
    }
}
