//! Being inside a run: its context is current, and its span is entered.

use std::any::Any;
use std::mem::{self, ManuallyDrop};
use std::panic::{AssertUnwindSafe, catch_unwind};

use tracing::Span;

use crate::context::current;
use crate::context::shared::Borrowed;
use crate::panics::{self, Moment};
use crate::site::Site;

/// Around the code of a run, which [`Inside::run`] runs. Whoever makes one runs it at once.
#[must_use]
pub(super) struct Inside<'a> {
    context: current::Entered<'a>,
    /// Taken by [`Inside::run`], and not looked at again when this goes.
    more: ManuallyDrop<Option<More<'a>>>,
    start: Moment,
}

/// What few polls have to leave. The span goes last.
struct More<'a> {
    _waiting: Option<current::Waiting>,
    _span: Option<tracing::span::Entered<'a>>,
}

impl<'a> Inside<'a> {
    /// Enters a run; its fields are evaluated by the body of the site that is announced, if there is one.
    pub(super) fn new(node: Borrowed<'a>, announced: Option<&'static Site>) -> Inside<'a> {
        let span = node.get().state().and_then(|run| run.span.as_deref());
        let span = span.map(Span::enter);
        let start = panics::now();
        let (context, waiting) = current::enter(node, announced);
        let has_more = waiting.is_some() || span.is_some();
        let more = has_more.then_some(More {
            _waiting: waiting,
            _span: span,
        });
        Inside {
            context,
            more: ManuallyDrop::new(more),
            start,
        }
    }

    /// Enters a run that has a scope and no span.
    #[inline]
    pub(super) fn settled(node: Borrowed<'a>) -> Inside<'a> {
        Inside {
            start: panics::now(),
            context: current::enter_settled(node),
            more: ManuallyDrop::new(None),
        }
    }

    /// Around code that nobody wants the lines of, and of whose panics nothing is to be told.
    pub(super) fn nothing() -> Inside<'a> {
        Inside {
            start: Moment::NEVER,
            context: current::stay(),
            more: ManuallyDrop::new(None),
        }
    }

    /// Runs the code. A panic is given back as its payload.
    #[inline]
    pub(super) fn run<R>(mut self, code: impl FnOnce() -> R) -> Result<R, Box<dyn Any + Send>> {
        self.run_then(code, |_| ())
    }

    /// The same, and `then` looks at the value outside of the run, before it is moved: a value that is moved as soon
    /// as it was written may be read in larger pieces than it was written, for which a processor waits.
    #[inline]
    pub(super) fn run_then<R>(
        &mut self,
        code: impl FnOnce() -> R,
        then: impl FnOnce(&R),
    ) -> Result<R, Box<dyn Any + Send>> {
        let start = self.start;
        let value = catch_unwind(AssertUnwindSafe(|| {
            let value = code();
            self.leave();
            then(&value);
            value
        }));
        if value.is_err() {
            panics::arrived(start);
            self.leave();
        }
        value
    }

    #[inline]
    fn leave(&mut self) {
        self.context.leave();
        if self.more.is_some() {
            self.leave_more();
        }
    }

    #[inline(never)]
    fn leave_more(&mut self) {
        let more = mem::replace(&mut self.more, ManuallyDrop::new(None));
        drop(ManuallyDrop::into_inner(more));
    }
}
