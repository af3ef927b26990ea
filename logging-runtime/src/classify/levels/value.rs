//! What a value says, where it is no error.

use std::error::Error;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;
use std::ops::Deref;

use super::error::{ErrorLevel, Said, Unsaid, by as text};
use super::{Ask, By, question, then};
use crate::classify::{Classify, Verdict, erased};

/// A level of knowledge about values of type `T`.
pub trait ValueLevel<T> {
    /// Every value is a success.
    const IS_SILENT: bool = false;

    fn verdict(value: &T) -> Verdict;
}

/// The level of values that were not asked, be they all that a function returns or what is in a result.
pub struct Of<T>(PhantomData<fn(*const T)>);

/// The levels as what is left of them.
pub(super) mod by {
    pub struct Classify;
    pub struct Option;
    /// A result in a result, whose error is at this level.
    pub struct Nested<L>(std::marker::PhantomData<L>);
    pub struct Nothing;
}

impl<T, W> Ask for By<W, Of<T>> {
    type Otherwise = By<W, by::Nothing>;

    fn otherwise(self) -> By<W, by::Nothing> {
        By::NEW
    }
}

impl<T: Classify, W> By<W, Of<T>> {
    pub const fn __value(self) -> By<W, by::Classify> {
        By::NEW
    }
}

impl<T, W> By<W, Of<Option<T>>> {
    pub const fn __value(self) -> By<W, by::Option> {
        By::NEW
    }

    pub const fn __opaque(self) -> By<W, by::Option> {
        By::NEW
    }
}

impl<T, E, W> By<W, Of<Result<T, E>>> {
    pub const fn __value(self) -> Nested<E, W> {
        Nested::NEW
    }
}

question!(
    /// The error of a `Result` in a `Result`, as `tokio::time::timeout` gives it, asked whether it
    /// says what it means and is an `Error`.
    Nested<E, W>
);
question!(
    /// One that does not, asked whether it says what it means and can be shown.
    NestedShownSaid<E, W>
);
question!(
    /// One that does not, asked whether it says what it means at all.
    NestedSaid<E, W>
);
question!(
    /// One that does not, asked whether it is an `Error`.
    NestedError<E, W>
);
question!(
    /// One that is none, asked whether it points to one.
    NestedPointer<E, W>
);
question!(
    /// One that does not, asked whether it can be shown.
    NestedShown<E, W>
);
question!(
    /// One that cannot, asked whether it can at least be debugged.
    NestedDebugged<E, W> else By<W, by::Nested<Unsaid<text::Name>>>
);
then!(Nested<E, W> -> NestedShownSaid);
then!(NestedShownSaid<E, W> -> NestedSaid);
then!(NestedSaid<E, W> -> NestedError);
then!(NestedError<E, W> -> NestedPointer);
then!(NestedPointer<E, W> -> NestedShown);
then!(NestedShown<E, W> -> NestedDebugged);

impl<E: Classify, W> Nested<E, W> {
    pub const fn __untold_nested(self) -> By<W, by::Nested<Said<text::Name>>> {
        By::NEW
    }
}

/// What one of them answers: under which bound, and at which level the error then is.
macro_rules! nested {
    ($($asked:ident[$($bound:tt)*] $level:ty;)*) => {
        $(impl<$($bound)*, W> $asked<E, W> {
            pub const fn __nested(self) -> By<W, by::Nested<$level>> {
                By::NEW
            }
        })*
    };
}
nested! {
    Nested[E: Classify + Error] Said<text::Error>;
    NestedShownSaid[E: Classify + Display] Said<text::Display>;
    NestedSaid[E: Classify] Said<text::Name>;
    NestedError[E: Error] Unsaid<text::Error>;
    NestedPointer['e, E: AsRef<dyn Error + Send + Sync + 'e>] Unsaid<text::Pointer>;
    NestedShown[E: Display] Unsaid<text::Display>;
    NestedDebugged[E: Debug] Unsaid<text::Debug>;
}

impl<W, L> By<W, L> {
    /// What is no result has no error.
    pub const fn __error(self) -> Self {
        self
    }

    /// Nor one that may not be asked.
    pub const fn __untold(self) -> Self {
        self
    }

    /// No error has no text.
    pub const fn __text(self) -> Self {
        self
    }

    /// No error says nothing.
    pub const fn __said(self) -> Self {
        self
    }

    /// Nothing is nested.
    pub const fn __nested(self) -> Self {
        self
    }

    /// Nor anything that may not be asked.
    pub const fn __untold_nested(self) -> Self {
        self
    }
}

/// A value that has answered at once is not asked again.
macro_rules! answered {
    ($($level:ident)*) => {
        $(impl<W> By<W, by::$level> {
            pub const fn __value(self) -> Self {
                self
            }

            pub const fn __opaque(self) -> Self {
                self
            }
        })*
    };
}
answered!(Classify Option Nothing);

impl<T> ValueLevel<T> for Of<T> {
    const IS_SILENT: bool = true;

    fn verdict(_: &T) -> Verdict {
        Verdict::SUCCESS
    }
}

impl<T: Classify> ValueLevel<T> for by::Classify {
    fn verdict(value: &T) -> Verdict {
        let verdict = Verdict::said_by(value);
        match erased::failure_text(value) {
            Some(text) => verdict.with_detail(text),
            None => verdict,
        }
    }
}

impl<T> ValueLevel<Option<T>> for by::Option {
    fn verdict(value: &Option<T>) -> Verdict {
        match value {
            Some(_) => Verdict::SUCCESS,
            None => Verdict::EMPTY,
        }
    }
}

impl<T, E, L: ErrorLevel<E>> ValueLevel<Result<T, E>> for by::Nested<L> {
    fn verdict(value: &Result<T, E>) -> Verdict {
        value.as_ref().map_or_else(L::verdict, |_| Verdict::SUCCESS)
    }
}

impl<T> ValueLevel<T> for by::Nothing {
    const IS_SILENT: bool = true;

    fn verdict(_: &T) -> Verdict {
        Verdict::SUCCESS
    }
}
