//! The same runs, where the type of the value cannot be written: a closure looks at the value.
//!
//! These are functions of their own for the sake of inference. Only a bound by `Fn` tells the
//! compiler what a closure takes, and only an argument that is a closure itself waits until the body
//! has said what it returns.

use std::future::Future;

use super::boxed::{BoxedFuture, boxed};
use super::{call, lazy, staged};
use crate::classify::Verdict;
use crate::classify::levels::Seen;
use crate::site::Site;

/// As [`call`].
#[doc(hidden)]
#[inline]
pub fn call_seen<R>(
    site: &'static Site,
    body: impl FnOnce() -> R,
    verdict: impl Fn(&R) -> Verdict,
) -> R {
    call(site, body, Seen(verdict))
}

/// As [`staged`].
#[doc(hidden)]
#[inline]
pub fn staged_seen<F: Future>(
    site: &'static Site,
    future: F,
    verdict: impl Fn(&F::Output) -> Verdict,
) -> impl Future<Output = F::Output> {
    staged(site, future, Seen(verdict))
}

/// As [`lazy`].
#[doc(hidden)]
#[inline]
pub fn lazy_seen<F: Future>(
    site: &'static Site,
    make: impl FnOnce() -> F,
    verdict: impl Fn(&F::Output) -> Verdict,
) -> impl Future<Output = F::Output> {
    lazy(site, make, Seen(verdict))
}

/// As [`boxed`].
#[doc(hidden)]
pub fn boxed_seen<R: BoxedFuture>(
    site: &'static Site,
    make: impl FnOnce() -> R,
    verdict: impl Fn(&R::Output) -> Verdict + Send + Sync + Unpin + 'static,
) -> R {
    boxed(site, make, Seen(verdict))
}
