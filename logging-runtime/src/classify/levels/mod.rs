//! Classification of any return value, with no bound on its type.
//!
//! `kind::<R>().__result().__error().__said().__value()` is what an expansion asks of the type `R`.
//! Each of the four questions is an inherent method that several types have, each of them under a
//! bound of its own, and each derefs to the next. Method lookup follows that chain and takes the
//! first whose bound holds: the most specific level wins. The type is asked, before the call and
//! without a value, and what it comes to is a [`Judge`] without a size. A trait of the user that is
//! implemented for everything has its methods at every step, so the questions have names that no
//! trait has.
//!
//! Autoref specialization, where the levels are traits on references, would say the same: but lookup
//! then tries every trait on every reference, which took most of the time in which an annotated
//! function was checked. For the same reason the answers that are the most frequent come first, and
//! everything is taken by value. No level mentions `'static`, see `erased.rs`.

#![allow(
    clippy::unused_self,
    reason = "method lookup asks a value, though nothing is in it"
)]

mod error;
mod judge;
mod value;

use std::future::Future;
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;

use error::Errors;
pub(crate) use judge::{By, Failing, Later, Now, Overruled, Seen, Sees};
pub use judge::{Judge, Success, overruled};
use value::Values;

/// A type of values.
pub struct Kind<R: ?Sized>(PhantomData<fn(*const R)>);

/// What a function returns: a value, or a future in a box.
pub struct Returned<R: ?Sized>(PhantomData<fn(*const R)>);

/// The type of a value.
#[must_use]
pub const fn kind<R: ?Sized>() -> Kind<R> {
    Kind(PhantomData)
}

/// The type of this value, where it cannot be written.
#[must_use]
pub const fn kind_of<R: ?Sized>(_: &R) -> Kind<R> {
    Kind(PhantomData)
}

/// The type of what a function returns, where it may be an alias of a future in a box.
#[must_use]
pub const fn returned<R: ?Sized>() -> Returned<R> {
    Returned(PhantomData)
}

/// A type of values that are no results, as its name tells.
#[must_use]
pub const fn values<T: ?Sized>() -> Values<T, Now> {
    Values::NEW
}

/// One type of a chain of questions, which derefs to the next.
macro_rules! level {
    ($(#[$doc:meta])* $level:ident<$($type:ident),+> -> $next:ident) => {
        level!($(#[$doc])* $level<$($type),+>);
        then!($level<$($type),+> -> $next);
    };
    ($(#[$doc:meta])* $level:ident<$($type:ident),+>) => {
        $(#[$doc])*
        pub struct $level<$($type: ?Sized),+>(PhantomData<($(fn(*const $type),)+)>);

        copy!($level<$($type),+>);
    };
}

/// What is asked is copied out of the `Deref` that it is found behind.
macro_rules! copy {
    ($level:ident<$($type:ident),+>) => {
        impl<$($type: ?Sized),+> Copy for $level<$($type),+> {}

        impl<$($type: ?Sized),+> Clone for $level<$($type),+> {
            fn clone(&self) -> Self {
                *self
            }
        }
    };
}

macro_rules! then {
    ($level:ident<$($type:ident),+> -> $next:ident) => {
        impl<$($type: ?Sized),+> Deref for $level<$($type),+> {
            type Target = $next<$($type),+>;

            fn deref(&self) -> &$next<$($type),+> {
                &$next(PhantomData)
            }
        }
    };
}

use {copy, level, then};

copy!(Kind<R>);
copy!(Returned<R>);
then!(Kind<R> -> AnyKind);
then!(Returned<R> -> ReturnedFuture);
level!(
    /// The same, asked whether it is a future of something else than a result.
    ReturnedFuture<R> -> AnyKind
);
level!(
    /// A type that is no result.
    AnyKind<R>
);

impl<T, E> Kind<Result<T, E>> {
    pub const fn __result(self) -> Errors<T, E, Now> {
        Errors::NEW
    }
}

impl<T, E> Returned<Result<T, E>> {
    pub const fn __result(self) -> Errors<T, E, Now> {
        Errors::NEW
    }
}

macro_rules! boxed_future {
    ($($bounds:tt)*) => {
        impl<'a, T, E> Returned<Pin<Box<dyn Future<Output = Result<T, E>> $($bounds)* + 'a>>> {
            pub const fn __result(self) -> Errors<T, E, Later> {
                Errors::NEW
            }
        }

        impl<'a, T> ReturnedFuture<Pin<Box<dyn Future<Output = T> $($bounds)* + 'a>>> {
            pub const fn __result(self) -> Values<T, Later> {
                Values::NEW
            }
        }
    };
}

/// Every shape of a future in a box that is followed, as the bounds after `dyn Future`.
macro_rules! each_boxed_future {
    ($answer:ident) => {
        $answer!();
        $answer!(+ Send);
        $answer!(+ Sync);
        $answer!(+ Send + Sync);
        $answer!(+ Unpin);
        $answer!(+ Send + Unpin);
        $answer!(+ Sync + Unpin);
        $answer!(+ Send + Sync + Unpin);
    };
}
pub(crate) use each_boxed_future;

each_boxed_future!(boxed_future);

impl<R: ?Sized> AnyKind<R> {
    pub const fn __result(self) -> Values<R, Now> {
        Values::NEW
    }
}
