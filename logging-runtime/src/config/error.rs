//! Why logging could not be set up.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why logging could not be set up as it was asked for.
///
/// It says what to do; there is nothing in it to match on but whether something was installed
/// before.
#[derive(Clone, Debug)]
pub struct InitError(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Setting(String),
    File(PathBuf, Arc<io::Error>),
    /// Something of somebody else.
    Taken(&'static str),
    SetUpBefore,
}

impl InitError {
    /// Whether the program has a subscriber or logger already, this crate's own among them.
    pub fn is_already_installed(&self) -> bool {
        matches!(self.0, Kind::Taken(_) | Kind::SetUpBefore)
    }

    pub(super) fn setting(problem: String) -> InitError {
        InitError(Kind::Setting(problem))
    }

    pub(super) fn file(path: &Path, error: io::Error) -> InitError {
        InitError(Kind::File(path.to_owned(), Arc::new(error)))
    }

    /// Somebody else is in the place of what was to be installed.
    pub(super) fn taken(what: &'static str) -> InitError {
        InitError(Kind::Taken(what))
    }

    /// The program has called this crate before.
    pub(super) fn set_up_before() -> InitError {
        InitError(Kind::SetUpBefore)
    }
}

impl fmt::Display for InitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Setting(problem) => f.write_str(problem),
            Kind::File(path, error) => {
                write!(f, "cannot open {} for appending: {error}", path.display())
            }
            Kind::Taken(what) => write!(
                f,
                "the program has a {what} already: add `Logging::builder().layer()` to it instead"
            ),
            Kind::SetUpBefore => f.write_str(
                "logging is set up already: its first set-up holds, and so does the guard of that one",
            ),
        }
    }
}

impl std::error::Error for InitError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Kind::File(_, error) => Some(error),
            _ => None,
        }
    }
}
