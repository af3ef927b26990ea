//! What a value says, where it is no error.

use std::error::Error;
use std::marker::PhantomData;
use std::ops::Deref;

use super::{By, copy, level, then};
use crate::classify::{Classify, Verdict, chain, erased};

/// A level of knowledge about values of type `T`.
pub trait ValueLevel<T> {
    fn verdict(value: &T) -> Verdict;
}

macro_rules! answer {
    ($level:ident, [$($generics:tt)*], $value:ty, |$v:pat_param| $verdict:expr) => {
        impl<$($generics)*, W: ?Sized> $level<$value, W> {
            pub const fn __value(self) -> By<W, by::$level> {
                By::NEW
            }
        }

        impl<$($generics)*> ValueLevel<$value> for by::$level {
            fn verdict($v: &$value) -> Verdict {
                $verdict
            }
        }
    };
}

/// The levels as what is left of them.
mod by {
    pub struct Values;
    pub struct Nested;
    pub struct NestedAny;
    pub struct AnyValue;
}

level!(
    /// A value, be it all that a function returns or what is in a result.
    Values<T, W> -> Nested
);
level!(Nested<T, W> -> NestedAny);
level!(NestedAny<T, W> -> AnyValue);
level!(AnyValue<T, W>);

answer!(Values, [T: Classify], T, |value| Verdict::said_by(value));
answer!(Values, [T], Option<T>, |value| match value {
    Some(_) => Verdict::SUCCESS,
    None => Verdict::EMPTY,
});
// A `Result` in a `Result`, as `tokio::time::timeout` gives it.
answer!(Values, [T, E: Classify], Result<T, E>, |value| match value {
    Ok(_) => Verdict::SUCCESS,
    Err(error) => Verdict::said_by(error),
});
answer!(Nested, [T, E: Error], Result<T, E>, |value| match value {
    Ok(_) => Verdict::SUCCESS,
    Err(error) => Verdict::known(erased::walk(error)).with_detail(chain::of_error(error)),
});
answer!(NestedAny, [T, E], Result<T, E>, |value| match value {
    Ok(_) => Verdict::SUCCESS,
    Err(error) => Verdict::known(erased::closed_list(error)),
});
answer!(AnyValue, [T], T, |_| Verdict::SUCCESS);

/// Values that say nothing, and are so frequent that they are told early.
macro_rules! plain {
    ($level:ident, [$($generics:tt)*], $value:ty) => {
        impl<$($generics)* W: ?Sized> $level<$value, W> {
            pub const fn __value(self) -> By<W, by::AnyValue> {
                By::NEW
            }
        }
    };
}

plain!(Values, [], ());
plain!(Values, [], bool);
plain!(Values, [], String);
plain!(Values, [T,], Vec<T>);
plain!(Nested, [T: Number,], T);

/// One bound for all numbers: a literal's type may be open yet, and is not decided by asking.
pub trait Number {}

macro_rules! numbers {
    ($($number:ty),*) => {
        $(impl Number for $number {})*
    };
}

numbers!(
    f32, f64, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize
);

impl<T, W: ?Sized> Values<Option<T>, W> {
    pub const fn __opaque(self) -> By<W, by::Values> {
        By::NEW
    }
}

impl<T: ?Sized, W: ?Sized> AnyValue<T, W> {
    /// The last question for a value behind an `impl Trait`, whose type may be an open one, such as
    /// `{integer}`, of which no bound can be asked.
    pub const fn __opaque(self) -> By<W, by::AnyValue> {
        By::NEW
    }
}

impl<T: ?Sized, W: ?Sized> Values<T, W> {
    pub(super) const NEW: Self = Values(PhantomData);

    /// What is no result has no error.
    pub const fn __error(self) -> Self {
        self
    }

    /// No error says nothing.
    pub const fn __said(self) -> Self {
        self
    }
}
