//! The functions that are measured.

use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::task::{Context, Poll};

use super::finish::Finish;
use super::line::{InStage, clock, write_event, write_result, write_start};
use crate::workload::{Answer, Arguments, Fields, Pending, body};

/// INFO.
static MAX_LEVEL: AtomicU8 = AtomicU8::new(3);
#[inline(never)]
pub(super) fn stage<F: Finish>(arguments: Arguments) -> Answer {
    let started = write_start::<F>(&arguments);
    let answer = {
        let _in_stage = InStage::new();
        body(arguments)
    };
    // The stage has left the context, and stands in this line by itself.
    let _in_stage = InStage::new();
    write_result::<F>(&arguments, started, answer.is_ok());
    answer
}

#[inline(never)]
pub(super) fn stage_off<F: Finish>(arguments: Arguments) -> Answer {
    if MAX_LEVEL.load(Ordering::Relaxed) < 4 {
        return body(arguments);
    }
    stage::<F>(arguments)
}

/// An async stage, which is in the context while it is polled.
struct Staged<W, F> {
    started: u64,
    arguments: Arguments,
    future: F,
    writes: PhantomData<W>,
}

impl<W: Finish, F: Future<Output = Answer>> Future for Staged<W, F> {
    type Output = Answer;

    #[inline]
    fn poll(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Answer> {
        // SAFETY: the future is never moved out of its place.
        let (this, future) = unsafe {
            let this = self.get_unchecked_mut();
            let future = Pin::new_unchecked(&mut this.future);
            ((&mut this.started, &this.arguments), future)
        };
        let (started, arguments) = this;
        if *started == 0 {
            *started = write_start::<W>(arguments);
        }
        let _in_stage = InStage::new();
        let polled = future.poll(task);
        if let Poll::Ready(answer) = &polled {
            write_result::<W>(arguments, *started, answer.is_ok());
        }
        polled
    }
}

#[inline(never)]
pub(super) async fn stage_async<W: Finish>(arguments: Arguments, pending: u32) -> Answer {
    let future = async move {
        Pending(pending).await;
        body(arguments)
    };
    let staged: Staged<W, _> = Staged {
        started: 0,
        arguments,
        future,
        writes: PhantomData,
    };
    staged.await
}

#[inline(never)]
pub(super) fn event<F: Finish>(fields: Fields, level: u8) {
    if MAX_LEVEL.load(Ordering::Relaxed) < level {
        return;
    }
    write_event::<F>(fields);
}

/// One message of one place: the end of its window in milliseconds, and in the lowest 16 bits how many
/// have passed.
static WINDOW: AtomicU64 = AtomicU64::new(0);
static HELD_BACK: AtomicU64 = AtomicU64::new(0);

#[inline(never)]
pub(super) fn limited_event<F: Finish>(fields: Fields) {
    let now = clock(libc::CLOCK_MONOTONIC_COARSE) / 1_000_000;
    let window = WINDOW.load(Ordering::Relaxed);
    let is_over = now >= window >> 16;
    if !is_over && window & 0xffff >= 5 {
        HELD_BACK.fetch_add(1, Ordering::Relaxed);
        return;
    }
    let next = if is_over {
        ((now + 60_000) << 16) | 1
    } else {
        window + 1
    };
    let _ = WINDOW.compare_exchange(window, next, Ordering::Relaxed, Ordering::Relaxed);
    event::<F>(fields, 3);
}
