//! A function that returns a future in a box: it is followed in a box of the same type.

#![allow(unsafe_code)]

use std::future::Future;
use std::mem;
use std::pin::Pin;

use super::Run;
use super::future::{Staged, made};
use crate::classify::levels::{Judge, each_boxed_future};
use crate::site::Site;

/// A type that a followed future can be returned as.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be followed to its end",
    label = "nothing can be put around a value of this type",
    note = "`future` is for `impl Future` and for `Pin<Box<dyn Future>>`, also with `Send`, `Sync` and `Unpin`"
)]
pub trait BoxedFuture: Future + Sized {
    /// Puts the future that follows a box into a box.
    fn boxed_again<J>(staged: Staged<Self, J>) -> Self
    where
        J: BoxedJudge<Self::Output>;
}

/// A judge that can go into any box.
#[doc(hidden)]
pub trait BoxedJudge<T>: Judge<T> + Send + Sync + Unpin + 'static {}

impl<T, J: Judge<T> + Send + Sync + Unpin + 'static> BoxedJudge<T> for J {}

macro_rules! boxed_future {
    ($($bounds:tt)*) => {
        impl<'a, T> BoxedFuture for Pin<Box<dyn Future<Output = T> $($bounds)* + 'a>> {
            fn boxed_again<J: BoxedJudge<T>>(staged: Staged<Self, J>) -> Self {
                let again: Pin<Box<dyn Future<Output = T> $($bounds)* + '_>> = Box::pin(staged);
                // SAFETY: only the lifetime bound of the trait object changes. What is in it are
                // the box that was returned, which lives for `'a` as its type says, a judge and a
                // run, which borrow nothing. It cannot be said to the compiler because a `T` that
                // lives for `'a` is not what `dyn Future<Output = T> + 'a` asks.
                unsafe { mem::transmute(again) }
            }
        }
    };
}

each_boxed_future!(boxed_future);

/// As [`lazy`](super::lazy), for a future in a box. Where nobody wants the lines, it is the user's
/// own box.
pub(super) fn boxed<R: BoxedFuture>(
    site: &'static Site,
    make: impl FnOnce() -> R,
    judge: impl BoxedJudge<R::Output>,
) -> R {
    let (future, run) = made(site, make);
    followed(run, future, judge)
}

/// A future in a box, followed if it has a run.
pub(super) fn followed<R: BoxedFuture>(
    run: Option<Run>,
    future: R,
    judge: impl BoxedJudge<R::Output>,
) -> R {
    match run {
        None => future,
        run => R::boxed_again(Staged::prepared(run, future, judge)),
    }
}
