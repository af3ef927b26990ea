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

use super::known::{self, Class};

/// What is known of an error or of one of its sources.
pub(super) fn walk<'a>(error: &'a (dyn Error + 'a)) -> Option<Class> {
    // SAFETY: only the lifetime bound of the trait object changes. `walk` compares type ids, in
    // which lifetimes are erased, with types that have no lifetime parameter, and no reference
    // leaves it.
    let error: &(dyn Error + 'static) = unsafe { std::mem::transmute(error) };
    known::walk(error)
}

/// What is known of a value of a type parameter: one of a closed list, decided when the function
/// is made for its types.
pub(super) fn closed_list<E>(error: &E) -> Option<Class> {
    if let Some(error) = same_type::<E, io::Error>(error) {
        return known::io_error(error);
    }
    if let Some(error) = same_type::<E, Box<dyn Error + Send + Sync>>(error) {
        return known::walk(&**error);
    }
    if let Some(error) = same_type::<E, Box<dyn Error>>(error) {
        return known::walk(&**error);
    }
    #[cfg(feature = "tokio")]
    if let Some(error) = same_type::<E, tokio::time::error::Elapsed>(error) {
        return known::walk(error);
    }
    #[cfg(feature = "reqwest")]
    if let Some(error) = same_type::<E, reqwest::Error>(error) {
        return known::walk(error);
    }
    None
}

/// `value` as a `K`, if that is its type. `K` must have no lifetime parameter.
fn same_type<E, K: 'static>(value: &E) -> Option<&K> {
    if erased_id::<E>() == TypeId::of::<K>() {
        // SAFETY: the ids are equal and `K` has no lifetime that could have been erased from `E`.
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
