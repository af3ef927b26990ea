//! What an annotated function calls: the methods of its site, each of which runs a body in its own way.
//!
//! They are methods because the compiler finds those sooner than a function by its path, and their
//! names are ones that no trait has, since a user's trait for everything has its methods here, too.
//! Where the type of the value cannot be written, a closure looks at the value: `__call_seen`. Those
//! are methods of their own for the sake of inference: only a bound by `Fn` tells the compiler what a
//! closure takes, and only an argument that is a closure itself waits until the body has said what it
//! returns.

use std::future::Future;

use super::boxed::{BoxedFuture, BoxedJudge, boxed};
use super::by_type::Way;
use super::call::call_at;
use super::future::{Staged, lazy};
use super::{Guard, Making};
use crate::classify::Verdict;
use crate::classify::levels::{Judge, Seen};
use crate::site::Site;

type Text = &'static str;

#[doc(hidden)]
impl Site {
    /// Runs the body of a function at once. Taking the closure by this bound makes it an `FnOnce`,
    /// so that a function may return what it has reborrowed from an argument.
    #[inline]
    #[track_caller]
    pub fn __call<R>(
        &'static self,
        name: Text,
        target: Text,
        body: impl FnOnce() -> R,
        judge: impl Judge<R>,
    ) -> R {
        call_at(self.wanted_at(name, target), body, judge)
    }

    #[inline]
    #[track_caller]
    pub fn __call_seen<R>(
        &'static self,
        name: Text,
        target: Text,
        body: impl FnOnce() -> R,
        verdict: impl Fn(&R) -> Verdict,
    ) -> R {
        call_at(self.wanted_at(name, target), body, Seen(verdict))
    }

    /// Runs the body as its type says: at once, or as the future in a box that it returns.
    #[inline]
    #[track_caller]
    pub fn __by_type<R>(
        &'static self,
        name: Text,
        target: Text,
        body: impl FnOnce() -> R,
        way: impl Way<R>,
    ) -> R {
        match self.wanted_at(name, target) {
            Some(site) => way.run(site, body),
            None => body(),
        }
    }

    /// Follows the future of an async function.
    #[inline]
    #[track_caller]
    pub fn __staged<F: Future, J: Judge<F::Output>>(
        &'static self,
        name: Text,
        target: Text,
        future: F,
        judge: J,
    ) -> Staged<F, J> {
        Staged::new(self.__at(name, target), future, judge)
    }

    #[inline]
    #[track_caller]
    pub fn __staged_seen<F: Future>(
        &'static self,
        name: Text,
        target: Text,
        future: F,
        verdict: impl Fn(&F::Output) -> Verdict,
    ) -> impl Future<Output = F::Output> {
        Staged::new(self.__at(name, target), future, Seen(verdict))
    }

    /// Runs a body that makes a future, and follows that.
    #[inline]
    #[track_caller]
    pub fn __lazy<F: Future, J: Judge<F::Output>>(
        &'static self,
        name: Text,
        target: Text,
        make: impl FnOnce() -> F,
        judge: J,
    ) -> Staged<F, J> {
        lazy(self.__at(name, target), make, judge)
    }

    #[inline]
    #[track_caller]
    pub fn __lazy_seen<F: Future>(
        &'static self,
        name: Text,
        target: Text,
        make: impl FnOnce() -> F,
        verdict: impl Fn(&F::Output) -> Verdict,
    ) -> impl Future<Output = F::Output> {
        lazy(self.__at(name, target), make, Seen(verdict))
    }

    /// As [`Site::__lazy`], for a future in a box.
    #[track_caller]
    pub fn __boxed<R: BoxedFuture>(
        &'static self,
        name: Text,
        target: Text,
        make: impl FnOnce() -> R,
        judge: impl BoxedJudge<R::Output>,
    ) -> R {
        boxed(self.__at(name, target), make, judge)
    }

    #[track_caller]
    pub fn __boxed_seen<R: BoxedFuture>(
        &'static self,
        name: Text,
        target: Text,
        make: impl FnOnce() -> R,
        verdict: impl Fn(&R::Output) -> Verdict + Send + Sync + Unpin + 'static,
    ) -> R {
        boxed(self.__at(name, target), make, Seen(verdict))
    }

    /// Watches over a body that stays where it is.
    #[track_caller]
    pub fn __guard(&'static self, name: Text, target: Text) -> Guard {
        Guard::new(self.__at(name, target))
    }

    /// As [`Site::__guard`], for a function of which every normal way out is a success.
    #[track_caller]
    pub fn __passing(&'static self, name: Text, target: Text) -> Guard {
        Guard::passing(self.__at(name, target))
    }

    /// Watches over a body that stays where it is and makes a future.
    #[track_caller]
    pub fn __making(&'static self, name: Text, target: Text) -> Making {
        Making::new(self.__at(name, target))
    }
}
