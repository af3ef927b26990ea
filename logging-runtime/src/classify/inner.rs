//! Asks the single field of a `#[outcome(transparent)]` variant: it implements `Classify`, or it is
//! an error of which something may be known.
//!
//! The derive calls the methods on an [`Inner`] behind five references (autoref specialization). What
//! the attributes ask of a return value, see `levels/mod.rs`, costs a compiler less, but a type has
//! few fields to ask.

use std::error::Error;

use tracing::Level;

use super::{Classify, erased};
use crate::outcome::Outcome;

/// The field.
pub struct Inner<'a, T: ?Sized>(pub &'a T);

pub trait I4 {
    fn __outcome(&self) -> Outcome;
    fn __error_type(&self) -> Option<&'static str>;
    fn __level(&self) -> Option<Level>;
}

impl<T: Classify + ?Sized> I4 for &&&&Inner<'_, T> {
    fn __outcome(&self) -> Outcome {
        self.0.outcome()
    }

    fn __error_type(&self) -> Option<&'static str> {
        self.0.error_type()
    }

    fn __level(&self) -> Option<Level> {
        self.0.level()
    }
}

macro_rules! error_field {
    ($level:ident) => {
        pub trait $level {
            fn __known(&self) -> Option<(Outcome, &'static str)>;

            fn __outcome(&self) -> Outcome {
                self.__known().map_or(Outcome::Error, |(outcome, _)| outcome)
            }

            fn __error_type(&self) -> Option<&'static str> {
                self.__known().map(|(_, error_type)| error_type)
            }

            fn __level(&self) -> Option<Level> {
                None
            }
        }
    };
    ($level:ident, ($($refs:tt)*), [$($generics:tt)*], $field:ty, |$f:ident| $error:expr) => {
        impl<$($generics)*> $level for $($refs)* Inner<'_, $field> {
            fn __known(&self) -> Option<(Outcome, &'static str)> {
                let $f = self.0;
                erased::walk($error).map(|class| (class.outcome, class.error_type))
            }
        }
    };
}

error_field!(I3);
error_field!(I3, (&&&), ['e], Box<dyn Error + 'e>, |e| &**e);
error_field!(I3, (&&&), ['e], Box<dyn Error + Send + 'e>, |e| &**e);
error_field!(I3, (&&&), ['e], Box<dyn Error + Send + Sync + 'e>, |e| &**e);
error_field!(I2);
error_field!(I2, (&&), ['e, T: AsRef<dyn Error + Send + Sync + 'e>], T, |e| e.as_ref());
error_field!(I1);
error_field!(I1, (&), [T: Error], T, |e| e);

/// A field that says nothing. Only the first method asks for more, so that there is one error, and
/// it reads as `Classify` has it.
pub trait I0<T: ?Sized> {
    fn __outcome(&self) -> Outcome
    where
        T: Classify;

    fn __error_type(&self) -> Option<&'static str> {
        None
    }

    fn __level(&self) -> Option<Level> {
        None
    }
}

impl<T: ?Sized> I0<T> for Inner<'_, T> {
    fn __outcome(&self) -> Outcome
    where
        T: Classify,
    {
        self.0.outcome()
    }
}
