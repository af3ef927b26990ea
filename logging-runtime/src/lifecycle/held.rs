//! A future that goes when its holder says so, and not by itself: in the context of its run.

#![allow(unsafe_code)]

use std::mem::ManuallyDrop;
use std::pin::Pin;

/// The future. An `Option` of it would be larger: no `async` block has a bit pattern to spare.
pub(super) struct Held<F>(ManuallyDrop<F>);

impl<F> Held<F> {
    pub(super) fn new(future: F) -> Self {
        Held(ManuallyDrop::new(future))
    }

    pub(super) fn get(self: Pin<&mut Self>) -> Pin<&mut F> {
        // SAFETY: what is in a pinned `Held` is never moved.
        unsafe { self.map_unchecked_mut(|held| &mut *held.0) }
    }

    /// Drops the future where it is.
    ///
    /// # Safety
    ///
    /// The holder calls this once, from its destructor, and nothing of `Held` after it.
    pub(super) unsafe fn release(self: Pin<&mut Self>) {
        // SAFETY: the future is dropped in its place and not used again, as the caller says.
        unsafe { ManuallyDrop::drop(&mut self.get_unchecked_mut().0) }
    }
}
