#![deny(warnings)]
#![allow(dead_code, unexpected_cfgs)]
//! `#[derive(Classify)]` on every kind of variant, struct and field.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::io;

use logging_runtime::{Classify, Outcome};

#[derive(Debug, Classify)]
#[outcome(timeout, error_type = "timeout_error")]
pub struct Elapsed;

#[derive(Debug, Classify)]
#[non_exhaustive]
#[outcome(default = blocked)]
pub enum Shapes<'a, T: fmt::Debug, E, const N: usize>
where
    E: fmt::Debug,
{
    Unit,
    #[outcome(timeout)]
    Tuple(T, [u8; N]),
    #[outcome(transparent)]
    Asked(E),
    #[outcome(transparent)]
    AskedAgain { source: E },
    #[outcome(transparent)]
    Again(Box<Shapes<'a, T, E, N>>),
    #[outcome(transparent)]
    Boxed(Box<dyn Error + Send + Sync + 'a>),
    #[outcome(transparent)]
    Never(Infallible),
    #[outcome(with = by_status)]
    Status(u16, &'a str),
    #[outcome(with = Self::by_name, level = "debug")]
    Named { status: u16, body: String },
    #[outcome(with = constant::<{ 1 + 1 }, u8>)]
    Constant,
    #[outcome(error_type = "quota_error")]
    #[deprecated]
    Old,
    #[outcome(r#try)]
    r#Raw {
        r#type: u8,
    },
    #[cfg(feature = "no_such_feature")]
    #[outcome(transparent)]
    Absent(NoSuchType),
    #[cfg(not(feature = "no_such_feature"))]
    #[outcome(success)]
    Present(#[allow(unused)] u8),
    #[cfg_attr(not(feature = "no_such_feature"), outcome(partial))]
    Conditional,
}

fn by_status(status: &u16, body: &str) -> Outcome {
    match status {
        429 if body.is_empty() => Outcome::Blocked,
        404 => Outcome::NoCaptions,
        _ => Outcome::Error,
    }
}

fn constant<const N: usize, T>() -> Outcome {
    Outcome::Cancelled
}

impl<T: fmt::Debug, E: fmt::Debug, const N: usize> Shapes<'_, T, E, N> {
    fn by_name(status: &u16, body: &str) -> Outcome {
        by_status(status, body)
    }
}

#[derive(Debug, Classify)]
#[outcome(with = Self::judge)]
pub struct Whole {
    status: u16,
}

impl Whole {
    fn judge(&self) -> Outcome {
        by_status(&self.status, "")
    }
}

#[derive(Debug, Classify)]
#[outcome(exhaustive)]
pub enum Every {
    #[outcome(success)]
    A,
    #[outcome(transparent)]
    Io(io::Error),
}

#[derive(Classify)]
pub enum Nothing {}

#[derive(Classify)]
#[outcome(default = timeout)]
pub enum One {
    Only,
}

#[derive(Classify)]
#[outcome(transparent)]
pub struct Shared(std::sync::Arc<io::Error>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Classify)]
#[repr(u8)]
pub enum Numbered {
    #[outcome(cancelled)]
    A = 1,
    #[outcome(unseen)]
    B = 2,
}

fn main() {
    type S<'a> = Shapes<'a, u8, Elapsed, 2>;
    for (shape, outcome, error_type) in [
        (S::Unit, "blocked", None),
        (S::Tuple(1, [1, 2]), "timeout", None),
        (S::Asked(Elapsed), "timeout", Some("timeout_error")),
        (S::AskedAgain { source: Elapsed }, "timeout", Some("timeout_error")),
        (S::Again(Box::new(S::Asked(Elapsed))), "timeout", Some("timeout_error")),
        (S::Again(Box::new(S::Unit)), "blocked", None),
        (S::Boxed("text".into()), "error", None),
        (S::Boxed(io::Error::from(io::ErrorKind::TimedOut).into()), "timeout", Some("timeout_error")),
        (S::Status(429, ""), "blocked", None),
        (S::Status(429, "x"), "error", None),
        (S::Named { status: 404, body: String::new() }, "no_captions", None),
        (S::Constant, "cancelled", None),
        (S::Raw { r#type: 1 }, "try", None),
        (S::Present(1), "success", None),
        (S::Conditional, "partial", None),
    ] {
        assert_eq!(shape.outcome().as_str(), outcome, "{shape:?}");
        assert_eq!(shape.error_type(), error_type, "{shape:?}");
    }
    assert!(S::Named { status: 1, body: String::new() }.level().is_some());
    assert_eq!(Whole { status: 404 }.outcome(), Outcome::NoCaptions);
    assert_eq!(Every::A.outcome(), Outcome::Success);
    assert_eq!(Every::Io(io::ErrorKind::PermissionDenied.into()).outcome(), Outcome::Blocked);
    assert_eq!(One::Only.outcome(), Outcome::Timeout);
    assert_eq!(Shared(std::sync::Arc::new(io::ErrorKind::TimedOut.into())).outcome(), Outcome::Timeout);
    assert_eq!(Numbered::A.outcome(), Outcome::Cancelled);
}
