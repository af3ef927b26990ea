//! What the questions come to.

use std::marker::PhantomData;

use super::error::ErrorLevel;
use super::question;
use super::value::ValueLevel;
use crate::classify::Verdict;
use crate::outcome::Outcome;

/// Says what a value of type `R` means for the run that returned it.
pub trait Judge<R: ?Sized> {
    #[doc(hidden)]
    fn verdict(&self, value: &R) -> Verdict;

    /// Whether it is a success and nothing else, which is said without any code of the user.
    #[doc(hidden)]
    #[inline]
    fn is_success(&self, _: &R) -> bool {
        false
    }
}

/// A closure that looks at the value, where its type could not be asked.
pub(crate) struct Seen<F>(pub(crate) F);

impl<R: ?Sized, F: Fn(&R) -> Verdict> Judge<R> for Seen<F> {
    #[inline]
    fn verdict(&self, value: &R) -> Verdict {
        (self.0)(value)
    }
}

question!(
    /// The judge that the questions have come to. `W` says what is judged: a value that is there
    /// [`Now`], or the output of a future, [`Later`]; with the level of its error, if it is a result.
    By<W, L>
);

pub struct Now;
pub struct Later;
/// In an option.
pub struct Optional<W>(PhantomData<W>);
pub struct Failing<W, L>(PhantomData<(W, L)>);

impl<L> By<Later, L> {
    /// The judge of the future's output.
    pub(crate) const fn of_output(self) -> By<Now, L> {
        By::NEW
    }
}

impl<LE, L> By<Failing<Later, LE>, L> {
    /// The judge of the future's output.
    pub(crate) const fn of_output(self) -> By<Failing<Now, LE>, L> {
        By::NEW
    }
}

impl<LE, L> By<Failing<Optional<Later>, LE>, L> {
    /// The judge of the future's output.
    pub(crate) const fn of_output(self) -> By<Failing<Optional<Now>, LE>, L> {
        By::NEW
    }
}

impl<T, L: ValueLevel<T>> Judge<T> for By<Now, L> {
    #[inline]
    fn verdict(&self, value: &T) -> Verdict {
        L::verdict(value)
    }

    #[inline]
    fn is_success(&self, _: &T) -> bool {
        L::IS_SILENT
    }
}

impl<T, E, LE: ErrorLevel<E>, L: ValueLevel<T>> Judge<Result<T, E>> for By<Failing<Now, LE>, L> {
    #[inline]
    fn verdict(&self, value: &Result<T, E>) -> Verdict {
        match value {
            Ok(value) => L::verdict(value),
            Err(error) => LE::verdict(error),
        }
    }

    #[inline]
    fn is_success(&self, value: &Result<T, E>) -> bool {
        L::IS_SILENT && value.is_ok()
    }
}

impl<T, E, LE: ErrorLevel<E>, L: ValueLevel<T>> Judge<Option<Result<T, E>>>
    for By<Failing<Optional<Now>, LE>, L>
{
    #[inline]
    fn verdict(&self, value: &Option<Result<T, E>>) -> Verdict {
        match value {
            Some(result) => By::<Failing<Now, LE>, L>::NEW.verdict(result),
            None => Verdict::EMPTY,
        }
    }
}

/// The judge of values that say nothing, such as `()`.
///
/// The questions come to it for most types, so it is a type without parameters, which costs the
/// compiler least.
pub struct Success;

impl<T: ?Sized> Judge<T> for Success {
    #[inline]
    fn verdict(&self, _: &T) -> Verdict {
        Verdict::SUCCESS
    }

    #[inline]
    fn is_success(&self, _: &T) -> bool {
        true
    }
}

macro_rules! goes_on {
    ($($question:ident)*) => {
        /// There is no error, and nothing else to be asked.
        impl Success {
            pub(super) const NEW: Self = Success;

            $(/// It is answered already.
            #[must_use]
            pub const fn $question(self) -> Self {
                self
            })*
        }
    };
}
goes_on!(__error __known __untold __text __said __value __nested __untold_nested __opaque);

/// A judge whose outcome is decided by the function given as `outcome`.
pub struct Overruled<J, F> {
    pub(crate) judge: J,
    pub(crate) outcome: F,
}

/// As `Judge::verdict` is asked, with the other outcome.
impl<R: ?Sized, J: Judge<R>, F: Fn(&R) -> Outcome> Judge<R> for Overruled<J, F> {
    fn verdict(&self, value: &R) -> Verdict {
        self.judge.verdict(value).overruled((self.outcome)(value))
    }
}

/// What a judge is shown of a function that returns an `R`. It is not told by [`Judge`], which can
/// be implemented for many types: what the function given as `outcome` takes has to be one.
pub trait Sees<R: ?Sized> {
    /// The value that was returned, or the output of the future.
    type Value: ?Sized;
}

impl<R: ?Sized, L> Sees<R> for By<Now, L> {
    type Value = R;
}

impl<R: ?Sized, LE, L> Sees<R> for By<Failing<Now, LE>, L> {
    type Value = R;
}

impl<R: ?Sized, LE, L> Sees<R> for By<Failing<Optional<Now>, LE>, L> {
    type Value = R;
}

impl<R: ?Sized> Sees<R> for Success {
    type Value = R;
}
