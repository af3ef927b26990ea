//! Classification of any return value, with no bound on its type.
//!
//! `<R as Asked>::kind().__result().__error().__text().__said().__value().__nested()` is what an expansion
//! asks of the type `R`. Each question is an inherent method under a bound, and where that does not hold,
//! the method of the same name of the trait [`Ask`], which an inherent one hides: so the most specific
//! answer wins. The type is asked, before the call and without a value, and what it comes to is a
//! [`Judge`] without a size. A trait of the user that is implemented for everything has its methods
//! here as well, so the questions have names that no trait has.
//!
//! Autoref specialization, where the levels are traits on references, would say the same, and so would
//! inherent methods on types that deref to each other: but to look a method up the compiler first
//! follows all of the references or all of `Deref`, and that took most of the time in which an
//! annotated function was checked. For the same reason everything is taken by value, and what the tokens
//! of a type tell is not asked. No level mentions `'static`, see `erased.rs`.

#![allow(
    clippy::unused_self,
    reason = "method lookup asks a value, though nothing is in it"
)]

mod error;
mod judge;
mod value;

use std::error::Error;
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;

use crate::classify::Classify;
use crate::outcome::Outcome;

use error::{Errors, Told, Untold};
pub(crate) use judge::{By, Failing, Later, Now, Optional, Overruled, Seen, Sees};
pub use judge::{Judge, Success};
use value::{Of, by};

/// What is said where no inherent method answers. Imported where questions are asked, and nowhere else.
#[allow(missing_docs)]
pub trait Ask: Sized {
    type Otherwise;

    fn otherwise(self) -> Self::Otherwise;

    fn __result(self) -> Success {
        Success
    }

    fn __says(self) -> Success {
        Success
    }

    fn __error(self) -> Self::Otherwise {
        self.otherwise()
    }

    fn __known(self) -> Self::Otherwise {
        self.otherwise()
    }

    fn __untold(self) -> Self::Otherwise {
        self.otherwise()
    }

    fn __text(self) -> Self::Otherwise {
        self.otherwise()
    }

    fn __said(self) -> Self::Otherwise {
        self.otherwise()
    }

    fn __value(self) -> Self::Otherwise {
        self.otherwise()
    }

    fn __nested(self) -> Self::Otherwise {
        self.otherwise()
    }

    fn __untold_nested(self) -> Self::Otherwise {
        self.otherwise()
    }

    fn __opaque(self) -> Self::Otherwise {
        self.otherwise()
    }

    fn __offer(self) -> Self::Otherwise {
        self.otherwise()
    }

    fn __start(self) {
        self.otherwise();
    }
}

