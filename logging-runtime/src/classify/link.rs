//! One error of a chain, shown to the program without trusting what it may borrow.
//!
//! The error that a run returns may borrow, and no bound may ask whether it does, see `erased.rs`.
//! A reference to it as a type with `'static` in it could be kept by the program for longer than
//! what it borrows lives. So its type is told and its text, and it is given as its type only where
//! the program vouches for that; its sources borrow nothing by the signature of `source()`.

use std::error::Error;
use std::fmt::{self, Debug, Display};

use super::erased;

/// One error of a chain, as a probe given to
/// [`register_error_probe`](crate::register_error_probe) sees it. It shows the error's
/// text by `Display` and `Debug`.
pub struct ErrorLink<'a> {
    error: &'a (dyn Error + 'a),
    /// The same, where it is known to borrow nothing.
    owned: Option<&'a (dyn Error + 'static)>,
}

impl<'a> ErrorLink<'a> {
    pub(super) fn returned(error: &'a (dyn Error + 'a)) -> Self {
        let owned = None;
        Self { error, owned }
    }

    pub(super) fn owned(error: &'a (dyn Error + 'static)) -> Self {
        let owned = Some(error);
        Self { error, owned }
    }

    /// Whether the error is a `T`, whatever the lifetimes in it.
    pub fn is<T: Error + 'static>(&self) -> bool {
        erased::is::<T>(self.error)
    }

    /// The error as a `T`, if it is one that is known to borrow nothing.
    ///
    /// That is every error but the outermost one, the one that was returned: a `Failure<'a>` cannot
    /// be told from a `Failure<'static>` when the program runs, so this is `None` for any type of the
    /// outermost error. [`is`](Self::is) and its text tell what it is, its [`source`](Self::source)
    /// can be asked, and [`downcast_ref_ignoring_lifetimes`](Self::downcast_ref_ignoring_lifetimes)
    /// gives it.
    pub fn downcast_ref<T: Error + 'static>(&self) -> Option<&'a T> {
        self.owned?.downcast_ref()
    }

    /// The error as a `T`, if it is one, whatever the lifetimes in it.
    ///
    /// # Safety
    ///
    /// No lifetime stands in `T`: neither in its own parameters, as in `Failure<'static>`, nor
    /// within them, as in `Failure<&'static str>`, also where an alias or a default hides it. Nearly
    /// every error type has none.
    ///
    /// ```
    /// use logging_runtime::{Outcome, register_error_probe};
    /// # mod pool {
    /// #     #[derive(Debug)]
    /// #     pub enum Error { Exhausted, Closed }
    /// #     impl std::fmt::Display for Error {
    /// #         fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("no") }
    /// #     }
    /// #     impl std::error::Error for Error {}
    /// # }
    ///
    /// register_error_probe(|link| {
    ///     // SAFETY: no lifetime stands in `pool::Error`.
    ///     let error = unsafe { link.downcast_ref_ignoring_lifetimes::<pool::Error>() }?;
    ///     match error {
    ///         pool::Error::Exhausted => Some((Outcome::Timeout, "resource_error")),
    ///         pool::Error::Closed => None,
    ///     }
    /// });
    ///
    /// #[logging_runtime::stage("query")]
    /// fn query() -> Result<u32, pool::Error> {
    ///     Err(pool::Error::Exhausted)
    /// }
    /// # query().unwrap_err();
    /// ```
    #[allow(unsafe_code)]
    pub unsafe fn downcast_ref_ignoring_lifetimes<T: Error + 'static>(&self) -> Option<&'a T> {
        // SAFETY: the caller promises it.
        unsafe { erased::downcast_ref(self.error) }
    }

    /// The next link, the source of this one.
    pub fn source(&self) -> Option<&'a (dyn Error + 'static)> {
        self.error.source()
    }
}

impl Display for ErrorLink<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self.error, f)
    }
}

impl Debug for ErrorLink<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self.error, f)
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    /// An error that borrows, and one that has such a one as its source.
    #[derive(Debug)]
    struct Failure<'a>(&'a str);

    #[derive(Debug)]
    struct Outer(Failure<'static>);

    impl Display for Failure<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Failure<'_> {}

    impl Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("outer")
        }
    }

    impl Error for Outer {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn an_error_that_may_borrow_is_told_and_not_given() {
        let text = String::from("borrowed");
        let failure = Failure(&text);
        let link = ErrorLink::returned(&failure);
        assert!(link.is::<Failure<'static>>() && !link.is::<io::Error>());
        assert!(link.downcast_ref::<Failure<'static>>().is_none());
        assert_eq!(
            (link.to_string(), format!("{link:?}")),
            ("borrowed".into(), "Failure(\"borrowed\")".into())
        );
    }

    #[test]
    #[allow(unsafe_code)]
    fn the_program_may_vouch_for_a_type_without_lifetimes() {
        let error = io::Error::from(io::ErrorKind::TimedOut);
        let link = ErrorLink::returned(&error);
        assert!(link.downcast_ref::<io::Error>().is_none());
        // SAFETY: no lifetime stands in `io::Error` and `fmt::Error`.
        let (given, other) = unsafe {
            (
                link.downcast_ref_ignoring_lifetimes::<io::Error>(),
                link.downcast_ref_ignoring_lifetimes::<fmt::Error>(),
            )
        };
        assert_eq!(given.map(io::Error::kind), Some(io::ErrorKind::TimedOut));
        assert!(other.is_none());
    }

    #[test]
    fn a_source_borrows_nothing_and_is_given() {
        let outer = Outer(Failure("kept"));
        let link = ErrorLink::returned(&outer);
        let kept: &'static str = link
            .source()
            .and_then(|source| ErrorLink::owned(source).downcast_ref::<Failure<'static>>())
            .map_or("", |failure| failure.0);
        assert_eq!(kept, "kept");
    }
}
