//! What the error of a result says, by the most that is known of its type.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;
use std::ops::Deref;

use super::{Failing, Values, copy, level, then};
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

/// An answer: under which bounds, the text, and what is known of the class.
macro_rules! answer {
    ($level:ident, [$($generics:tt)*], $error:ty, |$e:ident| $text:expr, $class:expr) => {
        impl<$($generics)*, T: ?Sized, W: ?Sized> $level<T, $error, W> {
            pub const fn __error(self) -> Told<T, $error, W, by::$level> {
                Told(PhantomData)
            }
        }

        impl<$($generics)*> ErrorText<$error> for by::$level {
            fn text($e: &$error) -> Cow<'static, str> {
                $text.into()
            }

            fn class($e: &$error) -> Option<Class> {
                $class
            }
        }
    };
}

/// An answer for a type that points to an error.
macro_rules! pointer {
    ($level:ident, [$($generics:tt)*], $error:ty, |$e:ident| $pointee:expr) => {
        answer!($level, [$($generics)*], $error, |$e| chain::of_dyn($pointee), erased::walk($pointee));
    };
}

/// The levels as what is left of them: a judge has no need of the types that were asked about.
mod by {
    pub struct Errors;
    pub struct Boxed;
    pub struct Pointer;
    pub struct Shown;
    pub struct Debugged;
    pub struct AnyError;
}

level!(
    /// The error of a result with values of type `T`.
    Errors<T, E, W> -> Boxed
);
level!(Boxed<T, E, W> -> Pointer);
level!(Pointer<T, E, W> -> Shown);
level!(Shown<T, E, W> -> Debugged);
level!(Debugged<T, E, W> -> AnyError);
level!(AnyError<T, E, W>);

// A shared error is an error by itself, and hides the one that it points to.
answer!(Errors, [E: Error], E, |e| chain::of_error(e), {
    erased::walk(e).or_else(|| erased::closed_list(e))
});
pointer!(Boxed, ['e], Box<dyn Error + 'e>, |e| &**e);
pointer!(Boxed, ['e], Box<dyn Error + Send + 'e>, |e| &**e);
pointer!(Boxed, ['e], Box<dyn Error + Sync + 'e>, |e| &**e);
pointer!(Boxed, ['e], Box<dyn Error + Send + Sync + 'e>, |e| &**e);
pointer!(Pointer, ['e, E: AsRef<dyn Error + Send + Sync + 'e>], E, |e| e.as_ref());
answer!(Shown, [E: Display], E, |e| chain::of_display(e), erased::closed_list(e));
answer!(Debugged, [E: Debug], E, |e| chain::of_debug(e), erased::closed_list(e));
answer!(
    AnyError,
    [E],
    E,
    |_e| chain::of_type::<E>(),
    erased::closed_list(_e)
);

impl<T: ?Sized, E: ?Sized, W: ?Sized> Errors<T, E, W> {
    pub(super) const NEW: Self = Errors(PhantomData);
}

level!(
    /// An error whose text is known by a level, asked whether it says what it means.
    Told<T, E, W, L> -> Untold
);
level!(
    /// One that does not say.
    Untold<T, E, W, L>
);

impl<T: ?Sized, E: Classify + ?Sized, W: ?Sized, L: ?Sized> Told<T, E, W, L> {
    pub const fn __said(self) -> Values<T, Failing<W, Said<L>>> {
        Values::NEW
    }
}

impl<T: ?Sized, E: ?Sized, W: ?Sized, L: ?Sized> Untold<T, E, W, L> {
    pub const fn __said(self) -> Values<T, Failing<W, Unsaid<L>>> {
        Values::NEW
    }
}

/// The error says what it means.
pub struct Said<L: ?Sized>(PhantomData<L>);

/// The error means what is known of it.
pub struct Unsaid<L: ?Sized>(PhantomData<L>);

impl<E: Classify, L: ErrorText<E> + ?Sized> ErrorLevel<E> for Said<L> {
    fn verdict(error: &E) -> Verdict {
        Verdict::said_by(error).with_detail(L::text(error))
    }
}

impl<E, L: ErrorText<E> + ?Sized> ErrorLevel<E> for Unsaid<L> {
    fn verdict(error: &E) -> Verdict {
        Verdict::known(L::class(error)).with_detail(L::text(error))
    }
}
