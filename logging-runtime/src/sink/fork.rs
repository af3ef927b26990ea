//! What a forked child gets: the state of its parent is of no use to it, as another thread, which it
//! has not, may hold every lock in it.
//!
//! So nothing is done before a fork (a handler that took a lock would wait with it for a `write` that
//! never ends), and afterwards the child swaps in a fresh state that stood ready, and leaks the old.

#![allow(unsafe_code)]

use std::ops::Deref;
#[cfg(unix)]
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

/// A value behind locks, and a fresh one for a forked child.
#[derive(Debug)]
pub(crate) struct Forkable<T> {
    current: AtomicPtr<T>,
    spare: AtomicPtr<T>,
}

impl<T> Forkable<T> {
    pub(crate) fn new(current: T, spare: T) -> Self {
        Forkable {
            current: AtomicPtr::new(Box::into_raw(Box::new(current))),
            spare: AtomicPtr::new(Box::into_raw(Box::new(spare))),
        }
    }

    /// Whether a child that is forked now gets a fresh value.
    pub(crate) fn has_spare(&self) -> bool {
        !self.spare.load(Ordering::Acquire).is_null()
    }

    /// Makes a fresh value ready for the next child.
    pub(crate) fn set_spare(&self, spare: T) {
        free(
            self.spare
                .swap(Box::into_raw(Box::new(spare)), Ordering::AcqRel),
        );
    }

    /// Runs in a forked child, whose only thread is this one. It takes no lock and no memory. `prepare`
    /// is given the old value and the fresh one.
    #[cfg(unix)]
    pub(crate) fn renew_in_child(&self, prepare: impl FnOnce(&T, &T)) {
        let fresh = self.spare.swap(ptr::null_mut(), Ordering::AcqRel);
        // SAFETY: a pointer that is not null comes from a box that nobody has freed: only `drop`
        // and `set_spare` free, and the swap has taken this one out of their reach.
        if let Some(fresh_value) = unsafe { fresh.as_ref() } {
            prepare(self, fresh_value);
            // Whoever borrows the old value keeps it: it is never freed.
            self.current.store(fresh, Ordering::Release);
        }
    }
}

impl<T> Deref for Forkable<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: it comes from a box, and is freed only with `self`, which the reference borrows.
        unsafe { &*self.current.load(Ordering::Acquire) }
    }
}

impl<T> Drop for Forkable<T> {
    fn drop(&mut self) {
        free(*self.current.get_mut());
        free(*self.spare.get_mut());
    }
}

fn free<T>(pointer: *mut T) {
    if !pointer.is_null() {
        // SAFETY: it comes from a box, and its last owner has given it up.
        drop(unsafe { Box::from_raw(pointer) });
    }
}

// SAFETY: it owns its values as two boxes would, and hands out shared references only.
unsafe impl<T: Send> Send for Forkable<T> {}
// SAFETY: as above; a value can be dropped by another thread than made it.
unsafe impl<T: Send + Sync> Sync for Forkable<T> {}

/// Arranges that a forked child gets fresh states.
pub(crate) fn register() {
    #[cfg(unix)]
    {
        static ONCE: std::sync::Once = std::sync::Once::new();
        // SAFETY: `in_child` is a function that does not unwind. Where the system cannot register it,
        // a child has what it had without.
        ONCE.call_once(|| unsafe {
            libc::pthread_atfork(None, None, Some(in_child));
        });
    }
}

#[cfg(unix)]
extern "C" fn in_child() {
    crate::forked::note();
    for lane in crate::lane::all() {
        lane.renew_in_child();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_child_gets_what_stood_ready_once() {
        let values = [1, 2, 3].map(Arc::new);
        let [first, second, third] = &values;
        let forkable = Forkable::new(Arc::clone(first), Arc::clone(second));
        let old: &Arc<i32> = &forkable;
        forkable.renew_in_child(|old, fresh| assert_eq!((**old, **fresh), (1, 2)));
        assert_eq!((**old, **forkable, forkable.has_spare()), (1, 2, false));
        forkable.renew_in_child(|_, _| unreachable!("nothing stood ready"));
        forkable.set_spare(Arc::clone(third));
        forkable.renew_in_child(|old, fresh| assert_eq!((**old, **fresh), (2, 3)));
        assert_eq!(**forkable, 3);
        drop(forkable);
        // The old ones are leaked, the current one is not.
        assert_eq!(values.each_ref().map(Arc::strong_count), [2, 2, 1]);
    }
}