/// A type that is asked a question, and what that comes to where there is no answer.
macro_rules! question {
    ($(#[$doc:meta])* $name:ident<$($type:ident),+> else $otherwise:ty) => {
        question!($(#[$doc])* $name<$($type),+>);

        impl<$($type),+> Ask for $name<$($type),+> {
            type Otherwise = $otherwise;

            fn otherwise(self) -> $otherwise {
                <$otherwise>::NEW
            }
        }
    };
    ($(#[$doc:meta])* $name:ident<$($type:ident),+>) => {
        $(#[$doc])*
        pub struct $name<$($type),+>($(::std::marker::PhantomData<fn(*const $type)>),+);

        impl<$($type),+> $name<$($type),+> {
            #[allow(dead_code)]
            pub(super) const NEW: Self = $name($(::std::marker::PhantomData::<fn(*const $type)>),+);
        }

        impl<$($type),+> Copy for $name<$($type),+> {}

        impl<$($type),+> Clone for $name<$($type),+> {
            fn clone(&self) -> Self {
                *self
            }
        }
    };
}

/// A question that goes on to another type where it has no answer. It costs the compiler more than
/// one answer of [`Ask`], so that only what is seldom is asked this way.
macro_rules! then {
    ($name:ident<$($type:ident),+> -> $next:ident) => {
        impl<$($type),+> Deref for $name<$($type),+> {
            type Target = $next<$($type),+>;

            fn deref(&self) -> &$next<$($type),+> {
                &$next::NEW
            }
        }
    };
}

use {question, then};

question!(
    /// What a function returns, whose value is asked for an error.
    Kind<R> else Success
);
question!(
    /// The same where it has parts without a name: it is not asked whether it says what it means, for
    /// which the compiler would have to know them.
    Hidden<R> else Success
);
question!(
    /// The same where it may be a future in a box.
    Returned<R> else Success
);
question!(
    /// The same where it is no result.
    Values<R> else Success
);
question!(
    /// What a future in a box comes to.
    Output<T>
);
question!(
    /// The same, where it is not known to be a result with an `Error`.
    OtherOutput<T> else By<Later, Of<T>>
);
question!(
    /// What is in an option.
    Inside<T>
);
question!(
    /// The same, where it is not known to be a result with an `Error`.
    OtherInside<T> else By<Now, by::Option>
);
then!(Output<T> -> OtherOutput);
then!(Inside<T> -> OtherInside);

/// A type that is asked. It is named before the `as` of a path, `<R as Asked>::kind()`: of one among
/// arguments that does not exist the compiler would say that it may be a missing type parameter.
pub trait Asked: Sized {
    /// What is asked first whether there is an error: `__result()`.
    #[must_use]
    fn kind() -> Kind<Self> {
        Kind::NEW
    }

    /// What may be an alias of a future in a box.
    #[must_use]
    fn returned() -> Returned<Self> {
        Returned::NEW
    }

    /// What is no result, as its name tells: `__says()` is all that is asked.
    #[must_use]
    fn values() -> Values<Self> {
        Values::NEW
    }

    /// What is seldom a result: `__value()` and `__nested()` are asked.
    #[must_use]
    fn received() -> By<Now, Of<Self>> {
        By::NEW
    }

    /// The judge where `outcome` has the last word.
    fn overruled<J, F>(judge: J, outcome: F) -> Overruled<J, F>
    where
        J: Sees<Self>,
        F: Fn(&J::Value) -> Outcome,
    {
        Overruled { judge, outcome }
    }

    /// What an `async` block returns, for a `return` that is never reached: it tells the compiler the
    /// block's type before the first `return` in it has to guess.
    #[allow(clippy::empty_loop)]
    fn output() -> Self {
        loop {}
    }
}

impl<R> Asked for R {}

/// The type itself, where it is among arguments in the user's function as well: `<Same<R> as Asked>`.
pub type Same<R> = R;

/// The type of this value, where it cannot be written.
#[must_use]
pub const fn kind_of<R>(_: &R) -> Hidden<R> {
    Hidden::NEW
}

/// The first question, which is whether there is an error. What has none answers for itself at once.
macro_rules! first {
    ($($asked:ident)*) => {
        $(impl<T, E> $asked<Result<T, E>> {
            pub const fn __result(self) -> Errors<T, E, Now> {
                Errors::NEW
            }
        })*
    };
}

first!(Kind Hidden Returned);

/// An option is asked for what is in it.
macro_rules! opened {
    ($($asked:ident)*) => {
        $(impl<T> $asked<Option<T>> {
            pub const fn __result(self) -> Inside<T> {
                Inside::NEW
            }
        })*
    };
}

opened!(Kind Returned);

/// What is in this one may be a type that is still to be inferred, which would be taken for a result.
impl<T> Hidden<Option<T>> {
    pub const fn __result(self) -> By<Now, by::Option> {
        By::NEW
    }
}

/// What a value says that says what it means.
macro_rules! says {
    ($($asked:ident.$question:ident)*) => {
        $(impl<R: Classify> $asked<R> {
            pub const fn $question(self) -> By<Now, by::Classify> {
                By::NEW
            }
        })*
    };
}

says!(Kind.__result Returned.__result Values.__says);

impl<T> Values<Option<T>> {
    pub const fn __says(self) -> By<Now, by::Option> {
        By::NEW
    }
}

/// The answers about a result, by where it is and when.
macro_rules! result {
    ($asked:ident, $other:ident: $result:ty, $when:ty) => {
        impl<T, E: Error> $asked<$result> {
            pub const fn __error(self) -> Told<T, E, $when, error::by::Error> {
                Told::NEW
            }
        }

        impl<T, E> $other<$result> {
            pub const fn __error(self) -> Untold<T, E, $when> {
                Untold::NEW
            }

            pub const fn __untold(self) -> Untold<T, E, $when> {
                Untold::NEW
            }
        }
    };
}

result!(Output, OtherOutput: Result<T, E>, Later);
result!(Output, OtherOutput: Option<Result<T, E>>, Optional<Later>);
result!(Inside, OtherInside: Result<T, E>, Optional<Now>);

macro_rules! boxed_future {
    ($($bounds:tt)*) => {
        impl<'a, T> Returned<Pin<Box<dyn Future<Output = T> $($bounds)* + 'a>>> {
            pub const fn __result(self) -> Output<T> {
                Output::NEW
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
