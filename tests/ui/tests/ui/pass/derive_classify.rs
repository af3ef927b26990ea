#![deny(warnings)]
//! `#[derive(Classify)]` on every shape of type.

use logging_runtime::{Classify, Outcome, stage};

#[derive(Debug, Classify)]
enum Failure<'a, E> {
    #[outcome(blocked, error_type = "auth_error", level = "info")]
    Refused,
    #[outcome(timeout)]
    Slow { after: u64 },
    #[outcome(transparent)]
    Inner(E),
    #[outcome(transparent, error_type = "network_error")]
    Io { source: std::io::Error },
    #[outcome(with = judge)]
    Status(u16, &'a str),
    #[outcome(partial)]
    r#Partial,
    Other,
}

fn judge(status: &u16, _: &str) -> Outcome {
    match status {
        429 => Outcome::Blocked,
        _ => Outcome::Error,
    }
}

#[derive(Debug, Classify)]
#[outcome(timeout, error_type = "timeout_error")]
struct Elapsed;

#[derive(Debug, Classify)]
#[outcome(transparent)]
struct Wrapper<T>(T)
where
    T: std::fmt::Debug;

#[derive(Debug, Classify)]
struct Plain {
    _code: u8,
}

#[derive(Classify)]
enum Never {}

#[stage("uses it")]
fn fails<'a>() -> Result<u8, Failure<'a, Elapsed>> {
    Err(Failure::Inner(Elapsed))
}

fn outcome<'a>(failure: Failure<'a, Elapsed>) -> Outcome {
    failure.outcome()
}

fn main() {
    assert!(matches!(outcome(Failure::Refused), Outcome::Blocked));
    assert!(matches!(outcome(Failure::Slow { after: 1 }), Outcome::Timeout));
    assert!(matches!(outcome(Failure::Inner(Elapsed)), Outcome::Timeout));
    assert!(matches!(outcome(Failure::Status(429, "")), Outcome::Blocked));
    assert!(matches!(outcome(Failure::Status(500, "")), Outcome::Error));
    assert!(matches!(outcome(Failure::Partial), Outcome::Other(..)));
    assert!(matches!(outcome(Failure::Other), Outcome::Error));
    let refused: Failure<'_, Elapsed> = Failure::Refused;
    assert_eq!(refused.error_type(), Some("auth_error"));
    assert!(refused.level().is_some());
    let inner: Failure<'_, Elapsed> = Failure::Inner(Elapsed);
    assert_eq!(inner.error_type(), Some("timeout_error"));
    let io: Failure<'_, Elapsed> = Failure::Io { source: std::io::Error::other("x") };
    assert_eq!(io.error_type(), Some("network_error"));
    assert!(matches!(Wrapper(Elapsed).outcome(), Outcome::Timeout));
    assert!(matches!(Plain { _code: 1 }.outcome(), Outcome::Error));
    assert!(fails().is_err());
    let _: Option<Never> = None;
}
