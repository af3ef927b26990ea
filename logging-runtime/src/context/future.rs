//! A future that brings its own context to every poll.

use std::future::Future;
use std::pin::Pin;
use std::task::{self, Poll};

use pin_project_lite::pin_project;

use super::Context;

/// Attaches a [`Context`] to a future.
///
/// ```
/// use logging_runtime::{Context, InContext};
/// # async fn fetch() {}
/// let video = Context::current().with("video_id", "bbz2boNSeL0");
/// let fetching = fetch().in_context(video);
/// # drop(fetching);
/// ```
pub trait InContext: Future + Sized {
    /// The future, polled and dropped in `context`.
    fn in_context(self, context: Context) -> WithContext<Self> {
        WithContext {
            future: Some(self),
            context,
        }
    }

    /// The future, polled and dropped in the context that is current now.
    fn in_current_context(self) -> WithContext<Self> {
        self.in_context(Context::current())
    }
}

impl<F: Future> InContext for F {}

pin_project! {
    /// A future with its context; made by [`InContext`].
    #[derive(Debug)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct WithContext<F> {
        // `None` only while it is being dropped: what it holds is dropped in the context as well.
        #[pin]
        future: Option<F>,
        context: Context,
    }

    impl<F> PinnedDrop for WithContext<F> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            this.context.scope(|| this.future.set(None));
        }
    }
}

impl<F: Future> Future for WithContext<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        match this.future.as_pin_mut() {
            Some(future) => this.context.scope(|| future.poll(task)),
            None => Poll::Pending,
        }
    }
}
