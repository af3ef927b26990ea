//! What is said of a run that has ended.

use std::any::Any;
use std::borrow::Cow;

use tracing::Level;

use super::known::Class;
use super::{Classify, keywords};
use crate::outcome::Outcome;
use crate::panics;

/// The outcome of a run, with what a failure says of itself.
#[doc(hidden)]
#[derive(Clone, Debug)]
#[must_use]
pub struct Verdict {
    /// `None` for an empty answer, whose meaning the stage or the program decides.
    outcome: Option<Outcome>,
    level: Option<Level>,
    error_type: Option<Cow<'static, str>>,
    detail: Option<Cow<'static, str>>,
    panic_at: Option<Cow<'static, str>>,
    /// Whether no value was returned that `set_outcome` could speak for.
    is_final: bool,
}

impl Verdict {
    /// The value is what it should be.
    pub const SUCCESS: Verdict = Verdict {
        outcome: Some(Outcome::Success),
        ..Verdict::EMPTY
    };

    /// The value is a `None`.
    pub const EMPTY: Verdict = Verdict {
        outcome: None,
        level: None,
        error_type: None,
        detail: None,
        panic_at: None,
        is_final: false,
    };

    /// The run's future was dropped before it was done.
    pub(crate) const CANCELLED: Verdict = Verdict {
        outcome: Some(Outcome::Cancelled),
        is_final: true,
        ..Verdict::EMPTY
    };

    pub(crate) const fn of(outcome: Outcome) -> Verdict {
        Verdict {
            outcome: Some(outcome),
            ..Verdict::EMPTY
        }
    }

    /// What the value says of itself.
    pub(crate) fn said_by(value: &(impl Classify + ?Sized)) -> Verdict {
        Verdict {
            outcome: Some(value.outcome()),
            level: value.level(),
            error_type: value.error_type().map(Cow::Borrowed),
            ..Verdict::EMPTY
        }
    }

    /// An error of which this much is known.
    pub(crate) fn known(class: Option<Class>) -> Verdict {
        match class {
            Some(class) => Verdict {
                error_type: Some(Cow::Borrowed(class.error_type)),
                ..Verdict::of(class.outcome)
            },
            None => Verdict::of(Outcome::Error),
        }
    }

    /// The run panicked with this payload.
    pub(crate) fn panicked(payload: &(dyn Any + Send)) -> Verdict {
        let message = panics::message(payload);
        Verdict::panic_seen(&message, panics::place_of(&message))
    }

    /// The run panicked, with this message and at this place, as far as they are known.
    pub(crate) fn panic_seen(message: &str, place: Option<String>) -> Verdict {
        let detail = match message {
            "" => Cow::Borrowed("panic"),
            message => Cow::Owned(format!("panic: {message}")),
        };
        Verdict {
            error_type: Some(Cow::Borrowed("panic")),
            detail: Some(detail),
            panic_at: place.map(Cow::Owned),
            is_final: true,
            ..Verdict::of(Outcome::Error)
        }
    }

    pub(crate) fn with_detail(mut self, detail: impl Into<Cow<'static, str>>) -> Verdict {
        let detail = detail.into();
        self.detail = (!detail.is_empty()).then_some(detail);
        self
    }

    #[cfg(feature = "process")]
    pub(crate) fn with_error_type(mut self, error_type: impl Into<Cow<'static, str>>) -> Verdict {
        self.error_type = Some(error_type.into());
        self
    }

    /// Whether `set_outcome` and `set_detail` have the last word: not on a panic or a dropped
    /// future, of which they knew nothing.
    pub(crate) fn can_be_changed(&self) -> bool {
        !self.is_final
    }

    /// The same with another outcome.
    pub(crate) fn overruled(mut self, outcome: Outcome) -> Verdict {
        self.overrule(outcome);
        self
    }

    pub(crate) fn overrule(&mut self, outcome: Outcome) {
        if self.outcome != Some(outcome) {
            self.outcome = Some(outcome);
            self.level = None;
            self.error_type = None;
        }
    }

    pub(crate) fn set_detail(&mut self, detail: String) {
        self.detail = (!detail.is_empty()).then_some(Cow::Owned(detail));
    }

    /// An empty answer means what `none` says.
    #[inline]
    pub(crate) fn resolve(&mut self, none: impl FnOnce() -> Outcome) {
        self.outcome.get_or_insert_with(none);
    }

    /// Whether it is a success of which nothing more is said.
    #[inline]
    pub(crate) fn is_bare_success(&self) -> bool {
        self.outcome == Some(Outcome::Success) && self.level.is_none() && self.detail.is_none()
    }

    pub(crate) fn outcome(&self) -> Outcome {
        self.outcome.unwrap_or(Outcome::NoCaptions)
    }

    /// The level of the result line, where the site's own is `site`: what `Classify` says, else the
    /// outcome's where that is a failure, and no less severe than the site's.
    pub(crate) fn level(&self, site: Level) -> Level {
        match (self.level, self.outcome().level()) {
            (Some(level), _) => level,
            (None, Level::INFO) => site,
            (None, failure) => failure.min(site),
        }
    }

    /// The kind of a failure; what nobody has named is the service's. By `keywords`, the words of its
    /// detail are asked before that.
    pub(crate) fn error_type(&self, keywords: bool) -> &str {
        let by_words = || {
            self.detail()
                .filter(|_| keywords)
                .and_then(keywords::error_type)
        };
        match (&self.error_type, self.outcome()) {
            (Some(name), _) => name,
            (None, Outcome::Timeout) => "timeout_error",
            (None, _) => by_words().unwrap_or("service_error"),
        }
    }

    pub(crate) fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    pub(crate) fn panic_at(&self) -> Option<&str> {
        self.panic_at.as_deref()
    }
}
