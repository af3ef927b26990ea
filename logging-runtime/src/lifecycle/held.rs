//! A future that goes when its holder says so, and not by itself: in the context of its run. Until its first
//! poll, what it is made of is in its place.
//!
//! An `async` block keeps what it captures to its end, used or not, and beside it what lives over an await.
//! The arguments of an annotated function are therefore not captured: the first poll hands them to the
//! block's first statement, and the future is as large as the arguments or what the block keeps, whichever
//! is more.

#![allow(unsafe_code)]

use std::cell::Cell;
use std::future::Future;
use std::marker::PhantomData;
use std::mem::{ManuallyDrop, MaybeUninit};
use std::pin::Pin;
use std::ptr;
use std::task::{Context, Poll};

/// The future, or what it is made of. An `Option` of it would be larger: no `async` block has a bit pattern
/// to spare. Who holds it knows which of them is there.
pub(super) union Held<F, S> {
    future: ManuallyDrop<F>,
    seed: ManuallyDrop<S>,
}

/// What a future is made of at its first poll: a closure that captures `self` at most, and the other
/// arguments. They are dropped in this order, as those of the plain function are.
///
/// How it is polled first is a pointer, and not asked of the types: a bound would be proven again by the
/// compiler for each function, and wherever the future is held over an `await`.
#[doc(hidden)]
#[repr(C)]
pub struct Seed<A, M> {
    poll: Unaligned,
    make: M,
    arguments: A,
}

