//! Classification of any return value, with no bound on its type.
//!
//! The attribute calls `__judge` on a [`Probe`] behind twelve references. Method lookup takes the
//! trait whose `Self` has the most references and whose bounds hold: the most specific level wins
//! (autoref specialization). The first call looks at the error of a `Result`, the second one,
//! `__settle`, at the value. No level mentions `'static`, see `erased.rs`.

use std::error::Error;
use std::fmt::{Debug, Display};

use super::{Classify, Verdict, chain, erased};
use crate::outcome::Outcome;

/// The return value.
pub struct Probe<'a, T: ?Sized>(pub &'a T);

/// What the first look says: it failed, or there is a value to look at.
pub enum Judged<'a, T: ?Sized> {
    Failed(Verdict),
    Value(&'a T),
}

/// The second look.
pub struct Settle<'a, T: ?Sized>(pub Judged<'a, T>);

macro_rules! error_level {
    ($level:ident, ($($refs:tt)*), [$($generics:tt)*], $error:ty, |$e:ident| $verdict:expr) => {
        #[doc(hidden)]
        pub trait $level<'a> {
            type Value: ?Sized;
            fn __judge(&self) -> Judged<'a, Self::Value>;
        }

        impl<'a, $($generics)*> $level<'a> for $($refs)* Probe<'a, Result<T, $error>> {
            type Value = T;

            fn __judge(&self) -> Judged<'a, T> {
                match self.0 {
                    Ok(value) => Judged::Value(value),
                    Err($e) => Judged::Failed($verdict),
                }
            }
        }
    };
}

error_level!(L12, (&&&&&&&&&&&), [T, E: Classify + Error], E, |e| {
    Verdict::said_by(e).with_detail(chain::of_error(e))
});
error_level!(L11, (&&&&&&&&&&), [T, E: Classify + Display], E, |e| {
    Verdict::said_by(e).with_detail(chain::of_display(e))
});
error_level!(L10, (&&&&&&&&&), [T, E: Classify + Debug], E, |e| {
    Verdict::said_by(e).with_detail(chain::of_debug(e))
});
error_level!(L9, (&&&&&&&&), [T, E: Classify], E, |e| {
    Verdict::said_by(e).with_detail(chain::of_type::<E>())
});
error_level!(L6, (&&&&&), ['e, T, E: AsRef<dyn Error + Send + Sync + 'e>], E, |e| {
    let error = e.as_ref();
    Verdict::known(erased::walk(error)).with_detail(chain::of_dyn(error))
});
error_level!(L5, (&&&&), [T, E: Error], E, |e| {
    Verdict::known(erased::walk(e)).with_detail(chain::of_error(e))
});
error_level!(L4, (&&&), [T, E: Display], E, |e| {
    Verdict::known(erased::closed_list(e)).with_detail(chain::of_display(e))
});
error_level!(L3, (&&), [T, E: Debug], E, |e| {
    Verdict::known(erased::closed_list(e)).with_detail(chain::of_debug(e))
});
error_level!(L2, (&), [T, E], E, |e| {
    Verdict::known(erased::closed_list(e)).with_detail(chain::of_type::<E>())
});

/// Boxed errors, of any lifetime.
#[doc(hidden)]
pub trait L7<'a> {
    type Value: ?Sized;
    fn __judge(&self) -> Judged<'a, Self::Value>;
}

macro_rules! boxed_level {
    ($($bounds:tt)*) => {
        impl<'a, 'e, T> L7<'a> for &&&&&&Probe<'a, Result<T, Box<dyn Error $($bounds)* + 'e>>> {
            type Value = T;

            fn __judge(&self) -> Judged<'a, T> {
                match self.0 {
                    Ok(value) => Judged::Value(value),
                    Err(e) => Judged::Failed(
                        Verdict::known(erased::walk(&**e)).with_detail(chain::of_dyn(&**e)),
                    ),
                }
            }
        }
    };
}

boxed_level!();
boxed_level!(+ Send);
boxed_level!(+ Send + Sync);

/// Everything that is no `Result`.
#[doc(hidden)]
pub trait L1<'a> {
    type Value: ?Sized;
    fn __judge(&self) -> Judged<'a, Self::Value>;
}

impl<'a, T: ?Sized> L1<'a> for Probe<'a, T> {
    type Value = T;

    fn __judge(&self) -> Judged<'a, T> {
        Judged::Value(self.0)
    }
}

macro_rules! value_level {
    ($level:ident, ($($refs:tt)*), [$($generics:tt)*], $value:ty, |$v:ident| $verdict:expr) => {
        #[doc(hidden)]
        pub trait $level {
            fn __settle(&self) -> Verdict;
        }

        impl<$($generics)*> $level for $($refs)* Settle<'_, $value> {
            fn __settle(&self) -> Verdict {
                match &self.0 {
                    Judged::Failed(verdict) => verdict.clone(),
                    Judged::Value($v) => $verdict,
                }
            }
        }
    };
}

// A `Result` in a `Result`, as `tokio::time::timeout` gives it.
value_level!(S7, (&&&&&&), [T, E: Classify + Error], Result<T, E>, |v| match v {
    Ok(_) => Verdict::SUCCESS,
    Err(e) => Verdict::said_by(e).with_detail(chain::of_error(e)),
});
value_level!(S6, (&&&&&), [T, E: Classify], Result<T, E>, |v| match v {
    Ok(_) => Verdict::SUCCESS,
    Err(e) => Verdict::said_by(e),
});
value_level!(S5, (&&&&), [T, E: Error], Result<T, E>, |v| match v {
    Ok(_) => Verdict::SUCCESS,
    Err(e) => Verdict::known(erased::walk(e)).with_detail(chain::of_error(e)),
});
value_level!(S4, (&&&), [T, E], Result<T, E>, |v| match v {
    Ok(_) => Verdict::SUCCESS,
    Err(e) => Verdict::known(erased::closed_list(e)),
});
value_level!(S3, (&&), [T: Classify], T, |v| Verdict::said_by(*v));
value_level!(S2, (&), [T], Option<T>, |v| match v {
    Some(_) => Verdict::SUCCESS,
    None => Verdict::EMPTY,
});
value_level!(S1, (), [T: ?Sized], T, |_v| Verdict::SUCCESS);

/// Asks the single field of a `#[outcome(transparent)]` variant: it implements `Classify`, or it is
/// an error of which something may be known.
#[doc(hidden)]
pub mod inner {
    use tracing::Level;

    use super::{Classify, Error, Outcome, erased};

    pub struct Inner<'a, T: ?Sized>(pub &'a T);

    pub trait I4 {
        fn __outcome(&self) -> Outcome;
        fn __error_type(&self) -> Option<&'static str>;
        fn __level(&self) -> Option<Level>;
    }

    impl<T: Classify + ?Sized> I4 for &&&Inner<'_, T> {
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
    error_field!(I3, (&&), ['e], Box<dyn Error + 'e>, |e| &**e);
    error_field!(I3, (&&), ['e], Box<dyn Error + Send + 'e>, |e| &**e);
    error_field!(I3, (&&), ['e], Box<dyn Error + Send + Sync + 'e>, |e| &**e);
    error_field!(I2);
    error_field!(I2, (&), ['e, T: AsRef<dyn Error + Send + Sync + 'e>], T, |e| e.as_ref());
    error_field!(I1);
    error_field!(I1, (), [T: Error], T, |e| e);
}
