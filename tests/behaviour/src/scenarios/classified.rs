//! Values and errors that say themselves what they mean.

// A function named by `with` takes the fields as the derive has them, by reference.
#![allow(clippy::trivially_copy_pass_by_ref)]

use std::error::Error;
use std::fmt::{self, Debug, Display};
use std::io;

use logging_runtime::{Classify, Outcome, init, stage};

use super::errors::timed_out;

scenarios!(derived, defaults, by_hand, overruled, pointers,);

#[derive(Debug, Classify)]
enum FetchError {
    #[outcome(blocked, error_type = "auth_error")]
    Banned,
    #[outcome(timeout)]
    Slow {
        after: u8,
    },
    #[outcome(transparent)]
    Io(io::Error),
    #[outcome(transparent)]
    Deeper(Box<dyn Error + Send + Sync>),
    #[outcome(with = by_status)]
    Status(u16),
    #[outcome(partial, level = "warn")]
    Half,
    #[outcome(error, error_type = "quota_error", level = "warn")]
    Quota,
    Unnamed,
}

fn by_status(status: &u16) -> Outcome {
    match status {
        404 => Outcome::NoCaptions,
        _ => Outcome::Error,
    }
}

impl Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FetchError::Slow { after } => write!(f, "slow after {after}"),
            other => write!(f, "it is {other:?}"),
        }
    }
}

impl Error for FetchError {}

#[derive(Debug, PartialEq, Classify)]
#[outcome(not_modified)]
struct Unchanged;

returning! {
    "derived" derived_error Result<(), FetchError>,
    "derived_value" derived_value Unchanged,
    "derived_inside" derived_inside Result<Unchanged, FetchError>,
}

fn derived() {
    let _guard = init();
    for error in [
        FetchError::Banned,
        FetchError::Slow { after: 3 },
        FetchError::Io(timed_out()),
        FetchError::Deeper(Box::new(io::Error::from(io::ErrorKind::PermissionDenied))),
        FetchError::Status(404),
        FetchError::Status(500),
        FetchError::Half,
        FetchError::Quota,
        FetchError::Unnamed,
    ] {
        let _ = derived_error(Err(error));
    }
    assert_eq!(derived_value(Unchanged), Unchanged);
    let _ = derived_inside(Ok(Unchanged));
    let _ = derived_inside(Err(FetchError::Banned));
}

#[derive(Debug, Classify)]
#[outcome(default = blocked)]
enum Refusal {
    Silent,
    #[outcome(error_type = "quota_error")]
    Quota,
    #[outcome(with = Self::by_age, level = "error")]
    Old {
        age: u8,
        limit: u8,
    },
    #[outcome(transparent, error_type = "auth_error")]
    Inner(Page),
}

impl Refusal {
    fn by_age(age: &u8, limit: &u8) -> Outcome {
        if age > limit {
            Outcome::Timeout
        } else {
            Outcome::Success
        }
    }
}

#[derive(Debug, Classify)]
#[outcome(with = Self::by_count)]
struct Batch {
    failed: u8,
}

impl Batch {
    fn by_count(&self) -> Outcome {
        match self.failed {
            0 => Outcome::Success,
            _ => Outcome::other("partial"),
        }
    }
}

returning! {
    "refusal" refusal Result<(), Refusal>,
    "batch" batch Batch,
}

fn defaults() {
    let _guard = init();
    for error in [
        Refusal::Silent,
        Refusal::Quota,
        Refusal::Old { age: 9, limit: 3 },
        Refusal::Old { age: 1, limit: 3 },
        Refusal::Inner(Page { status: 403 }),
        Refusal::Inner(Page { status: 500 }),
    ] {
        let _ = refusal(Err(error));
    }
    assert_eq!(batch(Batch { failed: 0 }).failed, 0);
    assert_eq!(batch(Batch { failed: 2 }).failed, 2);
}

/// Says what it means, and has no text.
#[derive(Debug)]
struct Page {
    status: u16,
}

impl Classify for Page {
    fn outcome(&self) -> Outcome {
        match self.status {
            200 => Outcome::Success,
            403 => Outcome::Blocked,
            _ => Outcome::Error,
        }
    }

    fn error_type(&self) -> Option<&'static str> {
        (self.status == 403).then_some("auth_error")
    }
}

returning! {
    "page" page Page,
    "page_error" page_error Result<u8, Page>,
    "page_inside" page_inside Result<Page, String>,
}

fn by_hand() {
    let _guard = init();
    for status in [200, 403, 500] {
        page(Page { status });
    }
    let _ = page_error(Err(Page { status: 403 }));
    let _ = page_inside(Ok(Page { status: 403 }));
}

#[stage("closure", outcome = |n: &u8| if *n > 1 { Outcome::Blocked } else { Outcome::Success })]
fn by_closure(n: u8) -> u8 {
    n
}

#[stage("path", outcome = as_timeout)]
fn by_path() -> Result<u8, String> {
    Err("slow".to_owned())
}

#[stage("forgiven", outcome = |_| Outcome::Success)]
async fn forgiven() -> Result<u8, String> {
    Err("not so bad".to_owned())
}

fn as_timeout(_: &Result<u8, String>) -> Outcome {
    Outcome::Timeout
}

fn overruled() {
    let _guard = init();
    by_closure(1);
    by_closure(2);
    let _ = by_path();
    let _ = futures::executor::block_on(forgiven());
}

returning! {
    "box" boxed_error Result<(), Box<FetchError>>,
    "box_of_io" boxed_io Result<(), Box<io::Error>>,
    "arc_of_io" shared_io Result<(), std::sync::Arc<io::Error>>,
}

fn pointers() {
    let _guard = init();
    let _ = boxed_error(Err(Box::new(FetchError::Banned)));
    let _ = boxed_io(Err(Box::new(timed_out())));
    let _ = shared_io(Err(timed_out().into()));
}
