//! A stream as a run: it starts at its first poll, and ends when there are no more items, when it
//! panics, or when it is dropped before that.

mod given;
mod running;

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe, resume_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_core::stream::FusedStream;
use pin_project_lite::pin_project;

pub use self::given::{Given, InStage};
use self::running::State;
use super::{Run, contained};
use crate::classify::Verdict;
use crate::outcome::Outcome;

pin_project! {
    /// A stream that is a stage; made by [`InStage`] and [`stage_stream!`](crate::stage_stream).
    #[must_use = "streams do nothing unless they are polled"]
    pub struct StagedStream<S, J = ()> {
        // `None` only while it is being dropped: what it holds is dropped in the stage's context.
        #[pin]
        stream: Option<S>,
        judge: J,
        state: State,
    }

    impl<S, J> PinnedDrop for StagedStream<S, J> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            if let Some(running) = this.state.close() {
                // A panic while the stream's parts are dropped goes on after the stage has ended.
                let dropped = running.run.enter(|| this.stream.set(None));
                running.end_dropped();
                if let Err(payload) = dropped {
                    resume_unwind(payload);
                }
            }
        }
    }
}

/// What is around them is whole after a panic, so it is as safe as the stream and what judges its items are.
impl<S: UnwindSafe, J: UnwindSafe> UnwindSafe for StagedStream<S, J> {}
impl<S: RefUnwindSafe, J: RefUnwindSafe> RefUnwindSafe for StagedStream<S, J> {}

impl<S: Stream, J> StagedStream<S, J> {
    /// Says what an item means. The stage ends as its last item says; a stream that is dropped
    /// before its end is `cancelled`, unless the last item was a failure.
    ///
    /// ```
    /// use futures::StreamExt;
    /// use logging_runtime::{InStage, Outcome};
    /// # futures::executor::block_on(async {
    /// let lengths = futures::stream::iter([3, 0]);
    /// let lengths = lengths.in_stage("lengths").outcome(|length| match length {
    ///     0 => Outcome::Error,
    ///     _ => Outcome::Success,
    /// });
    /// assert_eq!(lengths.count().await, 2);
    /// # });
    /// ```
    pub fn outcome<F>(mut self, mut outcome: F) -> StagedStream<S, impl ItemJudge<S::Item>>
    where
        F: FnMut(&S::Item) -> Outcome,
    {
        StagedStream {
            stream: self.stream.take(),
            judge: judge(move |item: &S::Item| Verdict::of(outcome(item))),
            state: std::mem::replace(&mut self.state, State::Done),
        }
    }
}

/// Tells the compiler what the closure takes.
fn judge<T, F: FnMut(&T) -> Verdict>(judge: F) -> F {
    judge
}

/// What an item means for the stage.
#[doc(hidden)]
pub trait ItemJudge<T> {
    fn judge(&mut self, item: &T) -> Verdict;
}

impl<T> ItemJudge<T> for () {
    fn judge(&mut self, _: &T) -> Verdict {
        Verdict::SUCCESS
    }
}

impl<T, F: FnMut(&T) -> Verdict> ItemJudge<T> for F {
    fn judge(&mut self, item: &T) -> Verdict {
        self(item)
    }
}

impl<S: Stream, J: ItemJudge<S::Item>> Stream for StagedStream<S, J> {
    type Item = S::Item;

    fn poll_next(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<S::Item>> {
        let this = self.project();
        let Some(stream) = this.stream.as_pin_mut() else {
            return Poll::Ready(None);
        };
        let Some(running) = this.state.open() else {
            return stream.poll_next(task);
        };
        let judge = this.judge;
        let polled = running.run.enter(|| {
            let polled = stream.poll_next(task);
            let verdict = match &polled {
                Poll::Ready(Some(item)) => Some(contained(|| judge.judge(item))),
                Poll::Ready(None) | Poll::Pending => None,
            };
            (polled, verdict)
        });
        match polled {
            Ok((polled, Some(verdict))) => {
                running.count(verdict);
                polled
            }
            Ok((polled, None)) => {
                if polled.is_ready()
                    && let Some(running) = this.state.close()
                {
                    running.end_done();
                }
                polled
            }
            Err(payload) => {
                if let Some(running) = this.state.close() {
                    running.end_panicked(&*payload);
                }
                resume_unwind(payload)
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.stream.as_ref().map_or((0, Some(0)), S::size_hint)
    }
}

impl<S: FusedStream, J: ItemJudge<S::Item>> FusedStream for StagedStream<S, J> {
    fn is_terminated(&self) -> bool {
        self.stream.as_ref().is_none_or(S::is_terminated)
    }
}

impl<S: fmt::Debug, J> fmt::Debug for StagedStream<S, J> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StagedStream")
            .field("stream", &self.stream)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::marker::PhantomPinned;
    use std::rc::Rc;

    use futures::executor::block_on;
    use futures::stream::{self, BoxStream, LocalBoxStream, StreamExt};

    use super::*;

    /// Whether a type has a trait: an associated constant of the type comes before one of a trait.
    macro_rules! has {
        ($type:ty: $trait:path) => {{
            #[allow(dead_code)]
            trait Otherwise {
                const HAS: bool = false;
            }
            impl<T: ?Sized> Otherwise for T {}
            struct Asked<T: ?Sized>(std::marker::PhantomData<T>);
            #[allow(dead_code)]
            impl<T: ?Sized + $trait> Asked<T> {
                const HAS: bool = true;
            }
            Asked::<$type>::HAS
        }};
    }

    #[test]
    fn it_can_be_sent_and_moved_where_the_stream_can() {
        type Plain = StagedStream<stream::Empty<u8>>;
        assert!(has!(Plain: Unpin) && has!(Plain: Send) && has!(Plain: Sync));
        assert!(!has!(StagedStream<PhantomPinned>: Unpin));
        assert!(has!(StagedStream<BoxStream<'static, u8>>: Send));
        assert!(!has!(StagedStream<BoxStream<'static, u8>>: Sync));
        assert!(!has!(StagedStream<LocalBoxStream<'static, u8>>: Send));
        assert!(!has!(StagedStream<stream::Empty<u8>, Rc<u8>>: Send));
    }

    #[test]
    fn its_hint_and_its_end_are_those_of_the_stream() {
        let mut staged = stream::iter([1, 2]).fuse().in_stage("staged");
        assert_eq!(staged.size_hint(), (2, Some(2)));
        assert_eq!(block_on(staged.next()), Some(1));
        assert_eq!(staged.size_hint(), (1, Some(1)));
        assert!(!staged.is_terminated());
        assert_eq!(block_on(staged.by_ref().count()), 1);
        assert!(staged.is_terminated());
    }

    #[test]
    fn a_stream_that_is_not_static_is_a_stage_as_well() {
        let words = vec![String::from("a"), String::from("b")];
        let staged = stream::iter(&words).in_stage("borrowed");
        let staged = staged.outcome(|word| match word.as_str() {
            "b" => Outcome::other("partial"),
            _ => Outcome::Success,
        });
        assert_eq!(
            block_on(staged.map(String::len).collect::<Vec<_>>()),
            [1, 1]
        );
    }
}
