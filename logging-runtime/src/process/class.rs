//! How the end of a program counts.

use std::process::ExitStatus;

use super::{ffmpeg, stage};
use crate::Outcome;

/// How the end of a program counts: an outcome, and for a failure its kind.
///
/// What a classifier given to [`Capture::classify`](super::Capture::classify) returns.
///
/// ```
/// use logging_runtime::Outcome;
/// use logging_runtime::process::Class;
///
/// let refused = Class::of(Outcome::Blocked).error_type("auth_error");
/// let broken = Class::error("format_error");
/// # let _ = (refused, broken);
/// ```
#[derive(Debug, Clone)]
pub struct Class {
    pub(super) outcome: Outcome,
    pub(super) error_type: Option<&'static str>,
}

impl Class {
    /// The end counts as `outcome`.
    #[must_use]
    pub const fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            error_type: None,
        }
    }

    /// The end counts as an error of this kind.
    #[must_use]
    pub const fn error(error_type: &'static str) -> Self {
        Self {
            outcome: Outcome::Error,
            error_type: Some(error_type),
        }
    }

    /// Names the kind of a failure.
    #[must_use]
    pub fn error_type(mut self, error_type: &'static str) -> Self {
        self.error_type = Some(error_type);
        self
    }

    /// Whether [`Capture::run`](super::Capture::run) returns an error.
    pub(super) fn is_failure(&self) -> bool {
        self.outcome.is_failure()
    }
}

type Rule = dyn Fn(ExitStatus, &str) -> Option<Class> + Send + Sync;

/// The rules that look at an exit status and the last lines of standard error, in this order: the
/// user's, ffmpeg's, the exit status alone.
#[derive(Default)]
pub(super) struct Classifier {
    pub(super) own: Option<Box<Rule>>,
    pub(super) ffmpeg: bool,
}

impl Classifier {
    pub(super) fn classify(&self, status: ExitStatus, tail: &str) -> Class {
        self.own(status, tail)
            .or_else(|| {
                self.ffmpeg
                    .then(|| ffmpeg::classify(status, tail))
                    .flatten()
            })
            .unwrap_or_else(|| {
                if status.success() {
                    Class::of(Outcome::Success)
                } else {
                    Class::error("service_error")
                }
            })
    }

    /// A classifier that panics has no opinion.
    fn own(&self, status: ExitStatus, tail: &str) -> Option<Class> {
        let own = self.own.as_ref()?;
        stage::guarded(|| own(status, tail)).flatten()
    }
}
