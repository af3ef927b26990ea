//! What the error of a result says, by the most that is known of its type.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;
use std::ops::Deref;

use super::value::Of;
use super::{Ask, By, Failing, Judge, Now, question, then};
use crate::classify::known::Class;
use crate::classify::{Classify, Verdict, chain, erased};

/// A level of knowledge about errors of type `E`.
pub trait ErrorLevel<E> {
    fn verdict(error: &E) -> Verdict;
}

/// A level at which an error has a text.
pub trait ErrorText<E> {
    fn text(error: &E) -> Cow<'static, str>;
    fn class(error: &E) -> Option<Class>;
}

/// The levels of text as what is left of them: a judge has no need of the types that were asked about.
pub(super) mod by {
    pub struct Error;
    pub struct Pointer;
    pub struct Display;
    pub struct Debug;
    pub struct Name;
}

question!(
    /// The error of a result with values of type `T`, asked whether it is an `Error`.
    Errors<T, E, W> else Untold<T, E, W>
);
question!(
    /// One that is no `Error`, asked whether it points to one.
    Untold<T, E, W>
);
question!(
    /// One that does not, asked whether it can be shown.
    Shown<T, E, W>
);
question!(
    /// One that cannot, asked whether it can at least be debugged.
    Debugged<T, E, W> else Told<T, E, W, by::Name>
);
question!(
    /// An error whose text is known by a level, asked whether it says what it means.
    Told<T, E, W, L> else By<Failing<W, Unsaid<L>>, Of<T>>
);
then!(Untold<T, E, W> -> Shown);
then!(Shown<T, E, W> -> Debugged);

/// An answer: under which bound, the text, and what is known of the class.
macro_rules! answer {
    ($asked:ident.$question:ident, [$($bound:tt)*], $level:ident, |$e:ident| $text:expr, $class:expr) => {
        impl<$($bound)*, T, W> $asked<T, E, W> {
            pub const fn $question(self) -> Told<T, E, W, by::$level> {
                Told::NEW
            }
        }

        text!([$($bound)*], $level, |$e| $text, $class);
    };
}

macro_rules! text {
    ([$($bound:tt)*], $level:ident, |$e:ident| $text:expr, $class:expr) => {
        impl<$($bound)*> ErrorText<E> for by::$level {
            fn text($e: &E) -> Cow<'static, str> {
                $text.into()
            }

            fn class($e: &E) -> Option<Class> {
                $class
            }
        }
    };
}

// A shared error is an error by itself, and hides the one that it points to.
answer!(Errors.__error, [E: Error], Error, |e| chain::of_error(e), {
    erased::walk(e).or_else(|| erased::closed_list(e))
});
answer!(
    Untold.__text,
    ['e, E: AsRef<dyn Error + Send + Sync + 'e>],
    Pointer,
    |e| chain::of_dyn(e.as_ref()),
    erased::walk(e.as_ref())
);
answer!(Shown.__text, [E: Display], Display, |e| shown(e), erased::closed_list(e));
answer!(Debugged.__text, [E: Debug], Debug, |e| debugged(e), erased::closed_list(e));
text!([E], Name, |e| known(e), erased::closed_list(e));

/// The text of what can be shown, which a box with any error in it can, too.
fn shown<E: Display>(error: &E) -> Cow<'static, str> {
    match erased::boxed(error) {
        Some(error) => chain::of_dyn(error).into(),
        None => chain::of_display(error).into(),
    }
}

/// The same of what can be debugged only: a box with an error in it has a better text.
fn debugged<E: Debug>(error: &E) -> Cow<'static, str> {
    match erased::boxed(error) {
        Some(error) => chain::of_dyn(error).into(),
        None => chain::of_debug(error).into(),
    }
}

/// The text of what its bounds say nothing of, which may be known by its type.
fn known<E>(error: &E) -> Cow<'static, str> {
    match erased::listed_text(error) {
        Some(text) => text.into(),
        None => chain::of_type::<E>().into(),
    }
}

impl<T, E, W, L> Told<T, E, W, L> {
    /// Its text is known.
    pub const fn __text(self) -> Self {
        self
    }
}

impl<T, E: Classify, W, L> Told<T, E, W, L> {
    pub const fn __said(self) -> By<Failing<W, Said<L>>, Of<T>> {
        By::NEW
    }
}

/// The error of a formatter is known, where it is the standard library's.
impl<T, E: Error, W> Errors<T, E, W> {
    pub const fn __known(self) -> By<Failing<W, Unsaid<by::Error>>, Of<T>> {
        By::NEW
    }
}

impl<T, E> Judge<Result<T, E>> for Untold<T, E, Now> {
    fn verdict(&self, value: &Result<T, E>) -> Verdict {
        match value {
            Ok(_) => Verdict::SUCCESS,
            Err(error) => Unsaid::<by::Name>::verdict(error),
        }
    }
}

/// The error says what it means.
pub struct Said<L>(PhantomData<L>);

/// The error means what is known of it.
pub struct Unsaid<L>(PhantomData<L>);

impl<E: Classify, L: ErrorText<E>> ErrorLevel<E> for Said<L> {
    fn verdict(error: &E) -> Verdict {
        Verdict::said_by(error).with_detail(L::text(error))
    }
}

impl<E, L: ErrorText<E>> ErrorLevel<E> for Unsaid<L> {
    fn verdict(error: &E) -> Verdict {
        Verdict::known(L::class(error)).with_detail(L::text(error))
    }
}
