#![deny(warnings, missing_docs)]
//! `#[stages]` on implementations, traits and modules of every shape.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use logging_runtime::{job, stage, stages};

mod reexport {
    pub use logging_runtime as obs;
}

/// Generic, with const arguments in braces.
pub struct Worker<T, const N: usize>(T);

#[stages]
/// Documented below the attribute.
impl<T: Clone, const N: usize> Worker<T, { N }>
where
    T: Send + Sync,
{
    #![allow(unused_variables)]
    //! Inner words.

    /// What it was made for.
    pub const LIMIT: usize = { N + 1 };

    /// A constant function is left alone.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Borrows from the receiver.
    pub fn borrowed(&mut self) -> &mut T {
        &mut self.0
    }

    #[inline]
    /// Fails early.
    ///
    /// # Errors
    ///
    /// Whenever the text is no number.
    pub fn parsed<'a>(&'a self, text: &'a str) -> Result<(u8, &'a str), std::num::ParseIntError> {
        let number = text.parse()?;
        Ok((number, text))
    }

    /// Async, with a `where` of its own.
    pub async fn later<F>(&self, mut n: u8, f: F) -> u8
    where
        F: Fn(u8) -> u8 + Send,
    {
        n += 1;
        f(n)
    }

    /// Returns a future.
    pub fn eventually(&self) -> impl Future<Output = Option<T>> + '_ {
        let value = self.0.clone();
        async move { Some(value) }
    }

    /// By value, with a pattern.
    pub fn taken(self, (a, _): (u8, u8)) -> (T, u8) {
        (self.0, a)
    }

    /// Keeps its own name.
    #[stage("own", fields(n), level = "debug")]
    pub fn named(&self, n: u8) -> u8 {
        n
    }

    /// A job in the middle.
    #[job("whole")]
    pub fn whole(&self) {}

    /// Left out.
    #[stage(skip)]
    #[must_use]
    pub fn helper(&self) -> usize {
        N
    }

    /// A raw name.
    pub fn r#match(&self) -> u8 {
        1
    }

    /// A name too long for a stage.
    pub fn a_name_that_goes_on_and_on_until_it_has_far_more_than_sixty_four_bytes(&self) -> u8 {
        2
    }

    /// # Safety
    ///
    /// None is needed.
    pub unsafe extern "C" fn foreign(n: u8) -> u8 {
        n
    }
}

#[stages(level = "debug", start = false)]
impl<T: fmt::Display, const N: usize> fmt::Display for Worker<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Steps that are given.
#[stages]
pub trait Steps {
    /// What they work on.
    type Input: ?Sized;

    /// Has no body.
    fn needed(&self) -> u8;

    /// Has one.
    fn given(&self, _input: &Self::Input) -> u8 {
        self.needed() + 1
    }
}

#[stages]
impl Steps for u8 {
    type Input = str;

    fn needed(&self) -> u8 {
        *self
    }
}

/// Steps that are awaited.
#[async_trait::async_trait]
pub trait Awaited {
    /// Fetches.
    async fn fetch(&self, url: &str) -> Option<String>;
}

#[stages]
#[async_trait::async_trait]
impl Awaited for u8 {
    async fn fetch(&self, url: &str) -> Option<String> {
        Some(url.to_owned())
    }
}

#[async_trait::async_trait]
#[stages]
impl Awaited for u16 {
    async fn fetch(&self, url: &str) -> Option<String> {
        Some(url.to_owned())
    }

}

#[stages(crate = reexport::obs, keep_async)]
#[cfg_attr(all(), allow(dead_code))]
mod steps {
    //! Everything inside, at any depth.

    use super::{reexport, stage};

    pub const N: u8 = if usize::BITS > 0 { 1 } else { 2 };

    macro_rules! made {
        ($name:ident) => {
            pub fn $name() -> u8 {
                N
            }
        };
    }

    made!(by_macro);

    unsafe extern "C" {
        fn foreign();
    }

    pub fn free() -> u8 {
        fn nested() -> u8 {
            N
        }
        nested()
    }

    pub async fn later() {}

    pub mod inner {
        use crate::reexport;

        pub struct Unit;

        impl Unit {
            pub fn method(&self) -> u8 {
                1
            }
        }

        impl Drop for Unit {
            fn drop(&mut self) {}
        }
    }

    #[cfg(test)]
    mod tests {
        fn fixture() {}
    }

    #[test]
    fn works() {}

    #[stage(skip)]
    pub mod quiet {
        pub fn inside() {}

        #[stage(skip)]
        pub fn twice_marked() {}
    }

    #[cfg_attr(all(), stage(skip))]
    pub fn skipped_here() {}

    #[cfg_attr(any(), stage(skip))]
    pub fn not_skipped_here() {}

    #[cfg_attr(all(), stage("renamed"))]
    pub fn renamed_here() {}

    #[cfg(any())]
    fn is_not_there(_: NoSuchType) {}
}

macro_rules! whole {
    ($($item:item)*) => {
        #[stages]
        mod from_fragments {
            $($item)*
        }
    };
}

whole! {
    pub fn first() -> u8 { 1 }
    pub struct Second;
    impl Second { #[stage(skip)] pub fn skipped(&self) {} pub fn kept(&self) {} }
}

macro_rules! one {
    ($item:item) => {
        #[stages]
        $item
    };
}

struct Local;

one!(impl Local { fn only(&self) -> u8 { 3 } });

#[cfg_attr(all(), stages)]
impl Local {
    fn conditional(&self) -> Pin<Box<dyn Future<Output = u8> + Send>> {
        Box::pin(async { 4 })
    }
}

fn main() {
    let mut worker: Worker<u8, 2> = Worker::new(1);
    *worker.borrowed() += 1;
    assert_eq!(worker.parsed("3"), Ok((3, "3")));
    assert!(worker.parsed("x").is_err());
    drop(worker.later(1, |n| n));
    drop(worker.eventually());
    worker.whole();
    let name = Worker::<u8, 2>::a_name_that_goes_on_and_on_until_it_has_far_more_than_sixty_four_bytes;
    assert_eq!((worker.named(1), worker.helper(), worker.r#match(), name(&worker)), (1, 2, 1, 2));
    assert_eq!(unsafe { Worker::<u8, 2>::foreign(5) }, 5);
    assert_eq!((worker.to_string(), worker.taken((7, 8)).1), ("2".to_owned(), 7));
    assert_eq!((1.given("x"), Worker::<u8, 2>::LIMIT), (2, 3));
    drop((1_u8.fetch("x"), 1_u16.fetch("x"), steps::later()));
    assert_eq!((steps::by_macro(), steps::free(), steps::inner::Unit.method()), (1, 1, 1));
    steps::quiet::inside();
    steps::quiet::twice_marked();
    steps::skipped_here();
    steps::not_skipped_here();
    steps::renamed_here();
    from_fragments::Second.skipped();
    from_fragments::Second.kept();
    assert_eq!((from_fragments::first(), Local.only()), (1, 3));
    drop(Local.conditional());
}
