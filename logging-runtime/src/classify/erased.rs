//! Looking at an error whose type may borrow, without asking for `'static`.
//!
//! No bound on a user's type may mention `'static`: method probing ignores lifetimes, so such a
//! bound would be chosen for an error that borrows and then be refused in the user's function. This
//! file is where the lifetime is set aside, as the `typeid` crate does it.

#![allow(unsafe_code)]

use std::any::TypeId;
use std::error::Error;
use std::io;
use std::marker::PhantomData;
use std::process::{ExitStatus, Output};
use std::sync::Arc;

use super::known::{self, Class};
use super::link::ErrorLink;
use super::{chain, probe};
use crate::user;

/// What is known of an error or of one of its sources.
pub(super) fn walk<'a>(error: &'a (dyn Error + 'a)) -> Option<Class> {
    probe::ask(&ErrorLink::returned(error))
        .or_else(|| known::of_link(without_lifetime(error)))
        .or_else(|| known::walk(user::source(error).ok()??))
}

/// Whether an error is a `T`, whatever the lifetimes in it.
pub(super) fn is<'a, T: Error + 'static>(error: &'a (dyn Error + 'a)) -> bool {
    without_lifetime(error).is::<T>()
}

/// An error as a `T`.
///
/// # Safety
///
/// No lifetime stands in `T`, as the one that has been erased from the error cannot be compared.
pub(super) unsafe fn downcast_ref<'a, T: Error + 'static>(
    error: &'a (dyn Error + 'a),
) -> Option<&'a T> {
    without_lifetime(error).downcast_ref()
}

/// Callers compare the error's type, and take it only as a type in which no lifetime stands.
fn without_lifetime<'a>(error: &'a (dyn Error + 'a)) -> &'a (dyn Error + 'static) {
    // SAFETY: only the lifetime bound of the trait object changes, by which its methods and its
    // type id do not differ.
    unsafe { std::mem::transmute(error) }
}

/// A value of a type parameter that is one of a closed list.
enum Listed<'a> {
    Known(&'a (dyn Error + 'static)),
    /// What a pointer points to.
    Pointed(&'a (dyn Error + 'a)),
}

/// That is decided when the function is made for its types.
fn listed<E>(error: &E) -> Option<Listed<'_>> {
    if let Some(error) = same_type::<E, io::Error>(error) {
        return Some(Listed::Known(error));
    }
    if let Some(error) = boxed(error) {
        return Some(Listed::Pointed(error));
    }
    if let Some(error) = same_type::<E, Arc<dyn Error + Send + Sync>>(error) {
        return Some(Listed::Pointed(&**error));
    }
    #[cfg(feature = "tokio")]
    if let Some(error) = same_type::<E, tokio::time::error::Elapsed>(error) {
        return Some(Listed::Known(error));
    }
    #[cfg(feature = "reqwest")]
    if let Some(error) = same_type::<E, reqwest::Error>(error) {
        return Some(Listed::Known(error));
    }
    None
}

/// What is known of a value of a type parameter, if it is one of that list.
pub(super) fn closed_list<E>(error: &E) -> Option<Class> {
    match listed(error)? {
        Listed::Known(error) => known::walk(error),
        Listed::Pointed(error) => walk(error),
    }
}

/// What such a value says, or one that is a text itself.
pub(super) fn listed_text<E>(error: &E) -> Option<String> {
    match listed(error) {
        Some(Listed::Known(error)) => Some(chain::of_error_as::<E>(error)),
        Some(Listed::Pointed(error)) => Some(chain::of_dyn(error)),
        None => {
            let text = same_type::<E, String>(error).map(chain::of_display);
            text.or_else(|| same_type::<E, &str>(error).map(chain::of_display))
        }
    }
}

/// What a value says of its failure that is none of the program's types, and no error.
pub(super) fn failure_text<T>(value: &T) -> Option<String> {
    let failed = |status: &&ExitStatus| !status.success();
    if let Some(status) = same_type::<T, ExitStatus>(value) {
        return Some(status).filter(failed).map(ToString::to_string);
    }
    if let Some(output) = same_type::<T, Output>(value) {
        let status = Some(&output.status).filter(failed).map(ToString::to_string);
        return status.map(|status| status + &last_line(&output.stderr));
    }
    #[cfg(feature = "http")]
    if let Some(status) = same_type::<T, http::StatusCode>(value) {
        return known::http_status(status.as_u16()).map(|_| status.to_string());
    }
    None
}

/// The last line of what a program said, after `: `.
fn last_line(stderr: &[u8]) -> String {
    const LONGEST: usize = 2 << 10;
    let end = &stderr[stderr.len().saturating_sub(LONGEST)..];
    let end = String::from_utf8_lossy(end);
    let last = end.trim_end().lines().next_back();
    last.map(|line| format!(": {line}")).unwrap_or_default()
}

/// The error in a box, whatever the box says of it.
pub(super) fn boxed<'a, E>(error: &'a E) -> Option<&'a (dyn Error + 'a)> {
    if let Some(error) = same_type::<E, Box<dyn Error + Send + Sync>>(error) {
        return Some(&**error);
    }
    if let Some(error) = same_type::<E, Box<dyn Error>>(error) {
        return Some(&**error);
    }
    if let Some(error) = same_type::<E, Box<dyn Error + Send>>(error) {
        return Some(&**error);
    }
    same_type::<E, Box<dyn Error + Sync>>(error).map(|error| &**error as _)
}

/// `value` as a `K`, if that is its type. No lifetime stands in `K` but that of a trait object, of
/// which callers make nothing that lives longer than `value`.
pub(crate) fn same_type<E, K: 'static>(value: &E) -> Option<&K> {
    if erased_id::<E>() == TypeId::of::<K>() {
        // SAFETY: the ids are equal, and what could have been erased from `E` is a lifetime that
        // nobody relies on.
        Some(unsafe { &*std::ptr::from_ref(value).cast::<K>() })
    } else {
        None
    }
}

fn erased_id<T>() -> TypeId {
    trait Id {
        fn id(&self) -> TypeId
        where
            Self: 'static;
    }
    impl<T> Id for PhantomData<T> {
        fn id(&self) -> TypeId
        where
            Self: 'static,
        {
            TypeId::of::<T>()
        }
    }
    let phantom = PhantomData::<T>;
    let id: &dyn Id = &phantom;
    // SAFETY: only the lifetime bound of the trait object changes, and the method reads nothing
    // through `self`.
    let id: &(dyn Id + 'static) = unsafe { std::mem::transmute(id) };
    id.id()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_recognised_and_a_borrowing_one_is_not_mistaken() {
        let error = io::Error::from(io::ErrorKind::TimedOut);
        assert!(closed_list(&error).is_some());
        let text = String::from("x");
        assert!(closed_list(&text.as_str()).is_none());
    }
}
