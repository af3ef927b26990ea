//! From a value to an outcome.

pub(crate) mod chain;
pub(crate) mod erased;
#[doc(hidden)]
pub mod inner;
mod keywords;
mod known;
pub(crate) mod levels;
mod link;
mod probe;
mod verdict;

use tracing::Level;

pub use link::ErrorLink;
pub use probe::register_error_probe;
pub(crate) use verdict::Verdict;

use crate::outcome::Outcome;

/// How a value says what it means for the run that returned it: implemented for the return value
/// itself, or for the error inside a `Result`.
///
/// `#[derive(Classify)]` writes it from attributes on the variants. A type that does not implement
/// it is fine as well: then an `Err` is classified by what it is known to be (a timeout, a refused
/// request), else it is `error`, and everything else is `success`.
///
/// ```
/// use logging_runtime::{Classify, Outcome};
///
/// enum FetchError {
///     Banned,
///     Slow,
/// }
///
/// impl Classify for FetchError {
///     fn outcome(&self) -> Outcome {
///         match self {
///             FetchError::Banned => Outcome::Blocked,
///             FetchError::Slow => Outcome::Timeout,
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` says nothing about its outcome",
    note = "derive it: `#[derive(Classify)]`, or implement `Classify` by hand"
)]
pub trait Classify {
    /// The outcome of a run that returned this.
    fn outcome(&self) -> Outcome;

    /// The kind of error, for `error_type`: `auth_error`, `network_error`, `timeout_error`,
    /// `config_error`, `resource_error`, `service_error` or a name of the program's own. Without
    /// one it follows from the outcome.
    fn error_type(&self) -> Option<&'static str> {
        None
    }

    /// The level of the result line, where it is not the outcome's own.
    fn level(&self) -> Option<Level> {
        None
    }
}

macro_rules! pointer {
    ($($pointer:ty),*) => {
        $(impl<T: Classify + ?Sized> Classify for $pointer {
            fn outcome(&self) -> Outcome {
                (**self).outcome()
            }

            fn error_type(&self) -> Option<&'static str> {
                (**self).error_type()
            }

            fn level(&self) -> Option<Level> {
                (**self).level()
            }
        })*
    };
}

pointer!(&T, Box<T>, std::rc::Rc<T>, std::sync::Arc<T>);

impl Classify for std::process::ExitStatus {
    fn outcome(&self) -> Outcome {
        if self.success() {
            Outcome::Success
        } else {
            Outcome::Error
        }
    }
}

impl Classify for std::process::Output {
    fn outcome(&self) -> Outcome {
        self.status.outcome()
    }
}

#[cfg(feature = "http")]
impl Classify for http::StatusCode {
    fn outcome(&self) -> Outcome {
        known::http_status(self.as_u16()).map_or(Outcome::Success, |class| class.outcome)
    }

    fn error_type(&self) -> Option<&'static str> {
        known::http_status(self.as_u16()).map(|class| class.error_type)
    }
}
