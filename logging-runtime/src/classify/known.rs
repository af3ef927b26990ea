//! Errors whose meaning is known by their type, anywhere in a chain of sources.

use std::error::Error;
use std::io;
use std::sync::Arc;

use super::link::ErrorLink;
use super::probe;
use crate::outcome::Outcome;
use crate::user;

/// What is known of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    pub(crate) outcome: Outcome,
    pub(crate) error_type: &'static str,
}

const fn class(outcome: Outcome, error_type: &'static str) -> Class {
    Class {
        outcome,
        error_type,
    }
}

/// What is said or known of the first link of a chain of which that is so.
pub(crate) fn walk(error: &(dyn Error + 'static)) -> Option<Class> {
    Links(MOST_LINKS).walk(error)
}

/// What is known of an error itself. Its type may borrow, though the signature says that it does
/// not: it is taken only as types in which no lifetime stands, and no reference leaves this.
pub(super) fn of_link(link: &(dyn Error + 'static)) -> Option<Class> {
    Links(MOST_LINKS).of_link(link)
}

/// How many more links are looked at. A chain may be a circle, also through what an `io::Error` hides, and where
/// it branches each branch is looked at.
struct Links(usize);

const MOST_LINKS: usize = 32;

impl Links {
    fn walk(&mut self, error: &(dyn Error + 'static)) -> Option<Class> {
        let mut next = Some(error);
        while let Some(link) = next {
            self.0 = self.0.checked_sub(1)?;
            let class = probe::ask(&ErrorLink::owned(link)).or_else(|| self.of_link(link));
            if class.is_some() {
                return class;
            }
            next = user::source(link).ok()?;
        }
        None
    }

    fn of_link(&mut self, link: &(dyn Error + 'static)) -> Option<Class> {
        if let Some(error) = as_io_error(link) {
            return self.of_io_error(error);
        }
        if link.is::<std::env::VarError>() {
            return Some(class(Outcome::Error, "config_error"));
        }
        #[cfg(feature = "tokio")]
        if link.is::<tokio::time::error::Elapsed>() {
            return Some(class(Outcome::Timeout, "timeout_error"));
        }
        #[cfg(feature = "reqwest")]
        if let Some(error) = link.downcast_ref::<reqwest::Error>() {
            return self.of_reqwest_error(error);
        }
        None
    }

    /// An `io::Error` made from another error hides it from its own `source()`, which gives the source
    /// of what is inside; so the inside is looked at first.
    fn of_io_error(&mut self, error: &io::Error) -> Option<Class> {
        let inside = error.get_ref().and_then(|inside| self.walk(inside));
        inside.or_else(|| io_kind(error.kind()))
    }

    /// The status of an answer says more than how the request failed.
    #[cfg(feature = "reqwest")]
    fn of_reqwest_error(&mut self, error: &reqwest::Error) -> Option<Class> {
        if let Some(status) = error.status() {
            return http_status(status.as_u16());
        }
        if error.is_timeout() {
            return Some(class(Outcome::Timeout, "timeout_error"));
        }
        if error.is_builder() {
            return Some(class(Outcome::Error, "config_error"));
        }
        let source = error.source().and_then(|source| self.walk(source));
        source.or_else(|| Some(class(Outcome::Error, "network_error")))
    }
}

/// An `io::Error`, also one in a box: a box hides it from its own `source()`.
fn as_io_error<'a>(link: &'a (dyn Error + 'static)) -> Option<&'a io::Error> {
    let boxed = || link.downcast_ref::<Box<io::Error>>().map(|boxed| &**boxed);
    let shared = || {
        link.downcast_ref::<Arc<io::Error>>()
            .map(|shared| &**shared)
    };
    link.downcast_ref().or_else(boxed).or_else(shared)
}

fn io_kind(kind: io::ErrorKind) -> Option<Class> {
    use io::ErrorKind as K;
    Some(match kind {
        // A socket with a read timeout reports `WouldBlock` on Unix.
        K::TimedOut | K::WouldBlock => class(Outcome::Timeout, "timeout_error"),
        K::PermissionDenied => class(Outcome::Blocked, "auth_error"),
        K::ConnectionRefused
        | K::ConnectionReset
        | K::ConnectionAborted
        | K::NotConnected
        | K::AddrInUse
        | K::AddrNotAvailable
        | K::BrokenPipe
        | K::HostUnreachable
        | K::NetworkUnreachable
        | K::NetworkDown => class(Outcome::Error, "network_error"),
        K::NotFound | K::StorageFull | K::QuotaExceeded | K::FileTooLarge | K::OutOfMemory => {
            class(Outcome::Error, "resource_error")
        }
        _ => return None,
    })
}

/// What an HTTP status means; nothing below 400.
#[cfg(any(feature = "http", feature = "reqwest"))]
pub(crate) fn http_status(status: u16) -> Option<Class> {
    Some(match status {
        401 | 403 | 407 => class(Outcome::Blocked, "auth_error"),
        429 | 451 => class(Outcome::Blocked, "service_error"),
        408 | 504 => class(Outcome::Timeout, "timeout_error"),
        400.. => class(Outcome::Error, "service_error"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(error: &(dyn Error + 'static)) -> Option<Outcome> {
        walk(error).map(|class| class.outcome)
    }

    #[test]
    fn an_io_error_is_read_inside_out() {
        let timed_out = || io::Error::from(io::ErrorKind::TimedOut);
        assert_eq!(outcome(&timed_out()), Some(Outcome::Timeout));
        assert_eq!(
            outcome(&io::Error::other(timed_out())),
            Some(Outcome::Timeout)
        );
        let refused = io::Error::new(io::ErrorKind::ConnectionRefused, "no");
        assert_eq!(walk(&refused), Some(class(Outcome::Error, "network_error")));
        assert_eq!(outcome(&io::Error::other("x")), None);
    }

    #[test]
    fn a_chain_that_is_a_circle_ends() {
        #[derive(Debug)]
        struct Circle;
        impl std::fmt::Display for Circle {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("circle")
            }
        }
        impl Error for Circle {
            fn source(&self) -> Option<&(dyn Error + 'static)> {
                Some(&Circle)
            }
        }
        assert_eq!(outcome(&Circle), None);
    }

    /// What it hides can lead back to it, and so can its source.
    #[derive(Debug)]
    struct Hidden(fn() -> Option<&'static io::Error>, Option<Box<io::Error>>);

    impl std::fmt::Display for Hidden {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("hidden")
        }
    }

    impl Error for Hidden {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            let inside = self.1.as_deref().or_else(self.0);
            inside.map(|error| error as &dyn Error)
        }
    }

    #[test]
    fn a_chain_that_is_a_circle_through_what_an_io_error_hides_ends() {
        static CIRCLE: std::sync::LazyLock<io::Error> =
            std::sync::LazyLock::new(|| io::Error::other(Hidden(|| Some(&CIRCLE), None)));
        assert_eq!(outcome(&*CIRCLE), None);
    }

    #[test]
    fn a_chain_in_which_every_io_error_leads_to_the_next_by_two_ways_ends_soon() {
        let mut error = io::Error::other("the last");
        for _ in 0..200 {
            error = io::Error::other(Hidden(|| None, Some(Box::new(error))));
        }
        assert_eq!(outcome(&error), None);
    }
}