/// Takes the place of a `Held<F, Seed<A, M>>` and that of a `Poll<F::Output>`.
type FirstPoll = unsafe fn(*mut (), &mut Context<'_>, *mut ());

/// It does not round a small future up to a multiple of its own alignment.
#[repr(C, packed)]
struct Unaligned(FirstPoll);

impl<F> Held<F, ()> {
    pub(super) fn future(future: F) -> Self {
        Held {
            future: ManuallyDrop::new(future),
        }
    }
}

impl<A, F, M> Held<F, Seed<A, M>>
where
    F: Future,
    M: FnOnce(Handed<A>) -> F,
{
    #[inline]
    pub(super) fn seed(arguments: A, make: M) -> Self {
        Held {
            seed: ManuallyDrop::new(Seed {
                poll: Unaligned(poll_first::<A, F, M>),
                make,
                arguments,
            }),
        }
    }
}

impl<F, S> Held<F, S> {
    /// Polls the future.
    ///
    /// # Safety
    ///
    /// The future is there.
    #[inline]
    pub(super) unsafe fn poll(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<F::Output>
    where
        F: Future,
    {
        // SAFETY: the future is what is there, as the caller says, and in a pinned `Held` it is never moved.
        unsafe { self.map_unchecked_mut(|held| &mut *held.future) }.poll(task)
    }

    /// Makes the future of its seed and polls it. From then on it is the future that is there.
    ///
    /// # Safety
    ///
    /// A [`Seed`] is there.
    #[inline]
    pub(super) unsafe fn poll_first(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<F::Output>
    where
        F: Future,
    {
        let mut polled = MaybeUninit::<Poll<F::Output>>::uninit();
        // SAFETY: a seed is there, and begins with how it is polled, which writes what it has to.
        unsafe {
            let held = ptr::from_mut(self.get_unchecked_mut());
            let Unaligned(poll) = held.cast::<Unaligned>().read();
            poll(held.cast(), task, polled.as_mut_ptr().cast());
            polled.assume_init()
        }
    }

    /// Drops what is there where it is.
    ///
    /// # Safety
    ///
    /// The holder calls this once, from its destructor, and nothing of `Held` after it; it says which is there.
    pub(super) unsafe fn release(self: Pin<&mut Self>, is_seed: bool) {
        // SAFETY: it is dropped in its place and not used again, as the caller says.
        unsafe {
            let held = self.get_unchecked_mut();
            if is_seed {
                ManuallyDrop::drop(&mut held.seed);
            } else {
                ManuallyDrop::drop(&mut held.future);
            }
        }
    }
}

thread_local! {
    /// Where the arguments are that are being handed over.
    static PLACE: Cell<*mut ()> = const { Cell::new(ptr::null_mut()) };
}

/// A [`FirstPoll`].
unsafe fn poll_first<A, F, M>(held: *mut (), task: &mut Context<'_>, polled: *mut ())
where
    F: Future,
    M: FnOnce(Handed<A>) -> F,
{
    // SAFETY: these are the places of the function's type. A seed is not pinned, and the future that takes its
    // place is never moved. `make` only makes an `async` block, so it does not unwind.
    unsafe {
        let held = &mut *held.cast::<Held<F, Seed<A, M>>>();
        let Seed {
            make, arguments, ..
        } = ManuallyDrop::take(&mut held.seed);
        held.future = ManuallyDrop::new(make(Handed(PhantomData)));
        let mut arguments = Some(arguments);
        PLACE.set(ptr::from_mut(&mut arguments).cast());
        let future = Pin::new_unchecked(&mut *held.future);
        polled.cast::<Poll<F::Output>>().write(future.poll(task));
    }
}

/// What is handed to the body of an annotated `async fn`. It has no bytes, so that it can be captured.
#[doc(hidden)]
pub struct Handed<A>(PhantomData<A>);

impl<A> Handed<A> {
    /// The arguments. It is the first statement of the block that a [`Seed`] makes, and of nothing else.
    ///
    /// # Panics
    ///
    /// If it is called anywhere else.
    #[inline]
    #[must_use]
    #[allow(clippy::unused_self, reason = "it says what is taken")]
    pub fn __take(self) -> A {
        let place = PLACE.replace(ptr::null_mut()).cast::<Option<A>>();
        // SAFETY: a place is set immediately before the first poll of the block, on this thread, and is the
        // `Option` of that block's own arguments, which nobody else looks at during the poll.
        let arguments = unsafe { place.as_mut() }.and_then(Option::take);
        arguments.expect("a block is polled by the stage that it is the body of")
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::pin::pin;
    use std::rc::Rc;
    use std::task::Waker;

    use super::*;

    fn drop_unpolled<F, S>(held: Held<F, S>, is_seed: bool) {
        // SAFETY: it is not used again, and the test says what is there.
        unsafe { pin!(held).release(is_seed) };
    }

    #[test]
    fn a_seed_that_is_never_polled_is_dropped_once() {
        let (captured, argument) = (Rc::new(()), Rc::new(()));
        let kept = (Rc::clone(&captured), Rc::clone(&argument));
        let held = Held::seed((argument,), move |handed: Handed<(Rc<()>,)>| async move {
            let (argument,) = handed.__take();
            drop((captured, argument));
        });
        drop_unpolled(held, true);
        assert_eq!(
            (Rc::strong_count(&kept.0), Rc::strong_count(&kept.1)),
            (1, 1)
        );
    }

    #[test]
    fn a_block_inside_the_first_poll_of_another_has_its_own_arguments() {
        fn nested(depth: u8) -> Pin<Box<dyn Future<Output = Vec<u8>>>> {
            let held = Held::seed((depth,), |handed: Handed<(u8,)>| async move {
                let (depth,) = handed.__take();
                let mut all = if depth == 0 {
                    Vec::new()
                } else {
                    nested(depth - 1).await
                };
                all.push(depth);
                all
            });
            Box::pin(async move {
                let mut held = pin!(held);
                // SAFETY: a seed is there, and it is polled once, since nothing in it waits.
                let all = poll_fn(|task| unsafe { held.as_mut().poll_first(task) }).await;
                // SAFETY: it is not used again, and its seed has grown.
                unsafe { held.release(false) };
                all
            })
        }
        let mut task = Context::from_waker(Waker::noop());
        let all = nested(3).as_mut().poll(&mut task);
        assert_eq!(all, Poll::Ready(vec![0, 1, 2, 3]));
    }

    #[test]
    #[should_panic(expected = "polled by the stage that it is the body of")]
    fn nothing_is_handed_to_a_block_that_somebody_else_polls() {
        Handed(PhantomData::<u8>).__take();
    }
}
