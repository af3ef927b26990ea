//! Errors of types that the framework does not know, told by functions of the program.

use std::sync::OnceLock;

use super::known::Class;
use super::link::ErrorLink;
use crate::outcome::Outcome;
use crate::{notice, user};

/// What an error means: the outcome, and the `error_type` where that is a failure.
type Probe = fn(&ErrorLink<'_>) -> Option<(Outcome, &'static str)>;

const MAX_PROBES: usize = 16;

static PROBES: [OnceLock<Probe>; MAX_PROBES] = [const { OnceLock::new() }; MAX_PROBES];

/// Lets the program say what errors of other crates mean, for every run from now on.
///
/// `probe` is asked for every link of an error's chain, from the outside in, before what the
/// framework knows of that link: the error that was returned, what is in a `Box<dyn Error>` or an
/// `anyhow::Error`, and each `source()`. The first answer of the first probe counts, as an outcome
/// and an `error_type`. Errors that implement [`Classify`](trait@crate::Classify) say themselves
/// what they mean and are not asked for. A probe that panics has said nothing.
///
/// Returns `false`, and says so on standard error, where 16 probes are registered already.
///
/// ```
/// use logging_runtime::{Outcome, register_error_probe};
/// use std::net::AddrParseError;
///
/// register_error_probe(|link| {
///     // Where it is the source of another error, it is given as what it is.
///     if let Some(error) = link.downcast_ref::<AddrParseError>() {
///         return Some((Outcome::Error, "config_error"));
///     }
///     // As the error that was returned it is told by its type and its text.
///     let is_late = link.to_string().contains("deadline has elapsed");
///     is_late.then_some((Outcome::Timeout, "timeout_error"))
/// });
/// ```
///
/// A type without a lifetime in it can be given in any place, see
/// [`ErrorLink::downcast_ref_ignoring_lifetimes`].
pub fn register_error_probe(probe: fn(&ErrorLink<'_>) -> Option<(Outcome, &'static str)>) -> bool {
    let is_registered = PROBES.iter().any(|slot| slot.set(probe).is_ok());
    if !is_registered {
        notice::once(format_args!(
            "an error probe is not asked: {MAX_PROBES} are registered already"
        ));
    }
    is_registered
}

/// What the first probe that knows this link says of it.
pub(super) fn ask(link: &ErrorLink<'_>) -> Option<Class> {
    let probes = PROBES.iter().map_while(OnceLock::get);
    probes
        .filter_map(|probe| user::run(|| probe(link)).ok()?)
        .map(|(outcome, error_type)| Class {
            outcome,
            error_type,
        })
        .next()
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::fmt::{self, Display};

    use super::*;
    use crate::classify::erased;

    #[derive(Debug)]
    struct Inner(&'static str);

    #[derive(Debug)]
    struct Outer(Inner);

    impl Display for Inner {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("inner")
        }
    }

    impl Error for Inner {}

    impl Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("outer")
        }
    }

    impl Error for Outer {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn each_link_is_asked_for_from_the_outside_in() {
        fn inner(link: &ErrorLink<'_>) -> Option<(Outcome, &'static str)> {
            let error = link.downcast_ref::<Inner>()?;
            (error.0 == "asked").then_some((Outcome::Blocked, "inner"))
        }
        fn panics(link: &ErrorLink<'_>) -> Option<(Outcome, &'static str)> {
            assert!(!link.is::<Outer>());
            None
        }
        assert!(register_error_probe(panics) && register_error_probe(inner));
        let class = erased::walk(&Outer(Inner("asked")));
        let expected = Class {
            outcome: Outcome::Blocked,
            error_type: "inner",
        };
        assert_eq!(class, Some(expected));
        assert_eq!(erased::walk(&Outer(Inner("another"))), None);
    }
}
