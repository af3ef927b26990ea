//! A future that is made where the function's body is: under `#[track_caller]`, so that the caller's
//! place is kept.

use std::future::Future;

use tracing::span::EnteredSpan;

use super::Run;
use super::boxed::{self, BoxedFuture, BoxedJudge};
use super::future::Staged;
use super::guard::entered;
use crate::classify::Verdict;
use crate::classify::levels::{Judge, Seen};
use crate::context::current::Scoped;
use crate::site::Site;

/// The run of such a future while it is made. Dropped before that, it has written nothing.
///
/// It lives on the function's stack and is named by nobody else, so scopes nest strictly here, too.
#[doc(hidden)]
pub struct Making {
    _span: Option<EnteredSpan>,
    _scoped: Option<Scoped>,
    run: Option<Run>,
}

impl Making {
    pub fn new(site: &'static Site) -> Making {
        let run = Run::open_postponed(site);
        let (scoped, span) = run.as_ref().map(entered).unzip();
        Making {
            _span: span,
            _scoped: scoped,
            run,
        }
    }

    /// The future that was made, followed from its first poll on.
    pub fn followed<F, J>(self, future: F, judge: J) -> Staged<F, J>
    where
        F: Future,
        J: Judge<F::Output>,
    {
        Staged::prepared(self.run, future, judge)
    }

    /// The same in a box.
    pub fn boxed<R: BoxedFuture>(self, future: R, judge: impl BoxedJudge<R::Output>) -> R {
        boxed::followed(self.run, future, judge)
    }

    /// As [`Making::followed`], where a closure looks at the output.
    pub fn followed_seen<F: Future>(
        self,
        future: F,
        verdict: impl Fn(&F::Output) -> Verdict,
    ) -> impl Future<Output = F::Output> {
        self.followed(future, Seen(verdict))
    }

    /// As [`Making::boxed`], where a closure looks at the output.
    pub fn boxed_seen<R: BoxedFuture>(
        self,
        future: R,
        verdict: impl Fn(&R::Output) -> Verdict + Send + Sync + Unpin + 'static,
    ) -> R {
        self.boxed(future, Seen(verdict))
    }
}
