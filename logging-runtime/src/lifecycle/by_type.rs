//! A function whose return type is a name that may stand for a future in a box.
//!
//! The macro sees names, not types: `Reply<'_>` and `Self::Future` can be anything. What the type
//! was asked about its value, see `classify/levels/mod.rs`, tells as well how the body is run.

use super::boxed::{BoxedFuture, BoxedJudge, boxed};
use super::call;
use crate::classify::levels::{By, Failing, Judge, Later, Now, Optional, Overruled, Sees, Success};
use crate::site::Site;

/// How a body that returns an `R`, and whose lines somebody wants, is run: at once, or as the future that it returns.
#[doc(hidden)]
pub trait Way<R> {
    fn run(self, site: &'static Site, body: impl FnOnce() -> R) -> R;
}

/// A value, which is there at once.
macro_rules! value_way {
    ([$($generics:ident),*], $now:ty) => {
        impl<R, $($generics),*> Way<R> for $now
        where
            Self: Judge<R>,
        {
            #[inline]
            fn run(self, site: &'static Site, body: impl FnOnce() -> R) -> R {
                call(site, body, self)
            }
        }
    };
}

value_way!([], Success);
value_way!([F], Overruled<Success, F>);

macro_rules! way {
    ([$($generics:ident),*], $now:ty, $later:ty) => {
        value_way!([$($generics),*], $now);
        value_way!([F, $($generics),*], Overruled<$now, F>);

        impl<R: BoxedFuture, $($generics),*> Way<R> for $later
        where
            $now: BoxedJudge<R::Output>,
        {
            #[inline]
            fn run(self, site: &'static Site, body: impl FnOnce() -> R) -> R {
                boxed(site, body, self.of_output())
            }
        }

        impl<R: BoxedFuture, F, $($generics),*> Way<R> for Overruled<$later, F>
        where
            Overruled<$now, F>: BoxedJudge<R::Output>,
        {
            #[inline]
            fn run(self, site: &'static Site, body: impl FnOnce() -> R) -> R {
                let judge = self.judge.of_output();
                boxed(site, body, Overruled { judge, outcome: self.outcome })
            }
        }

        impl<R: BoxedFuture, $($generics),*> Sees<R> for $later {
            type Value = R::Output;
        }
    };
}

way!([L], By<Now, L>, By<Later, L>);
way!([LE, L], By<Failing<Now, LE>, L>, By<Failing<Later, LE>, L>);
way!(
    [LE, L],
    By<Failing<Optional<Now>, LE>, L>,
    By<Failing<Optional<Later>, LE>, L>
);
